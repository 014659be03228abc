import { z } from 'zod';
import type { MeetingId, UnitId } from '../core/id.ts';
import type { MinutesFacts } from '../core/minutes/facts.ts';
import { longestMinutes, type Minutes, type MinutesVersion } from '../core/minutes/minutes.ts';
import type { MinutesRight } from '../core/minutes/right.ts';

/** The minutes of a meeting over HTTP (docs/protocol.md). Times are epoch milliseconds. */

/** Bytes of a body that holds as much as minutes may: three for each UTF-16 unit, and what JSON adds. */
export const minutesBodyBytes = 512 * 1024;

/** Lines are ended by a line feed, however they were typed. */
const text = z
  .string()
  .max(longestMinutes)
  .transform((typed) => typed.replaceAll(/\r\n?/g, '\n'));
const unitName = z.string().trim().max(300);

/** Whether there is such a day: `2026-02-30` is none. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day;
}

export const conclusion = z.strictObject({
  content: text,
  leadUnit: unitName,
  supportingUnits: z.array(unitName.min(1)).max(100).readonly(),
  due: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .refine(isDay)
    .nullable(),
});
export const minutes = z.strictObject({
  presence: text,
  sequence: text,
  opinions: text,
  votes: text,
  conclusions: z.array(conclusion).max(300).readonly(),
}) satisfies z.ZodType<Minutes>;

/** PUT /api/meetings/:id/minutes: `basedOn` is the version that was changed; 0: there was none. */
export const minutesBody = z.strictObject({ basedOn: z.int().min(0), minutes });
export type MinutesBody = z.infer<typeof minutesBody>;
/** POST /api/meetings/:id/minutes/approval */
export const approvalBody = z.strictObject({ version: z.int().min(1) });

/** Who wrote or approved, as it was written down then. */
export type MinutesSigner = { readonly name: string; readonly position: string };
export type WrittenMinutes = Pick<MinutesVersion, 'version' | 'minutes' | 'at'> & {
  readonly by: MinutesSigner;
  /** Who signs below them as the secretary; null: the meeting has none. */
  readonly secretary: MinutesSigner | null;
};

/** GET, PUT and POST of a meeting's minutes */
export type MinutesReply = {
  readonly meeting: MeetingId;
  readonly title: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly openedAt: number | null;
  readonly closedAt: number | null;
  readonly rights: readonly MinutesRight[];
  /** Why nothing may be done to them now, whoever wishes it; null: it may. */
  readonly obstacle: 'already-disposed' | 'already-handed-over' | 'not-live' | null;
  /** What was written last, for who may write or approve; null: nothing, or it is not for the caller. */
  readonly latest: WrittenMinutes | null;
  /** What was approved last; null: nothing yet. */
  readonly approved:
    | (WrittenMinutes & { readonly approvedBy: MinutesSigner; readonly approvedAt: number })
    | null;
};

/** GET /api/meetings/:id/minutes/facts: what the record tells, to draft them from. */
export type MinutesFactsReply = MinutesFacts;
