import { may, speaksFreely, widestScope } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import { hallOf } from '../hall.ts';
import type { FloorRequestId, ParticipantId, UnitId } from '../id.ts';
import type { Floor, FloorGrant, FloorRequest, Meeting, Participant } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { grantById, grantHeldBy, grantsOf, pendingOf, requestById, requestOf } from '../queue.ts';
import type { SpeechKind } from '../speech.ts';
import { holderOf } from '../stage.ts';
import { limitOf, turnOf } from '../turn.ts';
import { covers } from '../unit.ts';
import { accept, type Decision, nextFloorId, refuse, standstill, type Wish } from './context.ts';
import { endGrant, endGrants } from './floor-ending.ts';

type Giving = {
  readonly floor: Floor;
  readonly to: Participant;
  readonly at: number;
  readonly kind: SpeechKind | null;
  readonly limitMs: number | null;
  readonly authority: UnitId;
  readonly under: FloorRequestId | null;
  /** Events decided before this one in the same command. */
  readonly before: readonly MeetingEvent[];
};

/** The grant, and the microphone it opens (FLOOR-6). The request, if there was one, keeps its id and leaves the queue. */
function give(meeting: Meeting, giving: Giving): readonly MeetingEvent[] {
  const { floor, to, authority, under, before } = giving;
  const id = to.card.participant;
  const request = requestOf(meeting, id, floor);
  const kind = giving.kind ?? request?.kind ?? 'discussion';
  const opens = floor === 'speech' && to.microphone === 'off';
  const grant: FloorGrant = {
    id: request?.id ?? nextFloorId(meeting, before.length),
    floor,
    holder: holderOf(to),
    kind,
    at: giving.at,
    authority,
    under,
    hall: hallOf(meeting, id),
    item: meeting.agendaItem,
    turn: turnOf(meeting, id),
    limitMs: floor === 'speech' ? (giving.limitMs ?? request?.limitMs ?? limitOf(meeting, kind)) : null,
    pausedAt: null,
    pausedMs: 0,
    clock: 'running',
  };
  const granted: MeetingEvent = { type: 'floor.granted', grant };
  return opens ? [granted, { type: 'microphone.opened', participant: id }] : [granted];
}

/**
 * In whose name this actor may give the speech floor to that participant now. Who conducts the whole meeting: in the
 * meeting's name. A subtree's chair: only while somebody of its subtree was given the floor from above (FLOOR-8).
 */
function authorityOver(
  meeting: Meeting,
  self: ParticipantId,
  unit: UnitId,
): { readonly authority: UnitId; readonly under: FloorRequestId | null } | null {
  const scope = widestScope(meeting, self, 'floor.conduct', unit);
  if (scope === null) return null;
  if (covers(meeting.unitById, scope, meeting.unit)) return { authority: meeting.unit, under: null };
  const called = grantsOf(meeting, 'speech').find(
    (grant) =>
      covers(meeting.unitById, scope, grant.holder.unit) &&
      grant.authority !== scope &&
      covers(meeting.unitById, grant.authority, scope),
  );
  return called ? { authority: scope, under: called.id } : null;
}

export function requestFloor(wish: Wish, command: CommandOf<'floor.request'>, now: number): Decision {
  const { meeting, self, participant } = wish;
  const still = standstill(meeting, hallOf(meeting, self));
  if (still !== null) return refuse(still);
  if (grantHeldBy(meeting, self, command.floor)) return refuse('already-holding');
  if (command.floor === 'content') {
    // Who may present without being asked: by role over the whole meeting, or while speaking, as long as that (CONTENT-1).
    const speech = grantHeldBy(meeting, self, 'speech');
    if (may(meeting, self, 'content.present', meeting.unit)) return takeContent(wish, now, null);
    if (speech) return takeContent(wish, now, speech.id);
  }
  if (requestOf(meeting, self, command.floor)) return refuse('already-requested');
  const last = meeting.queue.at(-1);
  return accept({
    type: 'floor.requested',
    request: {
      id: nextFloorId(meeting, 0),
      floor: command.floor,
      beneficiary: participant.card,
      kind: command.kind,
      topic: command.topic,
      at: now,
      rank: Math.max(meeting.seq + 1, (last?.rank ?? 0) + 1),
      desk: hallOf(meeting, self),
      deskSince: now,
      enlisted: false,
      limitMs: null,
      turn: turnOf(meeting, self),
    },
  });
}

/** Takes the content floor at once. Taken already: only who conducts the floor replaces what is shown (CONTENT-2). */
function takeContent(
  { meeting, self, participant }: Wish,
  now: number,
  under: FloorRequestId | null,
): Decision {
  const shown = grantsOf(meeting, 'content');
  if (shown.length > 0 && !may(meeting, self, 'floor.conduct', meeting.unit)) return refuse('floor-taken');
  const before = endGrants(meeting, shown, 'next');
  const giving = { floor: 'content', to: participant, kind: null, limitMs: null, under } as const;
  return accept(...before, ...give(meeting, { ...giving, at: now, authority: meeting.unit, before }));
}

export function cancelRequest({ meeting, self }: Wish, command: CommandOf<'floor.cancel'>): Decision {
  const request = requestById(meeting, command.request);
  if (request?.beneficiary.participant !== self) return refuse('not-requested');
  return accept({ type: 'floor.cancelled', request: request.id, participant: self });
}

export function denyRequest({ meeting }: Wish, command: CommandOf<'floor.deny'>): Decision {
  const request = requestById(meeting, command.request);
  if (!request) return refuse('not-requested');
  const { participant } = request.beneficiary;
  return accept({ type: 'floor.denied', request: request.id, participant, reason: command.reason });
}

/** Moves a request to a place of its floor's queue, from 0; beyond the end is the end (FLOOR-4). */
export function moveRequest({ meeting }: Wish, command: CommandOf<'floor.move'>): Decision {
  const request = requestById(meeting, command.request);
  if (!request) return refuse('not-requested');
  const pending = pendingOf(meeting, request.floor);
  const others = pending.filter((other) => other.id !== request.id);
  const position = Math.min(Math.max(Math.trunc(command.position) || 0, 0), others.length);
  if (pending[position] === request) return accept();
  const rank = rankBetween(others[position - 1], others[position]);
  if (rank !== null) return accept(movedTo(request, rank));
  // No number is left between the two: from here on all go behind everything else, in their order.
  const last = meeting.queue.at(-1)?.rank ?? 0;
  const behind = [request, ...others.slice(position)];
  return accept(...behind.map((each, index) => movedTo(each, last + 1 + index)));
}

function movedTo({ id, beneficiary }: FloorRequest, rank: number): MeetingEvent {
  return { type: 'floor.moved', request: id, participant: beneficiary.participant, rank };
}

/** A rank between two neighbours; null when halving has left no number between them (after some fifty moves). */
function rankBetween(before: FloorRequest | undefined, after: FloorRequest | undefined): number | null {
  if (!before) return after ? after.rank - 1 : null;
  if (!after) return before.rank + 1;
  const middle = (before.rank + after.rank) / 2;
  return before.rank < middle && middle < after.rank ? middle : null;
}

export function grantFloor(
  { meeting, self }: Wish,
  command: CommandOf<'floor.grant'>,
  now: number,
): Decision {
  const still = standstill(meeting, hallOf(meeting, self));
  if (still !== null) return refuse(still);
  const to = participantOf(meeting, command.participant);
  if (!to) return refuse('not-found');
  if (to.presence.kind !== 'present') return refuse('not-present');
  if (!may(meeting, command.participant, 'floor.hold', to.card.unit)) return refuse('never-speaks');
  if (grantHeldBy(meeting, command.participant, command.floor)) return refuse('already-holding');
  const authority = authorityOver(meeting, self, to.card.unit);
  if (!authority) return refuse('not-permitted');
  const giving = { ...command, to, at: now, ...authority };
  if (command.floor === 'speech') {
    const beside = grantsOf(meeting, 'speech').filter((grant) => grant.under === authority.under);
    if (beside.length >= meeting.settings.maxSpeakers) return refuse('floor-full');
    return accept(...give(meeting, { ...giving, before: [] }));
  }
  const shown = grantsOf(meeting, 'content');
  const protectedByAbove = shown.some((grant) => !may(meeting, self, 'floor.conduct', grant.authority));
  if (protectedByAbove) return refuse('floor-taken');
  const before = endGrants(meeting, shown, 'next');
  return accept(...before, ...give(meeting, { ...giving, before }));
}

/** The speech floor passes to the first of the queue who is there; whoever held it gives it back (FLOOR-11). */
export function grantNext({ meeting, self }: Wish, now: number): Decision {
  const still = standstill(meeting, hallOf(meeting, self));
  if (still !== null) return refuse(still);
  const next = pendingOf(meeting, 'speech')
    .map((request) => participantOf(meeting, request.beneficiary.participant))
    .find((participant) => participant?.presence.kind === 'present');
  if (!next) return refuse('queue-empty');
  const before = endGrants(meeting, grantsOf(meeting, 'speech'), 'next');
  const giving = { floor: 'speech', to: next, kind: null, limitMs: null, under: null } as const;
  return accept(...before, ...give(meeting, { ...giving, at: now, authority: meeting.unit, before }));
}

export function releaseFloor({ meeting, self }: Wish, command: CommandOf<'floor.release'>): Decision {
  const grant = grantById(meeting, command.grant);
  if (grant?.holder.participant !== self) return refuse('not-holding');
  return accept(...endGrant(meeting, grant, 'released'));
}

export function revokeFloor({ meeting }: Wish, command: CommandOf<'floor.revoke'>): Decision {
  const grant = grantById(meeting, command.grant);
  if (!grant) return refuse('not-holding');
  return accept(...endGrant(meeting, grant, 'chair'));
}

export function openMicrophone({ meeting, self, participant }: Wish): Decision {
  const still = standstill(meeting, hallOf(meeting, self));
  if (still !== null) return refuse(still);
  if (!speaksFreely(meeting, self) && !grantHeldBy(meeting, self, 'speech')) return refuse('not-holding');
  if (participant.microphone === 'on') return accept();
  return accept({ type: 'microphone.opened', participant: self });
}

export function closeMicrophone({ self, participant }: Wish): Decision {
  if (participant.microphone === 'off') return accept();
  return accept({ type: 'microphone.closed', participant: self, reason: 'self' });
}

/** Whether the actor stands at or above whoever let this participant speak (SCOPE-3). */
function mayMute(meeting: Meeting, self: ParticipantId, target: Participant): boolean {
  const { participant, unit } = target.card;
  const grant = grantHeldBy(meeting, participant, 'speech');
  const authority = speaksFreely(meeting, participant) ? meeting.unit : (grant?.authority ?? unit);
  return may(meeting, self, 'microphone.mute', authority);
}

export function mute({ meeting, self }: Wish, command: CommandOf<'microphone.mute'>): Decision {
  const target = participantOf(meeting, command.participant);
  if (!target) return refuse('not-found');
  if (target.microphone === 'off') return accept();
  if (!mayMute(meeting, self, target)) return refuse('not-permitted');
  return accept({ type: 'microphone.closed', participant: command.participant, reason: 'muted' });
}

/** Tắt tất cả mic: every open microphone of the subtree but one's own. */
export function muteAll({ meeting, self }: Wish, command: CommandOf<'microphone.muteAll'>): Decision {
  const open = Object.values(meeting.participantById).filter(
    ({ card, microphone }) =>
      microphone === 'on' && card.participant !== self && covers(meeting.unitById, command.unit, card.unit),
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
