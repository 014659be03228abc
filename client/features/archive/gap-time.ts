import type { Gap } from '../../../core/meeting.ts';

/** A gap on the recording's own clock, in ms from its start; `toMs` is null while the gap lasts. */
export type GapTime = { readonly fromMs: number; readonly toMs: number | null; readonly reason: string };

/** Gaps as the player's clock shows them. What lies before the recording's start counts from 0. */
export function gapTimes(gaps: readonly Gap[], startedAt: number): readonly GapTime[] {
  return gaps.map(({ from, to, reason }) => ({
    fromMs: Math.max(0, from - startedAt),
    toMs: to === null ? null : Math.max(0, to - startedAt),
    reason,
  }));
}

/** How much is missing in all, in ms; a gap that lasts counts up to `now`. */
export function missingMs(gaps: readonly Gap[], now: number): number {
  return gaps.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? now) - from), 0);
}
