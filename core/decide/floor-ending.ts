import { chairsOf, speaksFreely } from '../authority.ts';
import type { CloseReason, MeetingEvent, RevokeReason } from '../event.ts';
import type { FloorRequestId, ParticipantId, UnitId } from '../id.ts';
import type { Delegation, FloorGrant, Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { clockedById, requestOf } from '../queue.ts';

/** A floor that was given, to somebody or to a unit. */
type Given = FloorGrant | Delegation;

/** Closing the microphone of somebody whose floor ends, unless it may speak without one. */
function closeMicrophone(meeting: Meeting, id: ParticipantId): readonly MeetingEvent[] {
  const open = participantOf(meeting, id)?.microphone === 'on';
  if (!open || speaksFreely(meeting, id)) return [];
  return [{ type: 'microphone.closed', participant: id, reason: 'floor' }];
}

/**
 * Ends a grant or a delegation and everything passed on under it (FLOOR-10); ending the speech floor closes the
 * microphone it opened (FLOOR-7). `why` is 'released' for the holder's own wish.
 */
export function endGrant(
  meeting: Meeting,
  given: Given,
  why: 'released' | RevokeReason,
): readonly MeetingEvent[] {
  const end: MeetingEvent =
    why === 'released'
      ? { type: 'floor.released', grant: given.id }
      : { type: 'floor.revoked', grant: given.id, reason: why };
  const below = [...meeting.delegations, ...meeting.grants]
    .filter((other) => other.under === given.id)
    .flatMap((other) => endGrant(meeting, other, 'above'));
  const speaks = 'holder' in given && given.floor === 'speech';
  return [...below, end, ...(speaks ? closeMicrophone(meeting, given.holder.participant) : [])];
}

/** Whether it ends with one of these, however far above. */
function endsWith(meeting: Meeting, { under }: Given, ids: readonly FloorRequestId[]): boolean {
  if (under === null) return false;
  if (ids.includes(under)) return true;
  const above = clockedById(meeting, under);
  return above !== null && endsWith(meeting, above, ids);
}

/** Ends several grants and delegations, each once, also where one stands under another. */
export function endGrants(
  meeting: Meeting,
  given: readonly Given[],
  why: 'released' | RevokeReason,
): readonly MeetingEvent[] {
  const ids = given.map(({ id }) => id);
  return given
    .filter((each) => !endsWith(meeting, each, ids))
    .flatMap((each) => endGrant(meeting, each, why));
}

/** Ends every floor of a hall, given to somebody or to a unit. */
export function endFloorsOf(meeting: Meeting, hall: UnitId, why: RevokeReason): readonly MeetingEvent[] {
  const given = [...meeting.delegations, ...meeting.grants].filter((each) => each.hall === hall);
  return endGrants(meeting, given, why);
}

/** What is given to a unit, or in its name, that has no chair any more: it ends with the role (FLOOR-17). */
export function unled(meeting: Meeting): readonly Given[] {
  const leaderless = (unit: UnitId) => chairsOf(meeting, unit).length === 0;
  return [
    ...meeting.delegations.filter((each) => leaderless(each.unit) || isUnled(each)),
    ...meeting.grants.filter(isUnled),
  ];

  function isUnled({ authority, hall }: Given): boolean {
    return authority !== hall && leaderless(authority);
  }
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
