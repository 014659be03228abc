import { expect, it } from 'vitest';
import { gapsBySamples, type ReadableSpan } from './gap-start.ts';

const lost = { fromMs: 10_000, toMs: 20_000, reason: 'recorder-lost' };
const span = (fromMs: number, toMs: number, reason: ReadableSpan['epoch']['reason']): ReadableSpan => ({
  fromMs,
  toMs,
  epoch: { reason },
});
const startOf = (...spans: readonly (readonly [number, number])[]) =>
  gapsBySamples(
    [lost],
    spans.map(([fromMs, toMs]) => span(fromMs, toMs, 'abandoned')),
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

it('a gap of one track begins with its own last sample, whoever else stops speaking meanwhile', () => {
  const gap = { ...lost, reason: 'track-lost' };
  const others = [span(0, 15_000, 'closed'), span(0, 16_000, 'idle')];
  expect(gapsBySamples([gap], [...others, span(0, 11_200, 'stuck')])).toEqual([{ ...gap, fromMs: 11_200 }]);
  expect(gapsBySamples([gap], [...others, span(0, 11_300, 'crashed')])).toEqual([{ ...gap, fromMs: 11_300 }]);
  expect(gapsBySamples([gap], others)).toEqual([gap]);
});
