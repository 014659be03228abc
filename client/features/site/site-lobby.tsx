import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { useMeetingSession } from '../../session/index.ts';
import { OwnPreview } from '../meeting/own-preview.tsx';
import { useDate, useTimeOfDay } from '../meeting/time-of-day.ts';
import { Calm } from './calm.tsx';
import { ScheduleLine } from './schedule-line.tsx';
import classes from './site.module.css';

/** Seated, and the meeting not open yet: the room sees that all is well, and its own picture. */
export function SiteLobby({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const date = useDate();
  const lost = useMeetingSession((session) => session.line.kind !== 'connected');
  const name = meeting.participantById[you]?.card.name ?? '';
  return (
    <Calm name="">
      <div className={classes.own}>{name}</div>
      <div className={classes.rule} />
      <h1 className={classes.headline}>{meeting.title}</h1>
      <div className={classes.when}>
        {t('meeting.entry.scheduledAt', {
          time: timeOfDay(meeting.scheduledAt),
          date: date(meeting.scheduledAt),
        })}
      </div>
      <ScheduleLine phase={meeting.phase} moved={meeting.reschedulings.at(-1) ?? null} />
      {lost ? (
        <div className={classes.state} data-tone="lost" role="alert">
          {t('meeting.state.lost')}. {t('meeting.state.reconnecting')}
        </div>
      ) : meeting.phase.kind === 'postponed' || meeting.phase.kind === 'cancelled' ? null : (
        <div className={classes.state} data-tone="speaking" role="status">
          {t('site.lobby')}
        </div>
      )}
      <div className={classes.preview}>
        <OwnPreview meeting={meeting} you={you} />
      </div>
    </Calm>
  );
}
