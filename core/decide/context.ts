import type { MeetingEvent } from '../event.ts';
import type { FloorRequestId, ParticipantId } from '../id.ts';
import type { Meeting, Participant } from '../meeting.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';

export type Decision =
  | { readonly ok: true; readonly events: readonly MeetingEvent[] }
  | { readonly ok: false; readonly refusal: Refusal };

/** The participant who wishes, its permission already checked at the gate. */
export type Wish = {
  readonly meeting: Meeting;
  readonly self: ParticipantId;
  readonly participant: Participant;
};

export function accept(...events: readonly MeetingEvent[]): Decision {
  return { ok: true, events };
}

export function refuse(code: RefusalCode): Decision {
  return { ok: false, refusal: { code } };
}

export function isLive(meeting: Meeting): boolean {
  return meeting.phase.kind === 'live';
}

/** Why a meeting that is not live refuses what needs it live. */
export function notLive(meeting: Meeting): Decision {
  return refuse(meeting.phase.kind === 'closed' ? 'already-closed' : 'not-live');
}

/** The id of a request or grant: the sequence its event will have, so that no randomness enters the core. */
export function nextFloorId(meeting: Meeting, eventsBefore: number): FloorRequestId {
  return `f${meeting.seq + 1 + eventsBefore}` as FloorRequestId;
}
