import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outside, type Span, within } from './merge-span.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))
  .map(([fromMs, length]): Span => ({ fromMs, toMs: fromMs + length }));
const holds = (spans: readonly Span[], at: number) =>
  spans.some(({ fromMs, toMs }) => fromMs <= at && at < toMs);
const moments = Array.from({ length: 90 }, (_, at) => at);

describe('what lies outside others, and within them', () => {
  it('is every moment of the stretch, once, on one side or the other', () => {
    fc.assert(
      fc.property(span, fc.array(span, { maxLength: 6 }), (whole, others) => {
        const [out, inside] = [outside(whole, others), within(whole, others)];
        const wrong = moments.filter((at) => {
          const covered = holds(others, at);
          return (
            holds(out, at) !== (holds([whole], at) && !covered) ||
            holds(inside, at) !== (holds([whole], at) && covered)
          );
        });
        expect(wrong).toEqual([]);
        const all = [...out, ...inside].toSorted((a, b) => a.fromMs - b.fromMs);
        all.forEach(({ fromMs, toMs }, index) => {
          expect(toMs).toBeGreaterThan(fromMs);
          expect(fromMs).toBeGreaterThanOrEqual(all[index - 1]?.toMs ?? whole.fromMs);
        });
      }),
    );
  });
});
