import { may, speaksFreely } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import { hallOf } from '../hall.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting, Participant } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { grantHeldBy, requestOf } from '../queue.ts';
import { kindOfTurn, usualKind } from '../turn.ts';
import { covers } from '../unit.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';
import { endGrant } from './floor-ending.ts';
import { takeFloor } from './floor-giving.ts';

/** Opens one's own microphone (MIC-1); in open discussion that takes the floor, as far as there is room (MIC-4). */
export function openMicrophone({ meeting, self, participant }: Wish, now: number): Decision {
  const hall = hallOf(meeting, self);
  const still = standstill(meeting, hall);
  if (still !== null) return refuse(still);
  if (speaksFreely(meeting, self) || grantHeldBy(meeting, self, 'speech')) {
    return participant.microphone === 'on'
      ? accept()
      : accept({ type: 'microphone.opened', participant: self });
  }
  if (meeting.settings.discussion !== 'open') return refuse('not-holding');
  const asked = requestOf(meeting, self, 'speech')?.kind ?? usualKind(meeting, hall);
  const taken = takeFloor(meeting, participant, { kind: kindOfTurn(meeting, self, asked), at: now });
  return typeof taken === 'string' ? refuse(taken) : accept(...taken);
}

/** Closes one's own microphone; whoever took the floor in open discussion gives it back with that (MIC-4). */
export function closeMicrophone({ meeting, self, participant }: Wish): Decision {
  const grant = grantHeldBy(meeting, self, 'speech');
  const back = grant?.taken ? endGrant(meeting, grant, 'released') : [];
  // Whoever speaks freely would keep it open when the floor ends (FLOOR-7), but it is they who close it.
  const isClosed = back.some((event) => event.type === 'microphone.closed' && event.participant === self);
  if (participant.microphone === 'off' || isClosed) return accept(...back);
  return accept(...back, { type: 'microphone.closed', participant: self, reason: 'self' });
}

/** Whether the actor stands at or above whoever let this participant speak (SCOPE-3). */
function mayMute(meeting: Meeting, self: ParticipantId, target: Participant): boolean {
  const { participant, unit } = target.card;
  const grant = grantHeldBy(meeting, participant, 'speech');
  const free = speaksFreely(meeting, participant);
  const authority = free ? hallOf(meeting, participant) : (grant?.authority ?? unit);
  return may(meeting, self, 'microphone.mute', authority);
}

export function mute({ meeting, self }: Wish, command: CommandOf<'microphone.mute'>): Decision {
  const target = participantOf(meeting, command.participant);
  if (!target) return refuse('not-found');
  if (target.microphone === 'off') return accept();
  if (!mayMute(meeting, self, target)) return refuse('not-permitted');
  return accept({ type: 'microphone.closed', participant: command.participant, reason: 'muted' });
}

/** Tắt tất cả mic: every open microphone of the subtree in one's own hall, but one's own (SCOPE-4). */
export function muteAll({ meeting, self }: Wish, command: CommandOf<'microphone.muteAll'>): Decision {
  const hall = hallOf(meeting, self);
  const open = Object.values(meeting.participantById).filter(
    ({ card, microphone }) =>
      microphone === 'on' &&
      card.participant !== self &&
      covers(meeting.unitById, command.unit, card.unit) &&
      hallOf(meeting, card.participant) === hall,
  );
  return accept(
    ...open
      .filter((target) => mayMute(meeting, self, target))
      .map(
        ({ card }): MeetingEvent => ({
          type: 'microphone.closed',
          participant: card.participant,
          reason: 'muted',
        }),
      ),
  );
}
