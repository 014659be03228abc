import {
  IconCoffee,
  IconHeadset,
  IconListCheck,
  IconMicrophone2,
  IconUsersGroup,
  IconVolume,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { useMeetingSession, useNow } from '../../session/index.ts';
import { useTimeOfDay } from '../meeting/time-of-day.ts';
import { useCommands } from '../meeting/use-commands.ts';
import { NoticeBanner } from '../notices/notice-banner.tsx';
import classes from './room.module.css';
import { RoomKey } from './room-key.tsx';
import { type RoomLine, roomLines } from './room-lines.ts';

/** How long it is said what was adjusted from afar, in ms: one order is often followed by the next. */
const toldMs = 12_000;

const iconByKind = {
  talk: IconHeadset,
  rollCall: IconListCheck,
  echo: IconVolume,
  delegated: IconMicrophone2,
  sidebar: IconUsersGroup,
  recalled: IconUsersGroup,
  rest: IconCoffee,
  adjourned: IconCoffee,
} as const satisfies Record<RoomLine['kind'], unknown>;

type Tone = 'live' | 'speaking' | 'waiting' | 'quiet';
const toneByKind: Readonly<Record<RoomLine['kind'], Tone>> = {
  talk: 'live',
  rollCall: 'speaking',
  echo: 'waiting',
  delegated: 'speaking',
  sidebar: 'quiet',
  recalled: 'quiet',
  rest: 'quiet',
  adjourned: 'quiet',
};

function useWords(): (line: RoomLine) => string {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  return (line) => {
    switch (line.kind) {
      case 'talk':
        return t('site.lines.talk');
      case 'rollCall':
        return line.own ? t('site.lines.rollCallYou') : t('site.lines.rollCall', { name: line.name });
      case 'echo':
        return t('site.lines.echo', { name: line.name });
      case 'delegated':
        return t('site.lines.delegated', { unit: line.unit });
      case 'sidebar':
        return t('site.lines.sidebar', { unit: line.unit });
      case 'recalled':
        return t('site.lines.recalled');
      case 'rest':
        return line.until === null
          ? t('site.lines.rest')
          : t('site.lines.restUntil', { time: timeOfDay(line.until) });
      case 'adjourned':
        return t('site.lines.adjourned');
    }
  };
}

/** *Có mặt*, of the room itself. */
function AnswerKey({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const call = meeting.rollCalls.find(({ current }) => current.participant === you);
  if (call === undefined) return null;
  const answer = { type: 'rollCall.answer', unit: call.unit, state: 'online', reason: '' } as const;
  return <RoomKey tone="primary" label={t('attendance.roll.present')} onPress={() => void send(answer)} />;
}

/** Ends a talk aside from the room's side: its microphone is heard for as long as it lasts. */
function HangUpKey({ you }: { you: ParticipantId }) {
  const { t } = useTranslation();
  const { send } = useCommands();
  const hangUp = { type: 'assist.endTalk', participant: you } as const;
  return <RoomKey tone="stop" label={t('site.lines.hangUp')} onPress={() => void send(hangUp)} />;
}

/** What somebody who helps from afar is doing with this room's devices just now. */
function AssistLine() {
  const { t } = useTranslation();
  const now = useNow();
  const assisted = useMeetingSession((session) => session.assisted);
  if (assisted === null || now - assisted.at > toldMs) return null;
  const { order } = assisted;
  const what = order.kind === 'device' ? t(`site.lines.device.${order.device}`) : t('site.lines.volume');
  return (
    <div className={classes.line} data-tone="live">
      <IconHeadset aria-hidden="true" />
      <span className={classes.lineWords}>
        {order.kind === 'restart' ? t('site.lines.restarting') : t('site.lines.assisted', { what })}
      </span>
    </div>
  );
}

/** What this room is told, across the whole width: notices first, then whatever concerns it now. */
export function RoomBanner({ meeting, you }: { meeting: Meeting; you: ParticipantId }) {
  const words = useWords();
  return (
    <div className={classes.banner}>
      <NoticeBanner meeting={meeting} size="tv" />
      {/* Always there, so that a screen reader is told of what comes. */}
      <div role="status">
        <AssistLine />
        {roomLines(meeting, you).map((line) => {
          const Icon = iconByKind[line.kind];
          return (
            <div key={line.kind} className={classes.line} data-tone={toneByKind[line.kind]}>
              <Icon aria-hidden="true" />
              <span className={classes.lineWords}>{words(line)}</span>
              {line.kind === 'talk' && <HangUpKey you={you} />}
              {line.kind === 'rollCall' && line.own && <AnswerKey meeting={meeting} you={you} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
