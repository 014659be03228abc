import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { clockFace, countdown } from './clock-face.ts';
import classes from './speech-timer.module.css';

type SpeechTimerProps = {
  readonly name: string;
  /** Position, unit and kind of speech */
  readonly about: string;
  readonly startedAt: number;
  /** Epoch milliseconds of the end and the whole limit; null without a limit */
  readonly limit: { readonly endsAt: number; readonly limitMs: number } | null;
  readonly clock: 'running' | 'warned' | 'up';
  /** The hub's time, epoch milliseconds */
  readonly now: number;
  readonly size?: 'bar' | 'tv';
};

/** Who speaks and for how long still; beyond the limit it says Hết thời gian and counts on. */
export function SpeechTimer({ name, about, startedAt, limit, clock, now, size = 'bar' }: SpeechTimerProps) {
  const { t } = useTranslation();
  const left = limit === null ? null : countdown({ ...limit, now });
  const face = left === null ? clockFace(now - startedAt) : left.face;
  const up = clock === 'up';
  return (
    <div
      className={classes.timer}
      data-clock={clock}
      data-size={size}
      role="timer"
      aria-label={t('meeting.timer.label', { name })}
    >
      <div className={classes.words}>
        <div className={classes.name}>{name}</div>
        <div className={classes.about}>{about}</div>
      </div>
      <div className={classes.time}>
        {up && <span className={classes.word}>{t('meeting.state.timeUp')}</span>}
        <span className={classes.face}>{face}</span>
      </div>
      {left !== null && (
        <div className={classes.bar} aria-hidden="true">
          <div className={classes.used} style={{ '--used': left.used } as CSSProperties} />
        </div>
      )}
    </div>
  );
}
