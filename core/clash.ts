import type { MeetingId, ParticipantId } from './id.ts';
import type { Phase } from './meeting.ts';

/** How long a meeting is taken to last when nobody said: two hours, an ordinary half of a morning. */
export const assumedLengthMs = 2 * 3_600_000;

/** A meeting as far as it takes up people's and rooms' time. */
export type Booking = {
  readonly meeting: MeetingId;
  /** Epoch milliseconds. */
  readonly from: number;
  /** Null: nobody said how long it lasts. */
  readonly plannedMs: number | null;
  readonly participants: ReadonlySet<ParticipantId>;
};

/** From when until when, epoch milliseconds; `assumed` when the end is only taken to be so (SCHEDULE-6). */
export type Span = { readonly from: number; readonly to: number; readonly assumed: boolean };

/** Who is wanted by another meeting at the same time. */
export type Clash = {
  readonly meeting: MeetingId;
  readonly span: Span;
  readonly participants: readonly ParticipantId[];
};

/** Whether a meeting in this phase still takes anybody's time (SCHEDULE-7). */
export function takesTime({ kind }: Phase): boolean {
  return kind === 'scheduled' || kind === 'trial' || kind === 'live';
}

export function spanOf({ from, plannedMs }: Pick<Booking, 'from' | 'plannedMs'>): Span {
  return { from, to: from + (plannedMs ?? assumedLengthMs), assumed: plannedMs === null };
}

/** One that ends when the other begins does not overlap it. */
function overlap(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}

/** The other meetings that overlap and want some of the same, by time (SCHEDULE-6). A warning: nothing forbids it. */
export function clashesOf(wanted: Booking, others: readonly Booking[]): readonly Clash[] {
  const own = spanOf(wanted);
  return others
    .filter((other) => other.meeting !== wanted.meeting)
    .map((other) => ({ other, span: spanOf(other) }))
    .filter(({ span }) => overlap(own, span))
    .map(({ other, span }) => ({
      meeting: other.meeting,
      span,
      participants: [...other.participants].filter((each) => wanted.participants.has(each)),
    }))
    .filter(({ participants }) => participants.length > 0)
    .toSorted((one, other) => one.span.from - other.span.from);
}
