import { quickestDelays } from './clock-fit.ts';
import type { TimelineLine } from './line.ts';
import { outside, type Span, within } from './merge-span.ts';
import {
  type MeetingOnTape,
  type Placed,
  placeLines,
  placeReports,
  type RecordedEpoch,
  type RecordedGap,
  readRecord,
} from './record.ts';

/** Two recorders' records of one meeting, on one axis of time. */
export type MergedRecord = {
  /** The recording as both tell it. Its epochs are the first one's own. */
  readonly tape: MeetingOnTape;
  /** The other recorder's epochs on the same axis; their files lie in its own folder. */
  readonly other: readonly RecordedEpoch[];
  /** What is added to a moment of the other's own axis, epoch milliseconds, to have it on the first one's. */
  readonly shiftMs: number;
};

/** What the hub told further apart than this says nothing about each other: its clock may have been set meanwhile. */
const sameMomentMs = 30_000;
/** Two estimates of one shift that are further apart than this are of different clocks (as in clock-fit.ts). */
const sameClockMs = 250;
/** A recorder that began so much earlier than the other began with the order; less is the way of a message. */
const worthBeginningMs = 1_000;
/** Shorter stretches in which both have a gap come from the two recorders' times not being the same to the millisecond. */
const shortestGapMs = 1;

function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? null;
}

type Told = { readonly at: number; readonly sentAt: number };

function toldBy(placed: readonly Placed[]): readonly Told[] {
  return placed
    .flatMap(({ at, line }) => ('sentAt' in line ? [{ at, sentAt: line.sentAt }] : []))
    .toSorted((a, b) => a.sentAt - b.sentAt);
}

/** By what the hub told both at about the same time: a clock that was set in between moves both alike. */
function shiftByHub(own: readonly Told[], other: readonly Told[]): number | null {
  const shifts: number[] = [];
  let next = 0;
  for (const { at, sentAt } of own) {
    const distance = (index: number) => Math.abs((other[index]?.sentAt ?? Number.POSITIVE_INFINITY) - sentAt);
    while (distance(next + 1) <= distance(next) && next + 1 < other.length) next += 1;
    const nearest = other[next];
    if (nearest && distance(next) <= sameMomentMs) shifts.push(at - sentAt - (nearest.at - nearest.sentAt));
  }
  return median(shifts);
}

/** Of two recorders on one machine: its monotonic clock is the same for both. */
function shiftByMachine(own: readonly Placed[], other: readonly Placed[]): number | null {
  const axisByBoot = (placed: readonly Placed[]) =>
    new Map(
      placed.flatMap(({ at, line }) =>
        line.kind === 'session' ? [[line.boot, at - line.mono] as const] : [],
      ),
    );
  const theirs = axisByBoot(other);
  for (const [boot, axis] of axisByBoot(own)) {
    const found = theirs.get(boot);
    if (found !== undefined) return axis - found;
  }
  return null;
}

/**
 * Where the other recorder's axis lies on the first one's. Files are placed by the sender reports of one clock, the
 * hub's, which both heard: the difference of their quickest reports moves one's files exactly onto the other's,
 * whatever the machines' clocks do. Which of several clocks belong together, the coarser ways tell.
 */
function shiftOf(own: readonly Placed[], other: readonly Placed[]): number {
  const coarse = shiftByMachine(own, other) ?? shiftByHub(toldBy(own), toldBy(other)) ?? 0;
  const quickest = (placed: readonly Placed[]) => quickestDelays([...placeReports(placed).values()].flat());
  const theirs = quickest(other);
  const exact = quickest(own)
    .flatMap((mine) => theirs.map((delay) => mine - delay))
    .toSorted((a, b) => Math.abs(a - coarse) - Math.abs(b - coarse))[0];
  return exact !== undefined && Math.abs(exact - coarse) <= sameClockMs ? exact : coarse;
}

/** When a recorder that was killed gave its last sign of life before it closed this epoch as abandoned. */
function abandonedAt(placed: readonly Placed[]): ReadonlyMap<number, number> {
  const lastByEpoch = new Map<number, number>();
  let lastBefore = 0;
  placed.forEach(({ line }, index) => {
    if (line.kind === 'session') lastBefore = placed[index - 1]?.at ?? 0;
    if (line.kind === 'epoch.closed' && line.reason === 'abandoned') lastByEpoch.set(line.epoch, lastBefore);
  });
  return lastByEpoch;
}

/** Moves everything of a record along its axis; what a dead recorder left open ends with its last sign of life. */
function moved(tape: MeetingOnTape, placed: readonly Placed[], byMs: number): MeetingOnTape {
  const lastByEpoch = abandonedAt(placed);
  return {
    ...tape,
    stages: tape.stages.map((each) => ({ ...each, atMs: each.atMs + byMs })),
    entries: tape.entries.map((each) => ({ ...each, atMs: each.atMs + byMs })),
    gaps: tape.gaps.map((gap) => ({ ...gap, fromMs: gap.fromMs + byMs, toMs: gap.toMs + byMs })),
    epochs: tape.epochs.map((epoch) => {
      const last = lastByEpoch.get(epoch.epoch);
      const closedMs = last === undefined ? epoch.closedMs : last - tape.startedAt;
      const legs = epoch.legs?.map((leg) => ({ ...leg, startMs: leg.startMs + byMs }));
      return {
        ...epoch,
        startMs: epoch.startMs + byMs,
        closedMs: closedMs + byMs,
        ...(legs && { legs }),
      };
    }),
  };
}

function gap({ fromMs, toMs }: Span, reason: string): readonly RecordedGap[] {
  return toMs > fromMs ? [{ fromMs, toMs, reason }] : [];
}

/** What a record lacks of the whole: before its beginning, in its gaps, after its end. */
function missing(tape: MeetingOnTape, lived: Span, durationMs: number): readonly RecordedGap[] {
  return [
    ...gap({ fromMs: 0, toMs: lived.fromMs }, 'recorder-absent'),
    ...tape.gaps,
    ...gap({ fromMs: lived.toMs, toMs: durationMs }, 'recorder-lost'),
  ];
}

/** What happened, as either heard of it, each entry once: in the first one's words where it has it. */
function entriesOf(own: MeetingOnTape, other: MeetingOnTape): MeetingOnTape['entries'] {
  const known = new Set(own.entries.map(({ entry }) => entry.seq));
  const more = other.entries.filter(({ entry }) => !known.has(entry.seq));
  return [...own.entries, ...more].toSorted((a, b) => a.atMs - b.atMs);
}

/**
 * Lays the other recorder's record onto the first one's. The recording begins where the earlier of the two began and
 * ends where the first one was stopped (if it never was, where the later one ends); a gap is only where both have one.
 * Throws when one of them never says that a recording began.
 */
export function mergeRecords(
  ownLines: readonly TimelineLine[],
  otherLines: readonly TimelineLine[],
): MergedRecord {
  const [ownPlaced, otherPlaced] = [placeLines(ownLines), placeLines(otherLines)];
  const [ownTape, otherTape] = [readRecord(ownLines), readRecord(otherLines)];
  const shiftMs = shiftOf(ownPlaced, otherPlaced);
  const otherFromMs = otherTape.startedAt + shiftMs - ownTape.startedAt;
  const earlyMs = otherFromMs < -worthBeginningMs ? -otherFromMs : 0;

  const own = moved(ownTape, ownPlaced, earlyMs);
  const other = moved(otherTape, otherPlaced, otherFromMs + earlyMs);
  const ownLived: Span = { fromMs: earlyMs, toMs: earlyMs + own.durationMs };
  const otherLived: Span = {
    fromMs: otherFromMs + earlyMs,
    toMs: otherFromMs + earlyMs + other.durationMs,
  };
  const stopped = ownLines.some(({ kind }) => kind === 'stop');
  const durationMs = stopped ? ownLived.toMs : Math.max(ownLived.toMs, otherLived.toMs);
  const otherMissing = missing(other, otherLived, durationMs);
  const gaps = missing(own, ownLived, durationMs).flatMap((each) =>
    within(each, otherMissing)
      .filter(({ fromMs, toMs }) => toMs - fromMs >= shortestGapMs)
      .map((span) => ({ ...span, reason: each.reason })),
  );
  const stages = [
    ...own.stages,
    // What was seen while the first recorder was not there yet, or no more.
    ...other.stages.filter(({ atMs }) => outside({ fromMs: atMs, toMs: atMs + 1 }, [ownLived]).length > 0),
  ].toSorted((a, b) => a.atMs - b.atMs);
  return {
    tape: {
      ...own,
      meeting: stopped ? own.meeting : other.meeting,
      startedAt: own.startedAt - earlyMs,
      durationMs,
      stages,
      entries: entriesOf(own, other),
      gaps,
    },
    other: other.epochs,
    shiftMs,
  };
}
