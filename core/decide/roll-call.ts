import { may } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import { participantOf } from '../participant.ts';
import { moveOn, nextCalled } from '../roll-call-order.ts';
import { marked } from './attendance.ts';
import { accept, type Decision, refuse, type Wish } from './context.ts';

/** Điểm danh of a unit's subtree, beginning with the first who was not called (ROLL-1, ROLL-2). */
export function startRollCall({ meeting }: Wish, { unit }: CommandOf<'rollCall.start'>): Decision {
  if (meeting.phase.kind === 'postponed') return refuse('not-live');
  if (meeting.rollCalls.some((call) => call.unit === unit)) return refuse('already-calling');
  const current = nextCalled(meeting, unit, null);
  return current === null ? refuse('not-found') : accept({ type: 'rollCall.called', unit, current });
}

/** Of the one who is called, or for them (ROLL-3, ROLL-4). */
export function answerRollCall(
  { meeting, self }: Wish,
  { unit, state, reason }: CommandOf<'rollCall.answer'>,
  now: number,
): Decision {
  const call = meeting.rollCalls.find((each) => each.unit === unit);
  if (!call) return refuse('not-calling');
  const { participant, unit: seat } = call.current;
  const takes = may(meeting, self, 'attendance.take', seat);
  const answersForItself = self === participant && state === 'online';
  if (!takes && !answersForItself) return refuse('not-permitted');
  const target = participantOf(meeting, participant);
  // Nobody answered, or the invitation was taken back meanwhile.
  if (!target || state === 'uncalled') return accept(moveOn(meeting, call));
  return accept(...marked(meeting, target, { state, reason }, now));
}

export function endRollCall({ meeting }: Wish, { unit }: CommandOf<'rollCall.end'>): Decision {
  const isCalling = meeting.rollCalls.some((call) => call.unit === unit);
  return isCalling ? accept({ type: 'rollCall.ended', unit }) : refuse('not-calling');
}
