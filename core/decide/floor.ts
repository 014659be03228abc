import { may } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import { conductorsAt, deskFor, deskOf, type Mandate, mandateOver, passedOnUnder } from '../desk.ts';
import { hallAbove, hallOf } from '../hall.ts';
import type { UnitId } from '../id.ts';
import type { Delegation, FloorGrant, FloorRequest, Meeting, Participant } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { clockedById, grantHeldBy, pendingAt, pendingOf, rankFor, requestById, requestOf } from '../queue.ts';
import { debateKinds, type SpeechKind } from '../speech.ts';
import { kindOfTurn, takesKind, turnOf } from '../turn.ts';
import { covers } from '../unit.ts';
import { advance } from './advance.ts';
import { show, shownIn, takeContent } from './content.ts';
import { accept, type Decision, nextFloorId, refuse, standstill, type Wish } from './context.ts';
import { endGrant, endGrants } from './floor-ending.ts';
import { give, hasRoom, kindFor, takeFloor, unable } from './floor-giving.ts';

export function requestFloor(wish: Wish, command: CommandOf<'floor.request'>, now: number): Decision {
  const { meeting, self } = wish;
  const hall = hallOf(meeting, self);
  const still = standstill(meeting, hall);
  if (still !== null) return refuse(still);
  if (grantHeldBy(meeting, self, command.floor)) return refuse('already-holding');
  if (command.floor === 'content') {
    // Who may present without being asked: by role over the hall, or while speaking, as long as that (CONTENT-1).
    const speech = grantHeldBy(meeting, self, 'speech');
    if (may(meeting, self, 'content.present', hall)) return takeContent(wish, now, null);
    if (speech) return takeContent(wish, now, speech.id);
  }
  if (requestOf(meeting, self, command.floor)) return refuse('already-requested');
  return command.floor === 'speech' ? requestSpeech(wish, command, now) : enqueue(wish, command, now);
}

function requestSpeech(wish: Wish, command: CommandOf<'floor.request'>, now: number): Decision {
  const { meeting, self, participant } = wish;
  if (!takesKind(meeting, command.kind, hallOf(meeting, self))) return refuse('kind-not-taken');
  const kind = kindOfTurn(meeting, self, command.kind);
  if (meeting.settings.discussion === 'open') {
    const taken = takeFloor(meeting, participant, { kind, at: now });
    // Without room it queues like any other.
    if (typeof taken !== 'string') return accept(...taken);
    if (taken !== 'floor-full') return refuse(taken);
  }
  return enqueue(wish, { ...command, kind }, now);
}

function enqueue(
  { meeting, self, participant }: Wish,
  { floor, kind, topic }: CommandOf<'floor.request'>,
  now: number,
): Decision {
  const hall = hallOf(meeting, self);
  const request: FloorRequest = {
    id: nextFloorId(meeting, 0),
    floor,
    beneficiary: participant.card,
    kind,
    topic,
    at: now,
    rank: rankFor(meeting, { hall, asker: self, floor, kind }),
    desk: deskFor(meeting, self),
    deskSince: now,
    enlisted: false,
    limitMs: null,
    turn: turnOf(meeting, self),
  };
  return accept({ type: 'floor.requested', request });
}

export function cancelRequest({ meeting, self }: Wish, command: CommandOf<'floor.cancel'>): Decision {
  const request = requestById(meeting, command.request);
  if (request?.beneficiary.participant !== self) return refuse('not-requested');
  return accept({ type: 'floor.cancelled', request: request.id, participant: self });
}

export function grantFloor(
  { meeting, self }: Wish,
  command: CommandOf<'floor.grant'>,
  now: number,
): Decision {
  const hall = hallOf(meeting, self);
  const still = standstill(meeting, hall);
  if (still !== null) return refuse(still);
  const to = participantOf(meeting, command.participant);
  if (!to) return refuse('not-found');
  const refused = unable(meeting, to, { floor: command.floor, hall });
  if (refused !== null) return refuse(refused);
  const mandate = mandateOver(meeting, self, to.card.unit);
  if (typeof mandate === 'string') return refuse(mandate);
  const under = mandate.under?.id ?? null;
  const giving = { to, at: now, authority: mandate.authority, under, taken: false };
  if (command.floor === 'content') {
    const above = shownIn(meeting, hall).some(
      (grant) => !may(meeting, self, 'floor.conduct', grant.authority),
    );
    if (above) return refuse('floor-taken');
    return accept(...show(meeting, { hall, giving: { ...giving, kind: command.kind ?? 'presentation' } }));
  }
  const kind = command.kind ?? kindFor(meeting, command.participant, mandate);
  if (!takesKind(meeting, kind, hall)) return refuse('kind-not-taken');
  if (!hasRoom(meeting, command.participant)) return refuse('floor-full');
  return accept(...give(meeting, { ...giving, floor: 'speech', kind, limitMs: command.limitMs }));
}

/** Whoever, or whichever unit, was given the floor less than this long ago is not passed over by a second press (FLOOR-18), in ms. */
const settlesMs = 1_000;

/** The requests that `floor.next` calls from, first in line first (FLOOR-11). */
function callable(meeting: Meeting, desk: UnitId, mandates: readonly Delegation[]): readonly FloorRequest[] {
  const hall = hallAbove(meeting, desk);
  if (desk === hall) return pendingAt(meeting, hall);
  return pendingOf(meeting, 'speech').filter(
    ({ desk: at, kind, beneficiary }) =>
      !debateKinds.includes(kind) &&
      hallAbove(meeting, at) === hall &&
      covers(meeting.unitById, at, desk) &&
      mandates.some(({ unit }) => covers(meeting.unitById, unit, beneficiary.unit)),
  );
}

type Called = { readonly to: Participant; readonly kind: SpeechKind; readonly mandate: Mandate };

/** Who is called next from this desk: the first in line who is there and may speak now; null: nobody. */
function nextAt(wish: Wish, desk: UnitId, mandates: readonly Delegation[]): Called | null {
  const { meeting, self } = wish;
  const hall = hallOf(meeting, self);
  for (const { beneficiary } of callable(meeting, desk, mandates)) {
    const to = participantOf(meeting, beneficiary.participant);
    const mandate = mandateOver(meeting, self, beneficiary.unit);
    if (!to || typeof mandate === 'string') continue;
    const kind = kindFor(meeting, beneficiary.participant, mandate);
    const isAble = unable(meeting, to, { floor: 'speech', hall }) === null;
    if (isAble && takesKind(meeting, kind, hall)) return { to, kind, mandate };
  }
  return null;
}

/**
 * Mời tiếp: the speech floor passes to the first in line who is there; whoever held it by the same right gives it back
 * (FLOOR-11).
 */
export function grantNext(wish: Wish, now: number): Decision {
  const { meeting, self } = wish;
  const hall = hallOf(meeting, self);
  const still = standstill(meeting, hall);
  if (still !== null) return refuse(still);
  const desk = deskOf(meeting, self);
  if (desk === null) return refuse('not-permitted');
  const mandates = meeting.delegations.filter(
    (each) => each.hall === hall && covers(meeting.unitById, desk, each.unit),
  );
  if (desk !== hall && mandates.length === 0) return refuse('not-called');
  const next = nextAt(wish, desk, mandates);
  if (next === null) return refuse('queue-empty');
  const { to, kind, mandate } = next;
  const held = heldBy(meeting, hall, mandate);
  if (held.some((each) => now - each.at < settlesMs)) return refuse('already-holding');
  const before = endGrants(meeting, held, 'next');
  const after = advance(meeting, before, now);
  if (!hasRoom(after, to.card.participant)) return refuse('floor-full');
  const { authority, under } = mandate;
  const grant = { floor: 'speech', limitMs: null, taken: false, under: under?.id ?? null } as const;
  return accept(...before, ...give(after, { ...grant, authority, to, at: now, kind }));
}

/** The speech that is held by this right: all of the hall's, or what was passed on under the delegation. */
function heldBy(meeting: Meeting, hall: UnitId, { under }: Mandate): readonly (FloorGrant | Delegation)[] {
  const given =
    under === null
      ? [...meeting.delegations, ...meeting.grants].filter((each) => each.hall === hall)
      : passedOnUnder(meeting, under.id);
  return given.filter((each) => !('holder' in each) || each.floor === 'speech');
}

/** A floor is given back by who holds it: one that a unit holds, by who conducts there (FLOOR-13). */
export function releaseFloor({ meeting, self }: Wish, command: CommandOf<'floor.release'>): Decision {
  const given = clockedById(meeting, command.grant);
  if (!given) return refuse('not-holding');
  const isHolder =
    'holder' in given ? given.holder.participant === self : conductorsAt(meeting, given.unit).includes(self);
  return isHolder ? accept(...endGrant(meeting, given, 'released')) : refuse('not-holding');
}

export function revokeFloor({ meeting }: Wish, command: CommandOf<'floor.revoke'>): Decision {
  const given = clockedById(meeting, command.grant);
  if (!given) return refuse('not-holding');
  return accept(...endGrant(meeting, given, 'chair'));
}
