import type { CopyRow } from '../archive-ports.ts';

const dayMs = 24 * 3_600_000;
/** The first wait after a failure, and the longest, in milliseconds. */
const retryMs = { first: 60_000, longest: 6 * 3_600_000 };

/** Whether what was looked at then is to be looked at again. A time to come says that the clock was set back. */
export function isDueAgain(at: number, now: number, days: number): boolean {
  return at > now || now - at >= days * dayMs;
}

/** When a copy that failed so often in a row is tried again. */
export function retryAt({ at, failures }: Pick<CopyRow, 'at' | 'failures'>): number {
  return failures === 0 ? at : at + Math.min(retryMs.longest, retryMs.first * 2 ** (failures - 1));
}

/** Whether a copy that was not completed is to be tried now; a time to come, as above, keeps nobody waiting. */
export function isDueToRetry(row: Pick<CopyRow, 'at' | 'failures'>, now: number): boolean {
  return row.at > now || retryAt(row) <= now;
}
