import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { actingFor } from '../../../core/authority.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { useMeetingSession, useNow } from '../../session/index.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { AppearanceSwitch, LanguageSwitch } from '../../ui/switches.tsx';
import type { StateTone } from '../../ui/theme.ts';
import classes from './meeting-header.module.css';
import { RecordingMark } from './recording-mark.tsx';
import { useTimeOfDay } from './time-of-day.ts';
import { useHall } from './use-hall.ts';

/** The connection, when it is not there. What is kept meanwhile is said below it. */
function LineMark() {
  const { t } = useTranslation();
  const line = useMeetingSession((session) => session.line);
  if (line.kind !== 'lost') return null;
  return (
    <span role="alert">
      <StateMark
        tone="lost"
        label={t('meeting.state.lost')}
        detail={t('meeting.state.reconnecting')}
        beating
      />
    </span>
  );
}

function Clock() {
  const timeOfDay = useTimeOfDay();
  return <span className={`${classes.fact} ${classes.clock}`}>{timeOfDay(useNow())}</span>;
}

/** Sites and people present, over all levels, as the hub counts them for everyone. */
function People() {
  const { t } = useTranslation();
  const counts = useMeetingSession((session) => session.counts);
  if (counts.length === 0) return null;
  const present = counts.reduce((sum, level) => sum + level.present, 0);
  const invited = counts.reduce((sum, level) => sum + level.invited, 0);
  return (
    <span className={classes.fact}>
      <IconUsers size={17} aria-hidden="true" />
      {t('meeting.people', { present, invited })}
    </span>
  );
}

/** The colour of the word that says how the meeting stands. */
const toneByPhase: Readonly<Record<Meeting['phase']['kind'], StateTone>> = {
  scheduled: 'quiet',
  trial: 'waiting',
  live: 'live',
  closed: 'quiet',
  postponed: 'waiting',
  cancelled: 'lost',
};

/** The meeting's name, its state, the recording, the line and the clock: the same for every role. */
export function MeetingHeader({ meeting, compact }: { meeting: Meeting; compact: boolean }) {
  const { t } = useTranslation();
  const acting = actingFor(meeting, useHall(meeting));
  return (
    <header className={classes.header}>
      <h1 className={classes.title} title={meeting.title}>
        {meeting.title}
      </h1>
      <StateMark tone={toneByPhase[meeting.phase.kind]} label={t(`console.phase.${meeting.phase.kind}`)} />
      <RecordingMark meeting={meeting} />
      {acting !== null && (
        <StateMark
          tone="waiting"
          label={t('meeting.state.acting')}
          detail={meeting.participantById[acting.participant]?.card.name ?? ''}
        />
      )}
      <LineMark />
      <span className={classes.grow} />
      {!compact && <People />}
      {!compact && <Clock />}
      {!compact && (
        <span className={classes.switches}>
          <LanguageSwitch onDark={false} />
          <AppearanceSwitch onDark={false} />
        </span>
      )}
    </header>
  );
}
