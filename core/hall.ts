import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting, Sidebar } from './meeting.ts';
import { participantOf } from './participant.ts';
import { lineage } from './unit.ts';

/*
 * A hall is a conversation with a stage of its own: the main one, named by the convening unit, or a sidebar, named by
 * the unit whose subtree went on alone (RFC 5239). Everybody sits in exactly one.
 */

/** The sidebars above a unit, the innermost first. */
function sidebarsAbove(meeting: Meeting, unit: UnitId): readonly Sidebar[] {
  return lineage(meeting.unitById, unit).flatMap(
    (each) => meeting.sidebars.find((sidebar) => sidebar.unit === each) ?? [],
  );
}

/** The innermost hall above a unit: where its site sits, unless it was called back. */
export function hallAbove(meeting: Meeting, unit: UnitId): UnitId {
  return sidebarsAbove(meeting, unit)[0]?.unit ?? meeting.unit;
}

/** The hall somebody sits in: the innermost one above their seat that they were not called back from (HALL-1). */
export function hallOf(meeting: Meeting, participant: ParticipantId): UnitId {
  const seat = participantOf(meeting, participant)?.card.unit;
  if (seat === undefined) return meeting.unit;
  const stays = sidebarsAbove(meeting, seat).find((sidebar) => !sidebar.recalled.includes(participant));
  return stays?.unit ?? meeting.unit;
}

/** All halls: the main one first. */
export function hallsOf(meeting: Meeting): readonly UnitId[] {
  return [meeting.unit, ...meeting.sidebars.map((sidebar) => sidebar.unit)];
}

/** Who sits in a hall, of those this viewer's part of the meeting holds. */
export function seatedIn(meeting: Meeting, hall: UnitId): readonly ParticipantId[] {
  return Object.values(meeting.participantById)
    .map(({ card }) => card.participant)
    .filter((id) => hallOf(meeting, id) === hall);
}
