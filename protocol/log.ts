import { z } from 'zod';
import type { LogLine } from '../core/log-line.ts';
import type { LogRight } from '../core/log-right.ts';
import type { Meeting } from '../core/meeting.ts';
import { participantId } from './id.ts';

/** The nouns by which the lines of a log are told apart: what stands before the dot of an event's type. */
export const logKinds = [
  'meeting',
  'trial',
  'settings',
  'agenda',
  'participant',
  'role',
  'deputy',
  'floor',
  'question',
  'opinion',
  'vote',
  'document',
  'microphone',
  'camera',
  'sidebar',
  'stage',
  'attendance',
  'rollCall',
  'notice',
  'channel',
  'assist',
  'recording',
] as const;
export type LogKind = (typeof logKinds)[number];

/** Lines of one page of the log. */
export const logPageLimit = 500;

const count = (most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .pipe(z.int().min(0).max(most));

/** Query of GET /api/meetings/:id/log. */
export const logQuery = z.strictObject({
  /** Lines with a greater sequence. */
  after: count(Number.MAX_SAFE_INTEGER).default(0),
  limit: count(logPageLimit).pipe(z.int().min(1)).default(200),
  /** Kinds separated by commas; absent: all. */
  kind: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(z.enum(logKinds)).min(1).max(logKinds.length))
    .optional(),
  person: participantId.optional(),
  /** Epoch milliseconds, from inclusive, to exclusive. */
  from: count(Number.MAX_SAFE_INTEGER).optional(),
  to: count(Number.MAX_SAFE_INTEGER).optional(),
});
export type LogQuery = z.infer<typeof logQuery>;

/** GET /api/meetings/:id/log */
export type LogPage = {
  readonly title: string;
  readonly unitName: string;
  readonly phase: Meeting['phase'];
  /** How much of the log one may read: what concerns one's subtree, or all. */
  readonly right: Exclude<LogRight['kind'], 'none'>;
  readonly lines: readonly LogLine[];
  /** `after` of the next page; null at the end. */
  readonly next: number | null;
};

/** POST /api/meetings/:id/log/verify */
export type LogVerifyReply = {
  readonly ok: boolean;
  /**
   * `chain`: an entry's hash does not hold. `head`: the chain holds, but not with a head that was signed earlier, so it
   * was rewritten. `signature`: a kept head was not signed by this hub.
   */
  readonly fault: 'chain' | 'head' | 'signature' | null;
  /** The first entry that does not hold: for `head` the signed one that is contradicted; the change lies after `agreesTo`. */
  readonly seq: number | null;
  readonly entries: number;
  /** How many signed heads it was held against. */
  readonly heads: number;
  /** Up to this sequence the log agrees with a signed head; 0: with none. */
  readonly agreesTo: number;
  /** When its head was last signed, epoch milliseconds; null: never. */
  readonly signedAt: number | null;
};

/** GET /api/meetings/:id/state: the part of the meeting that one's right covers. */
export type RecordedState = {
  readonly meeting: Meeting;
  readonly right: Exclude<LogRight['kind'], 'none'>;
  /** Hub time. */
  readonly now: number;
};
