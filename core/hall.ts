import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting, Sidebar } from './meeting.ts';
import { participantOf } from './participant.ts';
import { lineage } from './unit.ts';

/*
 * A hall is a conversation with a stage of its own: the main one, named by the convening unit, or a sidebar, named by
 * the unit whose subtree went on alone (RFC 5239). Everybody sits in exactly one.
 */

/** The sidebars above a unit, the outermost first. */
function sidebarsAbove(meeting: Meeting, unit: UnitId): readonly Sidebar[] {
  if (meeting.sidebars.length === 0) return [];
  return lineage(meeting.unitById, unit)
    .toReversed()
    .flatMap((each) => meeting.sidebars.find((sidebar) => sidebar.unit === each) ?? []);
}

/** The innermost hall above a unit, itself one or not: where those of it sit who were not called back. */
export function hallAbove(meeting: Meeting, unit: UnitId): UnitId {
  return sidebarsAbove(meeting, unit).at(-1)?.unit ?? meeting.unit;
}

/** The hall around a sidebar: the one its people come from and go back to. The main hall has none but itself. */
export function hallAround(meeting: Meeting, sidebar: UnitId): UnitId {
  return sidebarsAbove(meeting, sidebar).at(-2)?.unit ?? meeting.unit;
}

/** The sidebars above a participant's seat, the outermost first. */
function sidebarsOf(meeting: Meeting, participant: ParticipantId): readonly Sidebar[] {
  const seat = participantOf(meeting, participant)?.card.unit;
  return seat === undefined ? [] : sidebarsAbove(meeting, seat);
}

/**
 * The sidebar that a participant was called back from: out of it, and out of all within it, it sits in the hall around
 * (HALL-4); null while it sits in the innermost hall above its seat.
 */
export function calledBackFrom(meeting: Meeting, participant: ParticipantId): Sidebar | null {
  return sidebarsOf(meeting, participant).find((sidebar) => sidebar.recalled.includes(participant)) ?? null;
}

/** The hall somebody sits in: the innermost one above their seat, unless they were called back (HALL-1). */
export function hallOf(meeting: Meeting, participant: ParticipantId): UnitId {
  const sidebars = sidebarsOf(meeting, participant);
  const out = sidebars.findIndex((sidebar) => sidebar.recalled.includes(participant));
  const within = out === -1 ? sidebars : sidebars.slice(0, out);
  return within.at(-1)?.unit ?? meeting.unit;
}

/** All halls: the main one first. */
export function hallsOf(meeting: Meeting): readonly UnitId[] {
  return [meeting.unit, ...meeting.sidebars.map((sidebar) => sidebar.unit)];
}

/** Whether this unit's name is that of a hall. */
export function isHall(meeting: Meeting, unit: UnitId): boolean {
  return unit === meeting.unit || meeting.sidebars.some((sidebar) => sidebar.unit === unit);
}

/** Who sits in a hall, of those this viewer's part of the meeting holds. */
export function seatedIn(meeting: Meeting, hall: UnitId): readonly ParticipantId[] {
  return Object.values(meeting.participantById)
    .map(({ card }) => card.participant)
    .filter((id) => hallOf(meeting, id) === hall);
}

/** Whether somebody is there, and in the hall in which this unit's people sit: who conducts from elsewhere is away. */
export function isAtHand(meeting: Meeting, participant: ParticipantId, unit: UnitId): boolean {
  return (
    participantOf(meeting, participant)?.presence.kind === 'present' &&
    hallOf(meeting, participant) === hallAbove(meeting, unit)
  );
}
