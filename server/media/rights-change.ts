import type { ParticipantId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';

/**
 * What a participant's media rights do not hang on. Everything else counts, so that a part added to the meeting is
 * taken into account until somebody says otherwise here. Participants are compared one by one.
 */
const unrelated: ReadonlySet<keyof Meeting> = new Set([
  'seq',
  'title',
  'queue',
  'agenda',
  'agendaItem',
  'recordings',
  'participantById',
]);

/**
 * Whose rights may differ between two states of a meeting, by identity alone: `apply` shares what it does not change.
 * Rights themselves cost a walk over all roles, too much for thousands of senders at every queue place.
 */
export function rightsMayDiffer(before: Meeting, after: Meeting): (participant: ParticipantId) => boolean {
  const keys = Object.keys(after) as (keyof Meeting)[];
  const generally = keys.some((key) => !unrelated.has(key) && before[key] !== after[key]);
  return (participant) =>
    generally || before.participantById[participant] !== after.participantById[participant];
}
