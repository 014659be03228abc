import { Text, VisuallyHidden } from '@mantine/core';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './device-check.module.css';
import { useMicrophoneLevel } from './use-microphone-level.ts';

type LevelMeterProps = { readonly track: MediaStreamTrack | null };

/** Shows that the microphone hears something. */
export function LevelMeter({ track }: LevelMeterProps) {
  const { t } = useTranslation();
  const { level, heard } = useMicrophoneLevel(track);
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
        {heard ? t('deviceCheck.levelHeard') : t('deviceCheck.levelHint')}
      </Text>
    </div>
  );
}
