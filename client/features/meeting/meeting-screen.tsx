import { Button, Loader } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockPause,
  IconDevices,
  IconPlugConnectedX,
  IconUserOff,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { conducts } from '../../../core/authority.ts';
import type { MeetingId } from '../../../core/id.ts';
import { meetingId } from '../../../protocol/id.ts';
import { useMeetingSession, verbs } from '../../session/index.ts';
import { clockFace } from '../../ui/clock-face.ts';
import { ConfirmProvider } from '../../ui/confirm-dialog.tsx';
import { ScreenMessage } from '../../ui/screen-message.tsx';
import { DeviceCheck } from '../device-check/device-check.tsx';
import { ScheduleNotice } from '../meetings/schedule-notice.tsx';
import { LiveScreen } from './live-screen.tsx';
import { Lobby } from './lobby.tsx';
import classes from './meeting-screen.module.css';
import { type MeetingState, meetingState } from './meeting-state.ts';
import { Notices } from './notices.tsx';
import { useTimeOfDay } from './time-of-day.ts';
import { type Seat, useSeat } from './use-seat.ts';

const iconProps = { size: 34, stroke: 1.6 } as const;

function ToMeetings() {
  const { t } = useTranslation();
  return (
    <Button component={Link} to="/" variant="default">
      {t('meeting.entry.toMeetings')}
    </Button>
  );
}

function Connecting() {
  const { t } = useTranslation();
  const lost = useMeetingSession((session) => session.line.kind === 'lost');
  return (
    <ScreenMessage
      tone={lost ? 'lost' : 'speaking'}
      icon={lost ? <IconPlugConnectedX {...iconProps} /> : <Loader size={30} />}
      title={t(lost ? 'meeting.state.lost' : 'meeting.entry.connecting')}
      text={lost ? `${t('meeting.state.reconnecting')}…` : t('meeting.entry.connectingHint')}
      actions={<ToMeetings />}
    />
  );
}

function Closed({ state }: { state: Extract<MeetingState, { kind: 'closed' }> }) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const { phase } = state;
  const title = useMeetingSession((session) => session.meeting?.title ?? '');
  const text =
    phase === null
      ? ''
      : t('meeting.entry.closedHint', {
          time: timeOfDay(phase.closedAt),
          duration: clockFace(phase.closedAt - phase.openedAt),
        });
  return (
    <ScreenMessage
      tone="quiet"
      icon={<IconCircleCheck {...iconProps} />}
      title={t('common.closed')}
      text={text}
      actions={
        <>
          <ToMeetings />
          <Button component={Link} to="/archive">
            {t('meeting.entry.toArchive')}
          </Button>
        </>
      }
    >
      <p>{title}</p>
    </ScreenMessage>
  );
}

/** The states in which one is not in the meeting and can do little but read why. */
function Outside({ state, seat }: { state: Exclude<MeetingState, { kind: 'live' | 'lobby' }>; seat: Seat }) {
  const { t } = useTranslation();
  const again = (takeOver: boolean) => seat.come({ camera: seat.coming?.camera ?? false, takeOver });
  switch (state.kind) {
    case 'connecting':
      return <Connecting />;
    case 'waiting':
      return (
        <ScreenMessage
          tone="waiting"
          icon={<IconClockPause {...iconProps} />}
          title={t('meeting.state.waiting')}
          text={t('meeting.entry.waitingHint')}
          actions={<LeaveButton />}
        >
          <p>{state.meeting.title}</p>
          <ScheduleNotice phase={state.meeting.phase} moved={state.meeting.reschedulings.at(-1) ?? null} />
        </ScreenMessage>
      );
    case 'replaced':
      return (
        <ScreenMessage
          tone="waiting"
          icon={<IconDevices {...iconProps} />}
          title={t('meeting.entry.replacedTitle')}
          text={t('meeting.entry.replacedHint')}
          actions={
            <>
              <ToMeetings />
              <Button onClick={() => again(true)}>{t('meeting.action.takeOver')}</Button>
            </>
          }
        />
      );
    case 'denied':
      return (
        <ScreenMessage
          tone="lost"
          icon={<IconUserOff {...iconProps} />}
          title={t('meeting.entry.deniedTitle')}
          text={t('meeting.entry.deniedHint')}
          actions={<ToMeetings />}
        />
      );
    case 'failed':
      return (
        <ScreenMessage
          tone="lost"
          icon={<IconAlertTriangle {...iconProps} />}
          title={t('meeting.entry.failedTitle')}
          text={t(`refusal.${state.refusal.code}`)}
          actions={
            <>
              <ToMeetings />
              <Button onClick={() => again(false)}>{t('common.retry')}</Button>
            </>
          }
        />
      );
    case 'closed':
      return <Closed state={state} />;
  }
}

function useLeave(): () => void {
  const navigate = useNavigate();
  return () => {
    void verbs.leave().then(() => navigate('/'));
  };
}

function LeaveButton() {
  const { t } = useTranslation();
  const leave = useLeave();
  return (
    <Button variant="default" onClick={leave}>
      {t('meeting.action.leave')}
    </Button>
  );
}

function Inside({ state, seat }: { state: MeetingState; seat: Seat }): ReactNode {
  const leave = useLeave();
  const you = useMeetingSession((session) => session.you);
  if (state.kind === 'live') return <LiveScreen meeting={state.meeting} you={state.you} onLeave={leave} />;
  if (state.kind !== 'lobby') return <Outside state={state} seat={seat} />;
  // Whoever conducts prepares the meeting on the same screen it is then held on.
  if (you !== null && conducts(state.meeting, you))
    return <LiveScreen meeting={state.meeting} you={you} onLeave={leave} />;
  return (
    <>
      <Notices />
      <Lobby meeting={state.meeting} actions={<LeaveButton />} />
    </>
  );
}

function Seated({ seat }: { seat: Seat }) {
  const line = useMeetingSession((session) => session.line);
  const meeting = useMeetingSession((session) => session.meeting);
  const you = useMeetingSession((session) => session.you);
  useDocumentTitle(meeting?.title ?? 'Điểm Cầu');
  const state = meetingState({ line, meeting, you, refusal: seat.refusal });
  return <Inside state={state} seat={seat} />;
}

function MeetingOf({ id }: { id: MeetingId }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const seat = useSeat(id);
  if (seat.coming === null) {
    return (
      <main className={classes.check}>
        <DeviceCheck
          action={t('meeting.action.join')}
          onDone={({ camera }) => seat.come({ camera, takeOver: false })}
          onCancel={() => void navigate('/')}
        />
      </main>
    );
  }
  return <Seated seat={seat} />;
}

/** `/meeting/:id`: from the check of the devices to the end of the meeting. */
export function MeetingScreen() {
  const { t } = useTranslation();
  const { id } = useParams();
  const parsed = meetingId.safeParse(id);
  return (
    <ConfirmProvider>
      {parsed.success ? (
        <MeetingOf key={parsed.data} id={parsed.data} />
      ) : (
        <ScreenMessage
          tone="lost"
          icon={<IconAlertTriangle {...iconProps} />}
          title={t('meeting.entry.failedTitle')}
          text={t('refusal.not-found')}
          actions={<ToMeetings />}
        />
      )}
    </ConfirmProvider>
  );
}
