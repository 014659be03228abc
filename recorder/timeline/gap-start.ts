import type { RecordedGap } from './record.ts';

/** A part of a track that can be read, in milliseconds of the recording. */
export type ReadableSpan = { readonly fromMs: number; readonly toMs: number };

/**
 * Gaps as the samples show them. A recorder that dies writes no line of it: by its lines it was last alive up to five
 * seconds before, by what stands in its files until the end. So a gap begins with the last sample of what broke off in
 * it, where that is later than the last line.
 */
export function gapsBySamples(
  gaps: readonly RecordedGap[],
  spans: readonly ReadableSpan[],
): readonly RecordedGap[] {
  return gaps.map((gap) => {
    const brokeOff = spans.filter(({ fromMs, toMs }) => fromMs <= gap.fromMs && toMs < gap.toMs);
    return { ...gap, fromMs: Math.max(gap.fromMs, ...brokeOff.map(({ toMs }) => toMs)) };
  });
}
