import type { FloorRequestId, ParticipantId, UnitId } from './id.ts';
import type { Delegation, Floor, FloorGrant, FloorRequest, Meeting } from './meeting.ts';
import { debateKinds, type SpeechKind } from './speech.ts';

/** Pending requests for a floor, first in line first. */
export function pendingOf(meeting: Meeting, floor: Floor): readonly FloorRequest[] {
  return meeting.queue.filter((request) => request.floor === floor);
}

/**
 * The speech requests at a unit's desk that are called in order, first in line first; *tranh luận* stands apart
 * (`debatesAt`).
 */
export function pendingAt(meeting: Meeting, desk: UnitId): readonly FloorRequest[] {
  return pendingOf(meeting, 'speech').filter(
    (request) => request.desk === desk && !debateKinds.includes(request.kind),
  );
}

/** The requests to debate at a unit's desk, first in line first. */
export function debatesAt(meeting: Meeting, desk: UnitId): readonly FloorRequest[] {
  return pendingOf(meeting, 'speech').filter(
    (request) => request.desk === desk && debateKinds.includes(request.kind),
  );
}

/** All at a desk that are in the same line as this one: place and order count among them. */
export function lineOf(meeting: Meeting, request: FloorRequest): readonly FloorRequest[] {
  if (request.floor === 'content')
    return pendingOf(meeting, 'content').filter(({ desk }) => desk === request.desk);
  return debateKinds.includes(request.kind)
    ? debatesAt(meeting, request.desk)
    : pendingAt(meeting, request.desk);
}

/**
 * The rank with which a request joins the queue: after everything else, but for whoever asked the question that is
 * being debated, who comes before all other debates (QUESTION-3). On the whole state only.
 */
export function rankFor(
  meeting: Meeting,
  request: {
    readonly hall: UnitId;
    readonly asker: ParticipantId;
    readonly floor: Floor;
    readonly kind: SpeechKind;
  },
): number {
  const { hall, asker, floor, kind } = request;
  const debates = pendingOf(meeting, 'speech').filter((each) => debateKinds.includes(each.kind));
  const [first] = debates;
  const isAsker = meeting.questions.some(
    (question) => question.hall === hall && question.asker.participant === asker,
  );
  const hasPriority = meeting.settings.discussion === 'questioning' && isAsker;
  if (floor === 'speech' && debateKinds.includes(kind) && hasPriority && first) return first.rank - 1;
  return lastRank(meeting) + 1;
}

/** No request stands behind this rank, and none was ever given a higher one by joining. */
export function lastRank(meeting: Meeting): number {
  return Math.max(meeting.seq, meeting.queue.at(-1)?.rank ?? 0);
}

export function requestById(meeting: Meeting, id: FloorRequestId): FloorRequest | null {
  return meeting.queue.find((request) => request.id === id) ?? null;
}

export function requestOf(meeting: Meeting, participant: ParticipantId, floor: Floor): FloorRequest | null {
  return pendingOf(meeting, floor).find((request) => request.beneficiary.participant === participant) ?? null;
}

/** One's place in line at the desk where the request lies, from 1; null when not in it. On the whole state only. */
export function placeOf(meeting: Meeting, participant: ParticipantId, floor: Floor): number | null {
  const request = requestOf(meeting, participant, floor);
  return request === null ? null : lineOf(meeting, request).indexOf(request) + 1;
}

export function grantsOf(meeting: Meeting, floor: Floor): readonly FloorGrant[] {
  return meeting.grants.filter((grant) => grant.floor === floor);
}

export function grantById(meeting: Meeting, id: FloorRequestId): FloorGrant | null {
  return meeting.grants.find((grant) => grant.id === id) ?? null;
}

export function grantHeldBy(meeting: Meeting, participant: ParticipantId, floor: Floor): FloorGrant | null {
  return grantsOf(meeting, floor).find((grant) => grant.holder.participant === participant) ?? null;
}

export function delegationById(meeting: Meeting, id: FloorRequestId): Delegation | null {
  return meeting.delegations.find((delegation) => delegation.id === id) ?? null;
}

/** A floor that runs: given to somebody or to a unit. */
export function clockedById(meeting: Meeting, id: FloorRequestId): FloorGrant | Delegation | null {
  return grantById(meeting, id) ?? delegationById(meeting, id);
}
