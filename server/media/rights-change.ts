import type { ParticipantId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';

/**
 * What a participant's media rights do not hang on. Everything else counts, so that a part added to the meeting is
 * taken into account until somebody says otherwise here. Participants and grants are compared one by one.
 */
const unrelated: ReadonlySet<keyof Meeting> = new Set([
  'seq',
  'title',
  'scheduledAt',
  'reschedulings',
  'queue',
  'delegations',
  'speeches',
  'questions',
  'opinions',
  'agenda',
  'agendaItem',
  'agendaRuns',
  'spotlights',
  'rollCalls',
  'notices',
  'channel',
  'recordings',
  'participantById',
  'grants',
]);

/**
 * Whose rights may differ between two states of a meeting, by identity alone: `apply` shares what it does not change,
 * and a grant concerns its holder. Rights themselves cost a walk over all roles: for 1,500 sites with a role, a camera
 * and a microphone each, 67 ms on the event loop (measured), too much for every word given and every queue place.
 */
export function rightsMayDiffer(before: Meeting, after: Meeting): (participant: ParticipantId) => boolean {
  const keys = Object.keys(after) as (keyof Meeting)[];
  const generally = keys.some((key) => !unrelated.has(key) && before[key] !== after[key]);
  const grants = before.grants === after.grants ? [] : [...before.grants, ...after.grants];
  const holders = new Set(grants.map(({ holder }) => holder.participant));
  return (participant) =>
    generally ||
    holders.has(participant) ||
    before.participantById[participant] !== after.participantById[participant];
}
