import { Badge, Button, Text, Title } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Phase } from '../../../core/meeting.ts';
import type { MeetingListItem } from '../../../protocol/http.ts';
import { currentLanguage } from '../../i18n/index.ts';
import { meetingAddress } from '../../session/index.ts';
import { daysFromToday, formatDate, formatTime } from '../../ui/format.ts';
import { StateMark } from '../../ui/state-mark.tsx';
import { DocumentsButton } from '../documents/documents-button.tsx';
import { OwnMinutesLink } from '../log/own-record-links.tsx';
import { RecordLinks } from '../log/record-links.tsx';
import { ArrangeMenu } from './arrange-menu.tsx';
import classes from './meetings.module.css';
import { toneByPhase } from './phase-tone.ts';
import { ScheduleNotice } from './schedule-notice.tsx';

type MeetingCardProps = {
  readonly meeting: MeetingListItem;
  /** Hub time, for saying today or tomorrow. */
  readonly now: number;
};

function useDayName(): (at: number, now: number) => string {
  const { t } = useTranslation();
  return (at, now) => {
    const days = daysFromToday(at, now);
    if (days === 0) return t('meetings.today');
    if (days === 1) return t('meetings.tomorrow');
    return formatDate(at, currentLanguage());
  };
}

function useWhen(phase: Phase): string | null {
  const { t } = useTranslation();
  const language = currentLanguage();
  switch (phase.kind) {
    case 'scheduled':
    case 'trial':
    case 'postponed':
    case 'cancelled':
      return null;
    case 'live':
      return t('meetings.openedAt', { time: formatTime(phase.openedAt, language) });
    case 'closed':
      return t('meetings.closedAt', { time: formatTime(phase.closedAt, language) });
  }
}

/** What there is to read of it; who arranges it brings something first. */
function Documents({ meeting: { id, title, documents, mayArrange } }: Pick<MeetingCardProps, 'meeting'>) {
  if (documents === null || (documents === 0 && !mayArrange)) return null;
  return (
    <div className={classes.documents}>
      <DocumentsButton meeting={id} title={title} count={documents} variant="light" size="compact-md" />
    </div>
  );
}

/** One meeting: when, what, whose, how many are there, and the way in. */
export function MeetingCard({ meeting, now }: MeetingCardProps) {
  const { t } = useTranslation();
  const dayName = useDayName();
  const { title, phase, scheduledAt, plannedMs, moved, unitName, role, present, invited } = meeting;
  const language = currentLanguage();
  const timeless = phase.kind === 'postponed' || phase.kind === 'cancelled';
  const joinable = phase.kind !== 'closed' && phase.kind !== 'cancelled';
  const opened = phase.kind === 'live' || phase.kind === 'closed';
  const when = useWhen(phase);
  const titleId = `meeting-${meeting.id}`;
  return (
    <article className={classes.card} data-phase={phase.kind} aria-labelledby={titleId}>
      <div className={classes.when}>
        <Text className={classes.time} {...(timeless ? { td: 'line-through' } : {})}>
          {formatTime(scheduledAt, language)}
        </Text>
        <Text size="sm" c="dimmed">
          {dayName(scheduledAt, now)}
        </Text>
        {plannedMs !== null && !timeless && (
          <Text size="sm" c="dimmed">
            {t('meetings.until', { time: formatTime(scheduledAt + plannedMs, language) })}
          </Text>
        )}
        {phase.kind === 'postponed' && (
          <Text size="sm" c="dimmed">
            {t('meetings.noTime')}
          </Text>
        )}
      </div>
      <div className={classes.what}>
        <div className={classes.marks}>
          <StateMark
            tone={toneByPhase[phase.kind]}
            label={t(`meetings.${phase.kind}`)}
            beating={phase.kind === 'live'}
          />
          {role !== null && (
            <Badge
              color="slate"
              size="lg"
              aria-label={`${t('meetings.yourRole')}: ${t(`meetings.role.${role}`)}`}
            >
              {t(`meetings.role.${role}`)}
            </Badge>
          )}
        </div>
        <Title order={2} size="h3" id={titleId}>
          {title}
        </Title>
        <Text size="sm" c="dimmed" className={classes.facts}>
          <span>{t('meetings.convenedBy', { unit: unitName })}</span>
          <span>
            {phase.kind === 'live'
              ? t('meetings.presence', { present, invited })
              : t('meetings.invited', { invited })}
          </span>
          {when !== null && <span>{when}</span>}
        </Text>
        <div className={classes.notice}>
          <ScheduleNotice phase={phase} moved={moved} />
        </div>
        <Documents meeting={meeting} />
        {meeting.readsLog && <RecordLinks meeting={meeting.id} title={title} opened={opened} />}
        {/* A deputy reads no log; having presided, they have the minutes to approve. */}
        {!meeting.readsLog && role === 'deputy' && opened && (
          <OwnMinutesLink meeting={meeting.id} title={title} />
        )}
      </div>
      <div className={classes.actions}>
        {joinable && (
          <Button
            component={Link}
            to={meetingAddress(meeting.id)}
            size="lg"
            className={classes.join ?? ''}
            variant={phase.kind === 'live' ? 'filled' : 'default'}
            rightSection={<IconArrowRight size={20} aria-hidden="true" />}
            aria-describedby={titleId}
          >
            {t('meetings.join')}
          </Button>
        )}
        {meeting.mayArrange && <ArrangeMenu meeting={meeting} />}
      </div>
    </article>
  );
}
