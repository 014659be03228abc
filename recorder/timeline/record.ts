import type { MeetingRecord } from '../../protocol/meeting-record.ts';
import type { LoggedEntry, ShownStage } from '../../protocol/recorder.ts';
import { clockOffsets, type Placement, placeFile, type Report } from './clock-fit.ts';
import type { TimelineFact, TimelineLine } from './line.ts';

/** All times below are milliseconds from the recording's beginning. */
export type RecordedEpoch = Extract<TimelineFact, { kind: 'epoch.opened' }> &
  Placement & {
    /** When it was closed; for one left open, the last sign of life after it. */
    readonly closedMs: number;
    readonly reason: Extract<TimelineFact, { kind: 'epoch.closed' }>['reason'];
    readonly bytes: number;
  };
export type RecordedGap = { readonly fromMs: number; readonly toMs: number; readonly reason: string };

/** What the time line says, on one axis of time. */
export type MeetingOnTape = {
  readonly meeting: MeetingRecord;
  /** Epoch milliseconds of the recording's beginning, by the clock of the recorder's machine when it was started. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly stages: readonly { readonly atMs: number; readonly stage: ShownStage }[];
  readonly entries: readonly { readonly atMs: number; readonly entry: LoggedEntry }[];
  readonly epochs: readonly RecordedEpoch[];
  readonly gaps: readonly RecordedGap[];
};

export type Placed = { readonly at: number; readonly line: TimelineLine };

/** A machine that seems to have been off for longer than half a day has not been: its clock is wrong. */
const longestOffMs = 12 * 3_600_000;
/** Taken for the time that it was off where its clock does not tell. */
const assumedOffMs = 1_000;

/** How long a machine was off, by its wall clock before and after: no other goes on meanwhile. */
function offMs(before: TimelineLine, after: TimelineLine): number {
  const byWall = after.wall - before.wall;
  return byWall >= 0 && byWall <= longestOffMs ? byWall : assumedOffMs;
}

/**
 * When each line was written, on one axis: the monotonic clock, laid onto the wall clock as it stood at the beginning
 * of the machine's run, so that a wall clock that is set meanwhile moves nothing. Where the machine was switched off
 * meanwhile the axis goes on by what its wall clock says of that, but never back.
 */
export function placeLines(lines: readonly TimelineLine[]): readonly Placed[] {
  const offsetByBoot = new Map<string, number>();
  let offset = 0;
  let previous: Placed | null = null;
  return lines.map((line) => {
    if (line.kind === 'session') {
      const at: number = previous === null ? line.wall : previous.at + offMs(previous.line, line);
      offset = offsetByBoot.get(line.boot) ?? at - line.mono;
      offsetByBoot.set(line.boot, offset);
    }
    previous = { at: line.mono + offset, line };
    return previous;
  });
}

/** A moment that the hub told, on the recorder's axis: as long before the line as it was before the sending. */
function toldAt({ at }: Placed, sentAt: number, then: number): number {
  return at - Math.max(0, sentAt - then);
}

/** The sender reports of each track, with when they arrived. */
export function placeReports(placed: readonly Placed[]): ReadonlyMap<string, readonly Report[]> {
  const reportsByTrack = new Map<string, Report[]>();
  for (const { at, line } of placed) {
    if (line.kind !== 'report') continue;
    const reports = reportsByTrack.get(line.track) ?? [];
    reports.push({ rtp: line.rtp, ntp: line.ntp, arrived: at });
    reportsByTrack.set(line.track, reports);
  }
  return reportsByTrack;
}

function placeEpochs(placed: readonly Placed[], base: number, durationMs: number): readonly RecordedEpoch[] {
  const reportsByTrack = placeReports(placed);
  const tracks = [...reportsByTrack.keys()];
  const offsets = clockOffsets([...reportsByTrack.values()]);
  const offsetByTrack = new Map(tracks.map((track, index) => [track, offsets[index] ?? null]));
  const closedByEpoch = new Map(
    placed.flatMap(({ at, line }) =>
      line.kind === 'epoch.closed' ? [[line.epoch, { at, line }] as const] : [],
    ),
  );
  return placed.flatMap(({ at, line }) => {
    if (line.kind !== 'epoch.opened') return [];
    const { seq: _seq, wall: _wall, mono, prev: _prev, ...opened } = line;
    const { startMs, rate, legs } = placeFile(
      { rtp: line.firstRtp, arrived: at - (mono - line.firstMono) },
      {
        reports: reportsByTrack.get(line.track) ?? [],
        clockRate: line.clockRate,
        offset: offsetByTrack.get(line.track) ?? null,
      },
    );
    const closed = closedByEpoch.get(line.epoch);
    return [
      {
        ...opened,
        startMs: startMs - base,
        rate,
        ...(legs && { legs: legs.map((leg) => ({ ...leg, startMs: leg.startMs - base })) }),
        closedMs: closed ? closed.at - base : durationMs,
        reason: closed?.line.reason ?? 'abandoned',
        bytes: closed?.line.bytes ?? 0,
      },
    ];
  });
}

/** From when on something is missing by this line: nothing that was whole between this gap and the one before. */
function missingFrom(
  { line }: Placed,
  atMs: number,
  before: RecordedGap | undefined,
): { readonly fromMs: number; readonly reason: string } | null {
  if (line.kind !== 'interrupted') return null;
  const unnoticedMs = line.mono - (line.fromMono ?? line.mono);
  return { fromMs: Math.max(atMs - unnoticedMs, before?.toMs ?? 0), reason: line.reason };
}

/** Stretches without a recorder, counted from its last word, and those in which it said that something was missing. */
function findGaps(placed: readonly Placed[], base: number, endMs: number): readonly RecordedGap[] {
  const gaps: RecordedGap[] = [];
  let interrupted: { readonly fromMs: number; readonly reason: string } | null = null;
  let previous: Placed | null = null;
  for (const current of placed) {
    const atMs = current.at - base;
    const { line } = current;
    if (line.kind === 'session' && previous) {
      interrupted ??= { fromMs: previous.at - base, reason: 'recorder-lost' };
    }
    interrupted ??= missingFrom(current, atMs, gaps.at(-1));
    if (line.kind === 'begin' && line.after !== null && interrupted)
      interrupted = { ...interrupted, reason: line.after };
    if (interrupted && (line.kind === 'resumed' || line.kind === 'stop')) {
      gaps.push({ fromMs: interrupted.fromMs, toMs: atMs, reason: interrupted.reason });
      interrupted = null;
    }
    previous = current;
  }
  if (interrupted) gaps.push({ fromMs: interrupted.fromMs, toMs: endMs, reason: interrupted.reason });
  return gaps;
}

/** What happened while the recorder was away is told afterwards: by when it was, not by when it was told. */
function inOrder<T extends { readonly atMs: number }>(told: readonly T[]): readonly T[] {
  return told.toSorted((a, b) => a.atMs - b.atMs);
}

/** Throws when the time line never says that a recording began. */
export function readRecord(lines: readonly TimelineLine[]): MeetingOnTape {
  const placed = placeLines(lines);
  const begin = placed.find(({ line }) => line.kind === 'begin');
  const meetings = lines.flatMap((line) =>
    line.kind === 'begin' || line.kind === 'stop' ? [line.meeting] : [],
  );
  const meeting = meetings.at(-1);
  if (!begin || !meeting) throw new Error('the time line tells of no beginning');
  const base = begin.at;
  const durationMs = Math.max(
    0,
    (placed.findLast(({ line }) => line.kind === 'stop') ?? placed.at(-1) ?? begin).at - base,
  );
  return {
    meeting,
    startedAt: base,
    durationMs,
    stages: inOrder(
      placed.flatMap((each) =>
        each.line.kind === 'stage'
          ? [{ atMs: toldAt(each, each.line.sentAt, each.line.at) - base, stage: each.line.stage }]
          : [],
      ),
    ),
    entries: inOrder(
      placed.flatMap((each) =>
        each.line.kind === 'entry'
          ? [{ atMs: toldAt(each, each.line.sentAt, each.line.entry.at) - base, entry: each.line.entry }]
          : [],
      ),
    ),
    epochs: placeEpochs(placed, base, durationMs),
    gaps: findGaps(placed, base, durationMs),
  };
}
