import type { FloorRequestId, ParticipantId } from './id.ts';
import type { Floor, FloorGrant, FloorRequest, Meeting } from './meeting.ts';

/** Pending requests for a floor, first in line first. */
export function pendingOf(meeting: Meeting, floor: Floor): readonly FloorRequest[] {
  return meeting.queue.filter((request) => request.floor === floor);
}

export function requestById(meeting: Meeting, id: FloorRequestId): FloorRequest | null {
  return meeting.queue.find((request) => request.id === id) ?? null;
}

export function requestOf(meeting: Meeting, participant: ParticipantId, floor: Floor): FloorRequest | null {
  return pendingOf(meeting, floor).find((request) => request.beneficiary.participant === participant) ?? null;
}

/** One's place in line, from 1; null when not in it. Meaningful on the whole state, not on a viewer's part of it. */
export function placeOf(meeting: Meeting, participant: ParticipantId, floor: Floor): number | null {
  const index = pendingOf(meeting, floor).findIndex(
    (request) => request.beneficiary.participant === participant,
  );
  return index === -1 ? null : index + 1;
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
