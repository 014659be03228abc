import type { CommandOf } from '../command.ts';
import { deskAbove, deskFor } from '../desk.ts';
import type { MeetingEvent } from '../event.ts';
import { hallOf } from '../hall.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { FloorRequest, Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { lastRank, lineOf, requestById, requestOf } from '../queue.ts';
import type { RefusalCode } from '../refusal.ts';
import { climbsAt } from '../timing.ts';
import { takesKind, turnOf } from '../turn.ts';
import { accept, type Decision, nextFloorId, refuse, standstill, type Wish } from './context.ts';
import { unable } from './floor-giving.ts';

export function denyRequest({ meeting }: Wish, command: CommandOf<'floor.deny'>): Decision {
  const request = requestById(meeting, command.request);
  if (!request) return refuse('not-requested');
  const { participant } = request.beneficiary;
  return accept({ type: 'floor.denied', request: request.id, participant, reason: command.reason });
}

/** Moves a request to a place of its own line, from 0; beyond the end is the end (FLOOR-4). */
export function moveRequest({ meeting }: Wish, command: CommandOf<'floor.move'>): Decision {
  const request = requestById(meeting, command.request);
  if (!request) return refuse('not-requested');
  const line = lineOf(meeting, request);
  const others = line.filter((other) => other.id !== request.id);
  const position = Math.min(Math.max(Math.trunc(command.position) || 0, 0), others.length);
  if (line[position] === request) return accept();
  const rank = rankBetween(others[position - 1], others[position]);
  if (rank !== null) return accept(movedTo(request, rank));
  // No number is left between the two: from here on all go behind everything else, in their order.
  const last = lastRank(meeting);
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

function forwarded(
  { id, beneficiary }: FloorRequest,
  desk: UnitId,
  why: 'chair' | 'absence' | 'route',
): MeetingEvent {
  return { type: 'floor.forwarded', request: id, participant: beneficiary.participant, desk, why };
}

/** A desk's chair passes a request on to the desk above (DESK-3). */
export function forwardRequest({ meeting }: Wish, command: CommandOf<'floor.forward'>): Decision {
  const request = requestById(meeting, command.request);
  if (!request) return refuse('not-requested');
  const desk = deskAbove(meeting, request);
  return desk === null ? refuse('no-desk-above') : accept(forwarded(request, desk, 'chair'));
}

/** The requests that climb past a desk where nobody is, each to the desk above (DESK-4). */
export function climbing(meeting: Meeting, now: number): readonly MeetingEvent[] {
  return meeting.queue.flatMap((request) => {
    const due = climbsAt(meeting, request);
    const desk = due !== null && now >= due ? deskAbove(meeting, request) : null;
    return desk === null ? [] : [forwarded(request, desk, 'absence')];
  });
}

/** Every request goes to the desk that the meeting's route, or the halls, have for it now (DESK-2). */
export function rerouted(meeting: Meeting): readonly MeetingEvent[] {
  return meeting.queue.flatMap((request) => {
    const desk = deskFor(meeting, request.beneficiary.participant);
    return desk === request.desk ? [] : [forwarded(request, desk, 'route')];
  });
}

/** Why somebody is not put on a list; null: they are. A lost line costs no place, so it keeps nobody off (LINE-1). */
function unlisted(meeting: Meeting, hall: UnitId, id: ParticipantId): RefusalCode | null {
  const known = participantOf(meeting, id);
  if (!known) return 'not-found';
  const { presence } = known;
  const there = presence.kind === 'dropped' ? { ...presence, kind: 'present' as const } : presence;
  const why = unable(meeting, { ...known, presence: there }, { floor: 'speech', hall });
  if (why !== null) return why;
  return requestOf(meeting, id, 'speech') === null ? null : 'already-requested';
}

/**
 * Puts a list at the end of the hall's own queue, in its order (DESK-5). Whoever asked or speaks already is left where
 * they are, and whoever cannot speak out; refused only where nobody is left.
 */
export function enlist({ meeting, self }: Wish, command: CommandOf<'floor.enlist'>, now: number): Decision {
  const hall = hallOf(meeting, self);
  const { kind, limitMs } = command;
  const still = standstill(meeting, hall);
  if (still !== null) return refuse(still);
  if (!takesKind(meeting, kind, hall)) return refuse('kind-not-taken');
  const list = [...new Set(command.participants)];
  const listed = list.filter((id) => unlisted(meeting, hall, id) === null);
  const [first] = list;
  if (listed.length === 0) {
    return refuse((first === undefined ? null : unlisted(meeting, hall, first)) ?? 'not-found');
  }
  const last = lastRank(meeting);
  const cards = listed.flatMap((id) => participantOf(meeting, id)?.card ?? []);
  return accept(
    ...cards.map(
      (beneficiary, index): MeetingEvent => ({
        type: 'floor.requested',
        request: {
          id: nextFloorId(meeting, index),
          floor: 'speech',
          beneficiary,
          kind,
          topic: '',
          at: now,
          rank: last + 1 + index,
          desk: hall,
          deskSince: now,
          enlisted: true,
          limitMs,
          turn: turnOf(meeting, beneficiary.participant),
        },
      }),
    ),
  );
}
