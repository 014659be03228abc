import type { RecordedEpoch, RecordedGap } from './record.ts';

/** A part of a track that can be read, in milliseconds of the recording. */
export type ReadableSpan = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly epoch: Pick<RecordedEpoch, 'reason'>;
};

/** Whether what ends within a gap of one track, while others go on and may end as they please, is what broke off. */
function brokeOff({ epoch }: ReadableSpan, { reason }: RecordedGap): boolean {
  return reason !== 'track-lost' || epoch.reason === 'crashed' || epoch.reason === 'stuck';
}

/**
 * Gaps as the samples show them. A recorder that dies writes no line of it: by its lines it was last alive up to five
 * seconds before, by what stands in its files until the end. And of a file that is not written any more it is known to
 * a second when it last was. So a gap begins with the last sample of what broke off in it, where that is later than the
 * last line.
 */
export function gapsBySamples(
  gaps: readonly RecordedGap[],
  spans: readonly ReadableSpan[],
): readonly RecordedGap[] {
  return gaps.map((gap) => {
    const ended = spans.filter(
      (span) => span.fromMs <= gap.fromMs && span.toMs < gap.toMs && brokeOff(span, gap),
    );
    return { ...gap, fromMs: Math.max(gap.fromMs, ...ended.map(({ toMs }) => toMs)) };
  });
}
