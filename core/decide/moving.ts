import { actedUnits, actingFor, chairsOf, speaksFreely } from '../authority.ts';
import { deskFor } from '../desk.ts';
import type { MeetingEvent } from '../event.ts';
import { hallAbove, hallOf, isAtHand } from '../hall.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { FloorRequest, Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { standstill } from './context.ts';
import { endGrants } from './floor-ending.ts';

/** Whoever sits in another hall in the second state, and in which. */
function movers(before: Meeting, after: Meeting): ReadonlyMap<ParticipantId, UnitId> {
  const hallById = new Map<ParticipantId, UnitId>();
  for (const { card } of Object.values(before.participantById)) {
    const hall = hallOf(after, card.participant);
    if (hall !== hallOf(before, card.participant)) hallById.set(card.participant, hall);
  }
  return hallById;
}

/**
 * What ends because people go from one hall to another (HALL-3): the floors that they, or units of theirs, held in the
 * hall they leave; their microphones, unless they speak freely where they go; what was put before that hall's eyes of
 * them. Their requests go with them, and who acts for a chair whom they leave, or come to, acts no longer.
 * `after` is the meeting as the halls will be.
 */
export function movingEvents(before: Meeting, after: Meeting): readonly MeetingEvent[] {
  const moving = movers(before, after);
  const floors = [
    ...before.delegations.filter(({ unit }) => hallAbove(before, unit) !== hallAbove(after, unit)),
    ...before.grants.filter(({ holder }) => moving.has(holder.participant)),
  ];
  const ended = endGrants(before, floors, 'moved').filter(
    (event) => event.type !== 'microphone.closed' || !moving.has(event.participant),
  );
  const acting = actingThatEnds(after);
  const later = { ...after, actingByUnit: withoutKeys(after.actingByUnit, acting) };
  return [
    ...ended,
    ...microphones(before, later, { moving, acting, ended }),
    ...shownOf(before, moving),
    ...before.queue.flatMap((request) => requestMoved(after, request, moving)),
    ...acting.map((unit): MeetingEvent => ({ type: 'deputy.ended', unit })),
  ];
}

function withoutKeys<V>(from: Readonly<Record<UnitId, V>>, keys: readonly UnitId[]): Record<UnitId, V> {
  return Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key as UnitId)));
}

/** The units whose acting deputy sits elsewhere now, or acts in the absence of a chair who is there again. */
function actingThatEnds(after: Meeting): readonly UnitId[] {
  return actedUnits(after).filter((unit) => {
    const acting = actingFor(after, unit);
    if (acting === null) return false;
    const isBack = chairsOf(after, unit).some((chair) => isAtHand(after, chair, unit));
    return !isAtHand(after, acting.participant, unit) || (acting.why === 'absence' && isBack);
  });
}

type Going = {
  readonly moving: ReadonlyMap<ParticipantId, UnitId>;
  readonly acting: readonly UnitId[];
  readonly ended: readonly MeetingEvent[];
};

/**
 * The open microphones of those who move, or act no longer, and may not speak freely afterwards: nobody may in a hall
 * that rests or is over.
 */
function microphones(
  before: Meeting,
  later: Meeting,
  { moving, acting, ended }: Going,
): readonly MeetingEvent[] {
  const over = acting.flatMap((unit) => actingFor(before, unit)?.participant ?? []);
  const closed = ended.flatMap((event) => (event.type === 'microphone.closed' ? [event.participant] : []));
  const holds = (id: ParticipantId) =>
    !moving.has(id) &&
    before.grants.some(({ floor, holder }) => floor === 'speech' && holder.participant === id);
  return [...new Set([...moving.keys(), ...over])]
    .filter((id) => participantOf(before, id)?.microphone === 'on' && !closed.includes(id))
    .filter((id) => !holds(id) && !(speaksFreely(later, id) && standstill(later, hallOf(later, id)) === null))
    .map((participant) => ({
      type: 'microphone.closed',
      participant,
      reason: moving.has(participant) ? 'moved' : 'floor',
    }));
}

/** A questioning in which one of them stood, and a picture of them, in the hall they leave. */
function shownOf(before: Meeting, moving: ReadonlyMap<ParticipantId, UnitId>): readonly MeetingEvent[] {
  const left = (hall: UnitId, id: ParticipantId) => moving.has(id) && moving.get(id) !== hall;
  const questions = before.questions
    .filter(
      ({ endedAt, hall, asker, answerer }) =>
        endedAt === null && [asker, answerer].some(({ participant }) => left(hall, participant)),
    )
    .map(({ hall }): MeetingEvent => ({ type: 'question.ended', hall }));
  const pictures = before.spotlights
    .filter(({ hall, holder }) => left(hall, holder.participant))
    .map(({ hall }): MeetingEvent => ({ type: 'stage.spotlit', hall, holder: null }));
  return [...questions, ...pictures];
}

/** A request goes with who made it, to the desk that the route has for it where they sit then. */
function requestMoved(
  after: Meeting,
  { id, desk, beneficiary }: FloorRequest,
  moving: ReadonlyMap<ParticipantId, UnitId>,
): readonly MeetingEvent[] {
  const { participant } = beneficiary;
  const stays = !moving.has(participant) && hallAbove(after, desk) === hallOf(after, participant);
  const next = stays ? desk : deskFor(after, participant);
  return next === desk
    ? []
    : [{ type: 'floor.forwarded', request: id, participant, desk: next, why: 'route' }];
}
