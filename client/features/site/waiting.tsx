import { useTranslation } from 'react-i18next';
import type { MeetingListItem } from '../../../protocol/http.ts';
import { useDate, useTimeOfDay } from '../meeting/time-of-day.ts';
import { Calm } from './calm.tsx';
import classes from './site.module.css';

type WaitingProps = {
  readonly name: string;
  /** null: none is known */
  readonly next: MeetingListItem | null;
  /** Whether the hub answers */
  readonly reachable: boolean;
};

/** Between meetings: whose screen this is, and what comes next. */
export function Waiting({ name, next, reachable }: WaitingProps) {
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
          <div className={classes.plain}>{t('site.waiting.auto')}</div>
        </>
      )}
      {!reachable && (
        <div className={classes.state} data-tone="lost" role="alert">
          {t('meeting.state.lost')}. {t('meeting.state.reconnecting')}
        </div>
      )}
    </Calm>
  );
}
