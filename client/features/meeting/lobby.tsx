import { Text } from '@mantine/core';
import { IconCalendarTime } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Meeting } from '../../../core/meeting.ts';
import { useMeetingSession } from '../../session/index.ts';
import { ScreenMessage } from '../../ui/screen-message.tsx';
import { StateMark } from '../../ui/state-mark.tsx';
import { OwnAttendance } from '../attendance/own-attendance.tsx';
import { DocumentsButton } from '../documents/documents-button.tsx';
import { ScheduleNotice } from '../meetings/schedule-notice.tsx';
import { NoticeBanner } from '../notices/notice-banner.tsx';
import classes from './lobby.module.css';
import { useDate, useTimeOfDay } from './time-of-day.ts';

/** Before the meeting opens: what, when, and who is there already. It moves on by itself. */
export function Lobby({ meeting, actions }: { meeting: Meeting; actions: React.ReactNode }) {
  const { t } = useTranslation();
  const date = useDate();
  const timeOfDay = useTimeOfDay();
  const counts = useMeetingSession((session) => session.counts);
  const unit = meeting.unitById[meeting.unit]?.name ?? '';
  const you = useMeetingSession((session) => session.you);
  const isDelegate = you !== null && meeting.participantById[you]?.card.kind === 'person';
  return (
    <>
      <NoticeBanner meeting={meeting} />
      <ScreenMessage
        tone="speaking"
        icon={<IconCalendarTime size={34} stroke={1.6} />}
        title={meeting.title}
        text={t('meeting.entry.lobbyHint')}
        actions={actions}
      >
        <div className={classes.facts}>
          <StateMark tone="quiet" label={t(`console.phase.${meeting.phase.kind}`)} />
          <span className={classes.when}>
            {t('meeting.entry.scheduledAt', {
              time: timeOfDay(meeting.scheduledAt),
              date: date(meeting.scheduledAt),
            })}
          </span>
          <Text c="dimmed" size="sm">
            {t('meeting.entry.convenedBy', { unit })}
          </Text>
        </div>
        <ScheduleNotice phase={meeting.phase} moved={meeting.reschedulings.at(-1) ?? null} />
        <div className={classes.counts}>
          {counts.map((count) => (
            <StateMark
              key={count.level}
              tone={count.present > 0 ? 'live' : 'quiet'}
              label={meeting.levels.find((level) => level.id === count.level)?.name ?? ''}
              detail={`${count.present}/${count.invited}`}
            />
          ))}
        </div>
        {meeting.documents.length > 0 && (
          <DocumentsButton
            meeting={meeting.id}
            title={meeting.title}
            count={meeting.documents.length}
            variant="light"
          />
        )}
        {isDelegate && (
          <div className={classes.own}>
            <OwnAttendance meeting={meeting} you={you} />
          </div>
        )}
      </ScreenMessage>
    </>
  );
}
