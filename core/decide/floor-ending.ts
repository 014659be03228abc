import { speaksFreely } from '../authority.ts';
import type { CloseReason, MeetingEvent, RevokeReason } from '../event.ts';
import type { ParticipantId } from '../id.ts';
import type { FloorGrant, Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { requestOf } from '../queue.ts';

/** Closing the microphone of somebody whose floor ends, unless it may speak without one. */
function closeMicrophone(meeting: Meeting, id: ParticipantId): readonly MeetingEvent[] {
  const open = participantOf(meeting, id)?.microphone === 'on';
  if (!open || speaksFreely(meeting, id)) return [];
  return [{ type: 'microphone.closed', participant: id, reason: 'floor' }];
}

/**
 * Ends a grant and every grant passed on under it (FLOOR-10); ending the speech floor closes the microphone it opened
 * (FLOOR-7). `why` is 'released' for the holder's own wish.
 */
export function endGrant(
  meeting: Meeting,
  grant: FloorGrant,
  why: 'released' | RevokeReason,
): readonly MeetingEvent[] {
  const end: MeetingEvent =
    why === 'released'
      ? { type: 'floor.released', grant: grant.id }
      : { type: 'floor.revoked', grant: grant.id, reason: why };
  const below = meeting.grants
    .filter((other) => other.under === grant.id)
    .flatMap((other) => endGrant(meeting, other, 'above'));
  const microphone = grant.floor === 'speech' ? closeMicrophone(meeting, grant.holder.participant) : [];
  return [...below, end, ...microphone];
}

/** Ends several grants, each once, also where one stands under another. */
export function endGrants(
  meeting: Meeting,
  grants: readonly FloorGrant[],
  why: 'released' | RevokeReason,
): readonly MeetingEvent[] {
  const tops = grants.filter((grant) => !grants.some((other) => other.id === grant.under));
  return tops.flatMap((grant) => endGrant(meeting, grant, why));
}

/** Everything a participant had of the meeting ends: floors, requests, microphone. */
export function endEverythingOf(
  meeting: Meeting,
  id: ParticipantId,
  why: { readonly floor: 'released' | RevokeReason; readonly microphone: CloseReason },
): readonly MeetingEvent[] {
  const held = meeting.grants.filter((grant) => grant.holder.participant === id);
  const ended = endGrants(meeting, held, why.floor);
  const requests = [requestOf(meeting, id, 'speech'), requestOf(meeting, id, 'content')]
    .filter((request) => request !== null)
    .map((request): MeetingEvent => ({ type: 'floor.cancelled', request: request.id, participant: id }));
  const closedAlready = ended.some((event) => event.type === 'microphone.closed' && event.participant === id);
  const stillOpen = participantOf(meeting, id)?.microphone === 'on' && !closedAlready;
  return stillOpen
    ? [...ended, ...requests, { type: 'microphone.closed', participant: id, reason: why.microphone }]
    : [...ended, ...requests];
}
