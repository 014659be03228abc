import { useTranslation } from 'react-i18next';
import type { MeetingListItem } from '../../../protocol/http.ts';
import { useDate, useTimeOfDay } from '../meeting/time-of-day.ts';
import { Calm } from './calm.tsx';
import { ScheduleLine } from './schedule-line.tsx';
import classes from './site.module.css';

type WaitingProps = {
  readonly name: string;
  /** null: none is known */
  readonly next: MeetingListItem | null;
  /** Postponed and cancelled: nobody comes in vain. */
  readonly off: readonly MeetingListItem[];
  /** Whether the hub answers */
  readonly reachable: boolean;
};

/** Between meetings: whose screen this is, and what comes next. */
export function Waiting({ name, next, off, reachable }: WaitingProps) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const date = useDate();
  return (
    <Calm name="">
      <div className={classes.own}>{name}</div>
      <div className={classes.rule} />
      {next === null ? (
        <>
          <h1 className={classes.headline}>{t('site.waiting.none')}</h1>
          <div className={classes.plain}>{t('site.waiting.noneHint')}</div>
        </>
      ) : (
        <>
          <div className={classes.plain}>{t('site.waiting.next')}</div>
          <h1 className={classes.headline}>{next.title}</h1>
          <div className={classes.when}>
            {t('meeting.entry.scheduledAt', {
              time: timeOfDay(next.scheduledAt),
              date: date(next.scheduledAt),
            })}
          </div>
          <div className={classes.plain}>{t('meeting.entry.convenedBy', { unit: next.unitName })}</div>
          <ScheduleLine phase={next.phase} moved={next.moved} />
          <div className={classes.plain}>{t('site.waiting.auto')}</div>
        </>
      )}
      {off.map((item) => (
        <div key={item.id} className={classes.off}>
          <div className={classes.plain}>{item.title}</div>
          <ScheduleLine phase={item.phase} moved={item.moved} />
        </div>
      ))}
      {!reachable && (
        <div className={classes.state} data-tone="lost" role="alert">
          {t('meeting.state.lost')}. {t('meeting.state.reconnecting')}
        </div>
      )}
    </Calm>
  );
}
