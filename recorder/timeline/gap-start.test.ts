import { expect, it } from 'vitest';
import { gapsBySamples } from './gap-start.ts';

const lost = { fromMs: 10_000, toMs: 20_000, reason: 'recorder-lost' };
const startOf = (...spans: readonly (readonly [number, number])[]) =>
  gapsBySamples(
    [lost],
    spans.map(([fromMs, toMs]) => ({ fromMs, toMs })),
  )[0]?.fromMs;

it('a gap begins with the last sample that was written, where the recorder wrote no line any more', () => {
  expect(startOf([0, 13_000], [2_000, 14_200])).toBe(14_200);
});

it('a gap in silence begins with the last line, and what goes on through it or follows does not shorten it', () => {
  expect(startOf()).toBe(10_000);
  expect(startOf([0, 4_000])).toBe(10_000);
  expect(startOf([0, 30_000])).toBe(10_000);
  expect(startOf([19_500, 30_000], [16_000, 17_000])).toBe(10_000);
});
