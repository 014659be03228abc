import { actingFor, chairsOf, may, scopesOf } from './authority.ts';
import { hallAbove, hallOf, isAtHand, isHall } from './hall.ts';
import type { FloorRequestId, ParticipantId, UnitId } from './id.ts';
import type { Delegation, FloorGrant, FloorRequest, Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';
import type { RequestRoute } from './settings.ts';
import { covers, lineage } from './unit.ts';

/*
 * A desk is the unit whose chairs have a request in front of them: the hall's own, or one below it that the request
 * still has to climb past (DESK-1).
 */

/** Who conducts at a unit's desk: its chairs, and who acts for them. */
export function conductorsAt(meeting: Meeting, unit: UnitId): readonly ParticipantId[] {
  const chairs = chairsOf(meeting, unit);
  const acting = actingFor(meeting, unit)?.participant;
  return acting === undefined || chairs.includes(acting) ? chairs : [...chairs, acting];
}

/** Whether somebody who conducts at this desk can be reached, and sits in the hall to which the unit belongs. */
export function isManned(meeting: Meeting, unit: UnitId): boolean {
  return conductorsAt(meeting, unit).some((id) => isAtHand(meeting, id, unit));
}

/** The first of these units below the hall that has a chair besides the one who asks; else the hall's own desk. */
function firstDesk(
  meeting: Meeting,
  line: readonly UnitId[],
  { hall, asker }: { readonly hall: UnitId; readonly asker: ParticipantId },
): UnitId {
  const below = line.slice(0, line.includes(hall) ? line.indexOf(hall) : 0);
  const desk = below.find(
    (unit) => hallAbove(meeting, unit) === hall && chairsOf(meeting, unit).some((chair) => chair !== asker),
  );
  return desk ?? hall;
}

/** The desk that a request of this participant reaches first, by the route of the meeting (DESK-1). */
export function deskFor(
  meeting: Meeting,
  asker: ParticipantId,
  route: RequestRoute = meeting.settings.requestRoute,
): UnitId {
  const hall = hallOf(meeting, asker);
  const seat = participantOf(meeting, asker)?.card.unit;
  if (route === 'direct' || seat === undefined) return hall;
  return firstDesk(meeting, lineage(meeting.unitById, seat), { hall, asker });
}

/** The desk to which a request passes from the one where it lies; null: there is none above (DESK-3). */
export function deskAbove(meeting: Meeting, request: FloorRequest): UnitId | null {
  if (isHall(meeting, request.desk)) return null;
  const above = lineage(meeting.unitById, request.desk).slice(1);
  const asker = request.beneficiary.participant;
  return firstDesk(meeting, above, { hall: hallAbove(meeting, request.desk), asker });
}

/** Of these units the highest in the tree; null of none. */
function highest(meeting: Meeting, units: readonly UnitId[]): UnitId | null {
  const depth = (unit: UnitId) => lineage(meeting.unitById, unit).length;
  return units.reduce<UnitId | null>(
    (top, unit) => (top === null || depth(unit) < depth(top) ? unit : top),
    null,
  );
}

/**
 * The desk at which somebody conducts: the hall's own if they conduct the floor of all of it, else the highest unit of
 * it over which they do; null if they conduct no floor in their hall.
 */
export function deskOf(meeting: Meeting, participant: ParticipantId): UnitId | null {
  const hall = hallOf(meeting, participant);
  if (may(meeting, participant, 'floor.conduct', hall)) return hall;
  const scopes = scopesOf(meeting, participant, 'floor.conduct').filter(
    (scope) => hallAbove(meeting, scope) === hall,
  );
  return highest(meeting, scopes);
}

/** In whose name a floor is given, and the delegation it is passed on under; null: the hall's own conduct (FLOOR-14). */
export type Mandate = { readonly authority: UnitId; readonly under: Delegation | null };

/**
 * By what right this participant gives a floor in its hall to somebody or to a unit of that unit's subtree: who
 * conducts all of the hall in the hall's name, a subtree's chair in its own unit's, under a delegation to a unit of its
 * scope (FLOOR-14). `not-called` where nothing was delegated to it.
 */
export function mandateOver(
  meeting: Meeting,
  participant: ParticipantId,
  unit: UnitId,
): Mandate | 'not-permitted' | 'not-called' {
  const hall = hallOf(meeting, participant);
  if (may(meeting, participant, 'floor.conduct', hall)) return { authority: hall, under: null };
  const scopes = scopesOf(meeting, participant, 'floor.conduct').filter((scope) =>
    covers(meeting.unitById, scope, unit),
  );
  const authority = highest(meeting, scopes);
  if (authority === null) return 'not-permitted';
  const called = meeting.delegations.filter(
    (delegation) =>
      delegation.hall === hall &&
      covers(meeting.unitById, authority, delegation.unit) &&
      covers(meeting.unitById, delegation.unit, unit),
  );
  const top = highest(
    meeting,
    called.map((delegation) => delegation.unit),
  );
  const under = called.find((delegation) => delegation.unit === top);
  return under ? { authority, under } : 'not-called';
}

/** What was passed on under this one, directly or further down. */
export function passedOnUnder(meeting: Meeting, id: FloorRequestId): readonly (FloorGrant | Delegation)[] {
  const below = [...meeting.delegations, ...meeting.grants].filter(({ under }) => under === id);
  return below.flatMap((each) => [each, ...passedOnUnder(meeting, each.id)]);
}
