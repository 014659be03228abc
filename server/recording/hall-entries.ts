import type { Entry, MeetingEvent } from '../../core/event.ts';
import { hallOf } from '../../core/hall.ts';
import type { FloorRequestId, RecordingId, UnitId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import { isShown } from '../../core/view.ts';
import { voteById } from '../../core/vote.ts';

/** What of a meeting's log belongs on the time line of one hall: its package goes to the unit that went on alone. */
export type HallEntries = {
  /** Of these entries those that belong there; `after` is the state they led to. Each entry is asked about once. */
  of(after: Meeting, entries: readonly Entry[]): readonly Entry[];
};

/** Begins with the floors that were given before the recording was ordered. */
export function createHallEntries(first: Meeting, hall: UnitId): HallEntries {
  const hallByFloor = new Map<FloorRequestId, UnitId>();
  for (const given of [...first.grants, ...first.delegations]) hallByFloor.set(given.id, given.hall);

  /** The hall of which an event is; null: it is of no hall. */
  function hallOfEvent(after: Meeting, event: MeetingEvent): UnitId | null {
    switch (event.type) {
      case 'floor.granted':
        hallByFloor.set(event.grant.id, event.grant.hall);
        return event.grant.hall;
      case 'floor.delegated':
        hallByFloor.set(event.delegation.id, event.delegation.hall);
        return event.delegation.hall;
      case 'floor.warned':
      case 'floor.timeUp':
      case 'floor.extended':
      case 'floor.paused':
      case 'floor.resumed':
      case 'floor.released':
      case 'floor.revoked':
        return hallByFloor.get(event.grant) ?? null;
      case 'floor.requested':
        return hallOf(after, event.request.beneficiary.participant);
      case 'floor.cancelled':
      case 'floor.denied':
      case 'floor.moved':
      case 'floor.forwarded':
        return hallOf(after, event.participant);
      case 'question.called':
      case 'question.ended':
      case 'stage.spotlit':
        return event.hall;
      case 'vote.opened':
        return event.vote.hall;
      case 'vote.cast':
      case 'vote.handsCounted':
      case 'vote.closed':
      case 'vote.counted':
      case 'vote.annulled':
        return voteById(after, event.vote)?.hall ?? null;
      default:
        return null;
    }
  }

  function belongs(after: Meeting, { event }: Entry): boolean {
    if ('recording' in event)
      return after.recordings.some(({ id, hall: of }) => id === event.recording && of === hall);
    // What was chosen in secret stands sealed in the meeting's log, and nowhere else.
    if (event.type === 'vote.cast' && typeof event.ballot.choice !== 'string') return false;
    const where = hallOfEvent(after, event);
    if (where !== null) return where === hall;
    // The convening unit keeps what concerns the meeting, a sidebar's what its own chair is told.
    return hall === after.unit || isShown(after, event, { kind: 'conductor', hall, scopes: [hall] });
  }

  return { of: (after, entries) => entries.filter((entry) => belongs(after, entry)) };
}

/**
 * What happens in a closed part is not told to the record, but that there was one (REC-5). Entry by entry: the end of a
 * closed part may come in one batch with what happened in it.
 */
export function outsideClosedParts(
  entries: readonly Entry[],
  { recording, wasPaused }: { readonly recording: RecordingId; readonly wasPaused: boolean },
): readonly Entry[] {
  let paused = wasPaused;
  return entries.filter(({ event }) => {
    if (!('recording' in event)) return !paused;
    if (event.recording === recording && event.type === 'recording.paused') paused = true;
    if (event.recording === recording && event.type === 'recording.continued') paused = false;
    return true;
  });
}
