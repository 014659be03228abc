import { IconEye, IconEyeOff, IconRefresh, IconTestPipe } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { useAudioBlocked, useMeetingSession } from '../../session/index.ts';
import { OwnPreview } from '../meeting/own-preview.tsx';
import { useDate, useTimeOfDay } from '../meeting/time-of-day.ts';
import { ActionStrip } from './action-strip.tsx';
import { Clock } from './clock.tsx';
import { OneButton } from './one-button.tsx';
import { RoomBanner } from './room-banner.tsx';
import type { RoomButton } from './room-button.ts';
import { ScheduleLine } from './schedule-line.tsx';
import classes from './site.module.css';
import { SiteTrial } from './site-trial.tsx';
import { useRemote } from './use-remote.ts';
import { type Room, useRoom } from './use-room.tsx';
import { useSelfTest } from './use-self-test.ts';

type PartProps = { readonly meeting: Meeting; readonly you: ParticipantId; readonly room: Room };

/** Nothing is asked of the room yet: what, when, and its own picture. */
function Ready({ meeting, you }: Omit<PartProps, 'room'>) {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const date = useDate();
  const lost = useMeetingSession((session) => session.line.kind !== 'connected');
  const off = meeting.phase.kind === 'postponed' || meeting.phase.kind === 'cancelled';
  return (
    <div className={classes.calm} aria-live="polite">
      <h1 className={classes.headline}>{meeting.title}</h1>
      <div className={classes.rule} />
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
      ) : off ? null : (
        <div className={classes.state} data-tone="speaking" role="status">
          {t('site.lobby')}
        </div>
      )}
      <div className={classes.preview}>
        <OwnPreview meeting={meeting} you={you} />
      </div>
    </div>
  );
}

function Resting({ meeting, you, room, onTest }: PartProps & { onTest: () => void }) {
  const { t } = useTranslation();
  const test: RoomButton = {
    id: 'test',
    label: t('site.tool.test'),
    icon: <IconTestPipe aria-hidden="true" />,
    tone: 'plain',
    reason: null,
    run: onTest,
  };
  return (
    <>
      <div className={classes.view}>
        <Ready meeting={meeting} you={you} />
        {room.sheet}
      </div>
      {room.sheet === null && <ActionStrip buttons={[test, room.heads, ...room.documents, room.help]} />}
    </>
  );
}

/** The room tests itself; who is in it says whether its picture is clear. */
function Testing({ meeting, you, room, onBack }: PartProps & { onBack: (() => void) | null }) {
  const { t } = useTranslation();
  const test = useSelfTest(meeting, you);
  const plain = { tone: 'plain', reason: null } as const;
  const buttons: RoomButton[] = [
    {
      ...plain,
      id: 'clear',
      label: t('site.trial.yes'),
      tone: 'primary',
      icon: <IconEye aria-hidden="true" />,
      run: () => test.judgePicture(true),
    },
    {
      ...plain,
      id: 'unclear',
      label: t('site.trial.no'),
      icon: <IconEyeOff aria-hidden="true" />,
      run: () => test.judgePicture(false),
    },
    {
      ...plain,
      id: 'again',
      label: t('site.trial.again'),
      icon: <IconRefresh aria-hidden="true" />,
      reason: test.busy ? t('site.trial.going') : null,
      run: test.again,
    },
    room.heads,
    room.help,
  ];
  const back: RoomButton = {
    ...plain,
    id: 'back',
    label: t('site.back'),
    icon: null,
    run: () => onBack?.(),
  };
  return (
    <>
      <div className={classes.view}>
        <SiteTrial meeting={meeting} you={you} test={test} />
        {room.sheet}
      </div>
      {room.sheet === null && <ActionStrip buttons={onBack === null ? buttons : [...buttons, back]} />}
    </>
  );
}

/** Seated, and the meeting not open yet: the room waits, or is tested while a trial is open. */
export function SiteLobby({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const ground = useRef<HTMLElement>(null);
  const room = useRoom(meeting, you);
  const { blocked, unblock } = useAudioBlocked();
  const [wished, setWished] = useState(false);
  const lost = useMeetingSession((session) => session.line.kind !== 'connected');
  const inTrial = meeting.phase.kind === 'trial';
  const tests = inTrial || wished;
  const silent = blocked && room.sheet === null;
  useRemote(ground, room.sheet === null && !silent);
  const name = meeting.participantById[you]?.card.name ?? '';
  return (
    <main ref={ground} className={classes.screen} data-calm>
      <header className={classes.top}>
        <div className={classes.name} data-long={name.length > 26 || undefined}>
          {name}
        </div>
        {tests && (
          <span className={classes.state} data-tone="waiting">
            {t('site.trial.title')}
          </span>
        )}
        {tests && lost && (
          <span className={classes.state} data-tone="lost" role="alert">
            {t('meeting.state.lost')}. {t('meeting.state.reconnecting')}
          </span>
        )}
        <span className={classes.grow} />
        <Clock />
      </header>
      <RoomBanner meeting={meeting} you={you} />
      {silent ? (
        <div className={classes.view}>
          <div className={classes.veil} role="alert">
            {t('site.sound')}
            <OneButton label={t('site.soundButton')} onPress={unblock} />
          </div>
        </div>
      ) : tests ? (
        <Testing meeting={meeting} you={you} room={room} onBack={inTrial ? null : () => setWished(false)} />
      ) : (
        <Resting meeting={meeting} you={you} room={room} onTest={() => setWished(true)} />
      )}
    </main>
  );
}
