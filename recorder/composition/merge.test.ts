import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '../../core/id.ts';
import type { RecordedEpoch } from '../timeline/record.ts';
import { fillStretches, shortestFillMs } from './merge.ts';
import type { Stretch } from './stretch.ts';

let epochs = 0;
/** A stretch whose packets come every 20 ms, with 60 ms counted for the last as `stretchesOf` does. */
function stretchOf(fromMs: number, toMs: number, more: Partial<RecordedEpoch> = {}): Stretch {
  epochs += 1;
  const source = more.source ?? 'microphone';
  const last = source === 'microphone' ? 60 : 200;
  const length = toMs - fromMs - last;
  const epoch: RecordedEpoch = {
    kind: 'epoch.opened',
    epoch: epochs,
    track: `track-${epochs}`,
    participant: 'person:a' as ParticipantId,
    media: source === 'microphone' ? 'audio' : 'video',
    source,
    codec: 'audio/opus',
    clockRate: 48_000,
    file: `tracks/${epochs}.mka`,
    pid: 1,
    firstRtp: 0,
    firstMono: 0,
    startMs: fromMs,
    rate: 1,
    closedMs: toMs,
    reason: 'closed',
    bytes: 1,
    ...more,
  };
  const packets = Array.from({ length: Math.floor(length / 20) + 1 }, (_, index) => index * 20);
  return { epoch, fromMs, toMs, packets };
}
const spans = (stretches: readonly Stretch[]) => stretches.map(({ fromMs, toMs }) => [fromMs, toMs]);

describe('two recorders of one microphone', () => {
  it('are heard once: the other only where the first has nothing, to the packet', () => {
    const own = [stretchOf(0, 4_060), stretchOf(7_000, 10_060)];
    const other = [stretchOf(0, 10_060)];
    const { own: kept, filled } = fillStretches(own, other);
    // The last packet of the first, 20 ms long, begins at 4,000.
    expect(spans(kept)).toEqual([
      [0, 4_020],
      [7_080, 10_060],
    ]);
    // The other goes on until the first one's decoder is warm.
    expect(spans(filled)).toEqual([[4_020, 7_080]]);
    expect(filled[0]?.epoch.file).toBe(other[0]?.epoch.file);
  });

  it('are not mistaken for another participant, nor for another source', () => {
    const own = [stretchOf(0, 4_060)];
    const chair = { participant: 'person:b' as ParticipantId };
    const camera = { source: 'camera' } as const;
    const { filled } = fillStretches(own, [stretchOf(0, 2_060, chair), stretchOf(0, 2_200, camera)]);
    expect(spans(filled)).toEqual([
      [0, 2_060],
      [0, 2_200],
    ]);
  });

  it('leave out what would only be a click', () => {
    expect(fillStretches([stretchOf(0, 4_060)], [stretchOf(0, 4_100)]).filled).toEqual([]);
  });

  it('never overlap, and leave no hole that either could fill', () => {
    const some = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 5, max: 150 }))
        .map(([from, length]) => [from * 20, (from + length) * 20 + 60] as const),
      { maxLength: 5 },
    );
    /** As one recorder has them: one file after another. */
    const inTurn = (list: readonly (readonly [number, number])[]) =>
      list
        .toSorted(([a], [b]) => a - b)
        .filter((each, index, all) => all.slice(0, index).every(([, to]) => to <= each[0]));
    fc.assert(
      fc.property(some, some, (mine, theirs) => {
        const own = inTurn(mine).map(([from, to]) => stretchOf(from, to));
        // The other's may overlap as well: a track that was opened anew.
        const other = theirs.map(([from, to]) => stretchOf(from, to));
        const { own: kept, filled } = fillStretches(own, other);
        const all = [...kept, ...filled].toSorted((a, b) => a.fromMs - b.fromMs);
        expect(all.filter(({ fromMs }, index) => fromMs < (all[index - 1]?.toMs ?? 0))).toEqual([]);
        const covers = (list: readonly Stretch[], at: number) =>
          list.some(({ fromMs, toMs }) => fromMs <= at && at < toMs);
        let [hole, longest] = [0, 0];
        for (let at = 0; at < 12_000; at += 20) {
          const missing = (covers(own, at) || covers(other, at)) && !covers(all, at);
          hole = missing ? hole + 20 : 0;
          longest = Math.max(longest, hole);
        }
        expect(longest).toBeLessThanOrEqual(shortestFillMs.microphone);
      }),
    );
  });
});
