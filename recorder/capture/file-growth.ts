/** Whether a file takes what it is given, looked at once in a second. All times are monotonic milliseconds. */
export type FileGrowth = {
  /** A packet of this RTP time, unwrapped, was handed on. */
  handed(timestamp: number, now: number): void;
  /**
   * @param seen its size, and whether its writer reads yet
   * @returns true once it is stuck
   */
  look(seen: { readonly bytes: number; readonly reads: boolean }, now: number): boolean;
  /** Until when, at the least, nothing of what was handed on is missing. */
  wholeUntil(): number;
};

/** ffmpeg writes what it holds once a frame lies this much after the first of it (`-cluster_time_limit`), and a bit. */
const writtenAfterMs = 1_100;
/** What is overdue for so long is not written any more. With looks a second apart: three to four after the hang. */
const overdueMs = 1_500;

/**
 * Packets alone would tell nothing: a large frame of a screen that then stands still is many packets, and rightly not
 * written before the next one. So it is told by the frames' own times, and silence is never taken for a fault.
 */
export function createFileGrowth(clockRate: number, begunAt: number): FileGrowth {
  const span = (writtenAfterMs * clockRate) / 1_000;
  let bytes = 0;
  let lookedAt = begunAt;
  let wholeUntil = begunAt;
  /** RTP times since it was last seen to be well: of the first frame, and of the newest. */
  let first: number | null = null;
  let newest = Number.NEGATIVE_INFINITY;
  let dueAt: number | null = null;

  return {
    handed(timestamp, now) {
      first ??= timestamp;
      if (timestamp <= newest) return;
      // Only where another one has begun is the frame before it whole.
      if (newest - first > span) dueAt ??= now;
      newest = timestamp;
    },
    look(seen, now) {
      const before = lookedAt;
      lookedAt = now;
      const isWell = seen.bytes !== bytes || !seen.reads;
      bytes = seen.bytes;
      if (!isWell && first !== null) return dueAt !== null && dueAt <= before && now - dueAt >= overdueMs;
      // What was seen to be written now may have been written right after the look before.
      if (seen.reads) wholeUntil = before;
      first = null;
      newest = Number.NEGATIVE_INFINITY;
      dueAt = null;
      return false;
    },
    wholeUntil: () => wholeUntil,
  };
}
