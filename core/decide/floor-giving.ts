import { may, speaksFreely } from '../authority.ts';
import type { Mandate } from '../desk.ts';
import type { MeetingEvent } from '../event.ts';
import { hallOf } from '../hall.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Floor, FloorGrant, FloorRequest, Meeting, Participant } from '../meeting.ts';
import { grantHeldBy, grantsOf, requestOf } from '../queue.ts';
import type { RefusalCode } from '../refusal.ts';
import type { SpeechKind } from '../speech.ts';
import { holderOf } from '../stage.ts';
import { currentItem, kindOfTurn, limitOf, takesKind, turnOf, usualKind } from '../turn.ts';
import { endTalksOf } from './assist.ts';
import { nextFloorId } from './context.ts';

export type Giving = Pick<FloorGrant, 'authority' | 'under'> & {
  readonly floor: Floor;
  readonly to: Participant;
  readonly at: number;
  readonly kind: SpeechKind;
  /** null: what was promised with the request, else what the kind has. */
  readonly limitMs: number | null;
  readonly taken: boolean;
};

/** What was promised with a request, as long as it is still about the same kind of speech. */
function promisedMs(request: FloorRequest | null, kind: SpeechKind): number | null {
  return request?.kind === kind ? request.limitMs : null;
}

/**
 * The grant, and the microphone it opens (FLOOR-6). The request, if there was one, lends it its id and leaves the
 * queue. Decided on the state in which it is given: see `advance`.
 */
export function give(meeting: Meeting, giving: Giving): readonly MeetingEvent[] {
  const { floor, to, kind, limitMs, ...rest } = giving;
  const id = to.card.participant;
  const hall = hallOf(meeting, id);
  const request = requestOf(meeting, id, floor);
  const limit = limitMs ?? promisedMs(request, kind) ?? limitOf(meeting, kind, hall);
  const grant: FloorGrant = {
    ...rest,
    id: request?.id ?? nextFloorId(meeting, 0),
    floor,
    holder: holderOf(to),
    kind,
    hall,
    item: currentItem(meeting, hall)?.id ?? null,
    turn: turnOf(meeting, id),
    limitMs: floor === 'speech' ? limit : null,
    pausedAt: null,
    pausedMs: 0,
    clock: 'running',
  };
  const granted: MeetingEvent = { type: 'floor.granted', grant };
  const opens = to.microphone === 'off';
  if (floor === 'content') return [granted];
  // Whoever is to be heard by all talks with nobody alone (ASSIST-4).
  const talks = endTalksOf(meeting, id);
  return opens ? [granted, { type: 'microphone.opened', participant: id }, ...talks] : [granted, ...talks];
}

/** The kind of speech that a floor is given for when nobody names one: what was asked, else what the unit was given. */
export function kindFor(meeting: Meeting, to: ParticipantId, mandate: Mandate): SpeechKind {
  const request = requestOf(meeting, to, 'speech');
  // A list that is called in sequence says itself what each is to speak.
  if (request?.enlisted) return request.kind;
  const given = mandate.under?.kind ?? usualKind(meeting, hallOf(meeting, to));
  return kindOfTurn(meeting, to, request?.kind ?? given);
}

/** Those whose speech counts towards `maxSpeakers`: whoever speaks freely needs no floor for it (FLOOR-5). */
function countedIn(meeting: Meeting, hall: UnitId): readonly FloorGrant[] {
  return grantsOf(meeting, 'speech').filter(
    (grant) => grant.hall === hall && !speaksFreely(meeting, grant.holder.participant),
  );
}

/** Whether one more may hold the speech floor of its hall (FLOOR-5). */
export function hasRoom(meeting: Meeting, to: ParticipantId): boolean {
  if (speaksFreely(meeting, to)) return true;
  return countedIn(meeting, hallOf(meeting, to)).length < meeting.settings.maxSpeakers;
}

/** Why this participant cannot be given that floor in this hall, whoever gives it (FLOOR-12); null: it can. */
export function unable(
  meeting: Meeting,
  to: Participant,
  { floor, hall }: { readonly floor: Floor; readonly hall: UnitId },
): RefusalCode | null {
  const id = to.card.participant;
  if (to.presence.kind !== 'present') return 'not-present';
  if (hallOf(meeting, id) !== hall) return 'elsewhere';
  if (!may(meeting, id, 'floor.hold', to.card.unit)) return 'never-speaks';
  return grantHeldBy(meeting, id, floor) ? 'already-holding' : null;
}

/**
 * The speech floor as somebody takes it by its own wish in open discussion (FLOOR-19), or why it does not; 'floor-full'
 * where only the room is missing.
 */
export function takeFloor(
  meeting: Meeting,
  to: Participant,
  { kind, at }: { readonly kind: SpeechKind; readonly at: number },
): readonly MeetingEvent[] | RefusalCode {
  const id = to.card.participant;
  const hall = hallOf(meeting, id);
  const refused = unable(meeting, to, { floor: 'speech', hall });
  if (refused !== null) return refused;
  if (!takesKind(meeting, kind, hall)) return 'kind-not-taken';
  if (!hasRoom(meeting, id)) return 'floor-full';
  const grant = { floor: 'speech', limitMs: null, authority: hall, under: null, taken: true } as const;
  return give(meeting, { ...grant, to, at, kind });
}
