import type { RollCall } from './attendance.ts';
import type { MeetingEvent } from './event.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Card, Meeting, Participant } from './meeting.ts';
import { treeOrder } from './tree-order.ts';
import { covers } from './unit.ts';

/** Who is called at all (ROLL-2): whoever was invited or came in, and was not turned away. */
function isCalled({ card, invited, presence }: Participant): boolean {
  if (card.kind === 'recorder' || presence.kind === 'denied') return false;
  return invited || presence.kind === 'present' || presence.kind === 'dropped';
}

/** Everybody whom a roll call of this unit may name, in its order: a unit's site, then its persons, unit by unit. */
function namedIn(meeting: Meeting, unit: UnitId): readonly Participant[] {
  const placeByUnit = new Map(treeOrder(meeting).map((each, place) => [each.unit, place]));
  const place = ({ card }: Participant) => placeByUnit.get(card.unit) ?? placeByUnit.size;
  const after = ({ card }: Participant) => (card.kind === 'site' ? 0 : 1);
  // Sorting keeps the order of invitation among the persons of a unit.
  return Object.values(meeting.participantById)
    .filter((each) => each.card.kind !== 'recorder' && covers(meeting.unitById, unit, each.card.unit))
    .toSorted((one, other) => place(one) - place(other) || after(one) - after(other));
}

/** Whom a roll call of the unit calls after this one, or first of all; null: nobody is left. */
export function nextCalled(meeting: Meeting, unit: UnitId, current: ParticipantId | null): Card | null {
  const named = namedIn(meeting, unit);
  // Whoever is no longer in the meeting stands nowhere: the call begins again with those still uncalled.
  const from = named.findIndex(({ card }) => card.participant === current) + 1;
  const next = named.slice(from).find((each) => isCalled(each) && each.attendance.state === 'uncalled');
  return next?.card ?? null;
}

/** The call goes on to the next, or is over (ROLL-5). */
export function moveOn(meeting: Meeting, { unit, current }: RollCall): MeetingEvent {
  const next = nextCalled(meeting, unit, current.participant);
  return next === null ? { type: 'rollCall.ended', unit } : { type: 'rollCall.called', unit, current: next };
}

/** Every call that waits for this one goes on: they answered, to whichever of them, or were marked (ROLL-5). */
export function moveRollCalls(meeting: Meeting, answered: ParticipantId): readonly MeetingEvent[] {
  return meeting.rollCalls
    .filter(({ current }) => current.participant === answered)
    .map((call) => moveOn(meeting, call));
}
