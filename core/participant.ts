import type { ParticipantId } from './id.ts';
import type { Meeting, Participant } from './meeting.ts';

/**
 * The seat of that id. Every look-up by an id that somebody sent goes through here: a plain index would also find what
 * every object inherits, such as `constructor`, and take it for a participant (LOG-2).
 */
export function participantOf(meeting: Meeting, id: ParticipantId): Participant | undefined {
  return Object.hasOwn(meeting.participantById, id) ? meeting.participantById[id] : undefined;
}
