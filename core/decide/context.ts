import type { MeetingEvent } from '../event.ts';
import type { FloorRequestId, ParticipantId, UnitId } from '../id.ts';
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

/**
 * Why nothing can be done in this hall just now; null when it sits. The main hall rests and adjourns; a sidebar goes on
 * meanwhile (HALL-6).
 */
export function standstill(meeting: Meeting, hall: UnitId): RefusalCode | null {
  const { phase } = meeting;
  switch (phase.kind) {
    case 'scheduled':
    case 'trial':
    case 'postponed':
      return 'not-live';
    case 'closed':
      return 'already-closed';
    case 'cancelled':
      return 'meeting-cancelled';
    case 'live':
      if (hall !== meeting.unit) return null;
      if (phase.adjournedAt !== null) return 'already-closed';
      return phase.rest === null ? null : 'meeting-resting';
  }
}

/** The id of a request or grant: the sequence its event will have, so that no randomness enters the core. */
export function nextFloorId(meeting: Meeting, eventsBefore: number): FloorRequestId {
  return `f${meeting.seq + 1 + eventsBefore}` as FloorRequestId;
}
