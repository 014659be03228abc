import { z } from 'zod';
import { voteChoices, voteMajorities, voteSecrecies } from '../core/vote.ts';
import { participantId } from './id.ts';

/** What a recording's package says about its meeting: the hub sends it to the recorder, and it becomes meeting.json. */

const text = z.string().max(1000);
/** Epoch milliseconds of the hub's clock. */
const time = z.number().min(0);

const people = z.int().min(0);
const choices = { for: people, against: people, abstain: people };
const voter = { participant: participantId, name: text, position: text, unitName: text };

/** A vote as far as it is in the recording (ARCHIVE-9); what was chosen in secret is nowhere in it. */
export const recordedVote = z.strictObject({
  id: z.string().max(100),
  /** Id of the agenda item; null: none. */
  item: z.string().max(100).nullable(),
  question: text,
  secrecy: z.enum(voteSecrecies),
  majority: z.enum(voteMajorities),
  /** Null: before the recording began, or in a closed part. */
  openedAt: time.nullable(),
  /** Null with the outcome: what came of it is not in the recording. */
  closedAt: time.nullable(),
  outcome: z
    .discriminatedUnion('state', [
      z.strictObject({
        state: z.literal('counted'),
        tally: z.strictObject({ voters: people, ...choices }),
        carried: z.boolean(),
        ballots: z.array(z.strictObject({ ...voter, choice: z.enum(voteChoices) })).readonly(),
        hands: z.array(z.strictObject({ ...voter, ...choices })).readonly(),
      }),
      z.strictObject({ state: z.literal('annulled'), reason: text }),
    ])
    .nullable(),
});

/** A document of the meeting, as they stood at the recording's end. */
export const recordedDocument = z.strictObject({
  id: z.string().max(100),
  /** Id of the agenda item; null: the meeting as a whole. */
  item: z.string().max(100).nullable(),
  title: text,
  /** As it was called where it came from. */
  fileName: text,
  mediaType: z.string().max(200),
  bytes: z.number().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  from: text,
  at: time,
  /** Where its file lies in the package; never out of it, and only below `documents`. */
  path: z.string().regex(/^documents\/\d{3}-[A-Za-z0-9-]{1,80}(\.[a-z0-9]{1,5})?$/),
});

export type RecordedDocument = z.infer<typeof recordedDocument>;

/** What the package says about its meeting (meeting.json, without the floor log, which the time line holds). */
export const meetingRecord = z.strictObject({
  id: z.string().max(100),
  title: text,
  unit: z.strictObject({ id: z.string().max(100), name: text }),
  scheduledAt: time,
  openedAt: time.nullable(),
  closedAt: time.nullable(),
  agenda: z.array(
    z.strictObject({
      id: z.string().max(100),
      title: text,
      presenter: text,
      plannedMs: z.number().nullable(),
    }),
  ),
  attendance: z.array(
    z.strictObject({
      participant: participantId,
      kind: z.enum(['site', 'person', 'recorder']),
      name: text,
      position: text,
      unitName: text,
      levelName: text,
      invited: z.boolean(),
      presence: z.enum(['absent', 'waiting', 'present', 'dropped', 'left', 'denied']),
      since: time.nullable(),
    }),
  ),
  /** Absent in packages of before there were votes and documents. */
  votes: z.array(recordedVote).max(200).readonly().optional(),
  documents: z.array(recordedDocument).max(200).readonly().optional(),
});
export type MeetingRecord = z.infer<typeof meetingRecord>;
