import type { CommandOf } from '../command.ts';
import { hallOf } from '../hall.ts';
import { participantOf } from '../participant.ts';
import { holderOf } from '../stage.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';

/** Puts the picture of somebody of one's own hall before all eyes there, instead of whose was, or nobody's (STAGE-3). */
export function spotlight({ meeting, self }: Wish, { participant }: CommandOf<'stage.spotlight'>): Decision {
  const hall = hallOf(meeting, self);
  const still = standstill(meeting, hall);
  if (still !== null && still !== 'meeting-resting') return refuse(still);
  const lit = meeting.spotlights.find((each) => each.hall === hall)?.holder.participant ?? null;
  if (participant === null) {
    return lit === null ? accept() : accept({ type: 'stage.spotlit', hall, holder: null });
  }
  const target = participantOf(meeting, participant);
  if (!target || target.card.kind === 'recorder') return refuse('not-found');
  if (target.presence.kind !== 'present') return refuse('not-present');
  if (hallOf(meeting, participant) !== hall) return refuse('elsewhere');
  return participant === lit ? accept() : accept({ type: 'stage.spotlit', hall, holder: holderOf(target) });
}
