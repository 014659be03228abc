import { Text, VisuallyHidden } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './device-check.module.css';
import { type Hearing, useMicrophoneLevel } from './use-microphone-level.ts';

type LevelMeterProps = { readonly track: MediaStreamTrack | null };

const wordsByHearing = {
  listening: 'deviceCheck.levelHint',
  heard: 'deviceCheck.levelHeard',
  silent: 'deviceCheck.levelSilent',
} as const satisfies Record<Hearing, string>;

/** Shows that the microphone hears something. */
export function LevelMeter({ track }: LevelMeterProps) {
  const { t } = useTranslation();
  const { level, hearing } = useMicrophoneLevel(track);
  const percent = Math.round(level * 100);
  const style: CSSProperties & Record<'--level', string> = { '--level': `${percent}%` };
  return (
    <div>
      <VisuallyHidden>
        <meter aria-label={t('deviceCheck.level')} min={0} max={100} value={percent} />
      </VisuallyHidden>
      <div className={classes.meter} style={style} aria-hidden="true">
        <div className={classes.meterFill} />
      </div>
      <Text size="sm" c="dimmed" mt={6} role="status">
        {t(wordsByHearing[hearing])}
      </Text>
    </div>
  );
}
