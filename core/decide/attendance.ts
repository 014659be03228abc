import type { Attendance } from '../attendance.ts';
import { may } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting, Participant } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { moveRollCalls } from '../roll-call-order.ts';
import { accept, type Decision, refuse, type Wish } from './context.ts';

/** What is entered of somebody; the same again adds nothing, and says nothing of when. */
function entered(
  { attendance, card }: Participant,
  change: Partial<Attendance>,
  now: number,
): readonly MeetingEvent[] {
  const keys = Object.keys(change) as readonly (keyof Attendance)[];
  if (keys.every((key) => change[key] === attendance[key])) return [];
  return [
    {
      type: 'attendance.recorded',
      participant: card.participant,
      attendance: { ...attendance, ...change, at: now },
    },
  ];
}

/** One's own, or what whoever takes attendance over that seat enters; null: neither, or nobody there is. */
function ownOrTaken(meeting: Meeting, self: ParticipantId, id: ParticipantId): Participant | Decision {
  const target = participantOf(meeting, id);
  const takes = may(meeting, self, 'attendance.take', target?.card.unit ?? meeting.unit);
  if (!takes && self !== id) return refuse('not-permitted');
  return target ?? refuse('not-found');
}

/** Heads in a site's room (ATTEND-1). */
export function countHeads(
  { meeting, self }: Wish,
  { participant, expected, present }: CommandOf<'attendance.count'>,
  now: number,
): Decision {
  const target = ownOrTaken(meeting, self, participant);
  if ('ok' in target) return target;
  if (target.card.kind !== 'site') return refuse('not-a-site');
  return accept(...entered(target, { expected, present }, now));
}

/** What is entered of somebody's being there: a reason belongs to an absence alone (ATTEND-2). */
export function marked(
  meeting: Meeting,
  target: Participant,
  { state, reason }: Pick<Attendance, 'state' | 'reason'>,
  now: number,
): readonly MeetingEvent[] {
  const change = { state, reason: state === 'absent' ? reason : '' };
  const events = entered(target, change, now);
  if (state === 'uncalled' || target.attendance.state === state) return events;
  return [...events, ...moveRollCalls(meeting, target.card.participant)];
}

export function markAttendance(
  { meeting }: Wish,
  { participant, state, reason }: CommandOf<'attendance.mark'>,
  now: number,
): Decision {
  const target = participantOf(meeting, participant);
  if (!target) return refuse('not-found');
  if (target.card.kind === 'recorder') return refuse('not-permitted');
  return accept(...marked(meeting, target, { state, reason }, now));
}

/** Cử người dự thay (ATTEND-3): the chair's consent is asked anew for each name. */
export function nameSubstitute(
  { meeting, self }: Wish,
  { participant, name, position }: CommandOf<'attendance.substitute'>,
  now: number,
): Decision {
  const target = ownOrTaken(meeting, self, participant);
  if ('ok' in target) return target;
  if (target.card.kind !== 'person') return refuse('not-permitted');
  const known = target.attendance.substitute;
  if (known?.name === name && known.position === position) return accept();
  return accept(...entered(target, { substitute: { name, position, consent: 'asked' } }, now));
}

/** The chair's word on it, which may change (ATTEND-4). */
export function consentToSubstitute(
  { meeting }: Wish,
  { participant, given }: CommandOf<'attendance.consent'>,
  now: number,
): Decision {
  const target = participantOf(meeting, participant);
  const known = target?.attendance.substitute ?? null;
  if (!target || known === null) return refuse('not-found');
  const consent = given ? 'given' : 'refused';
  if (known.consent === consent) return accept();
  return accept(...entered(target, { substitute: { ...known, consent } }, now));
}
