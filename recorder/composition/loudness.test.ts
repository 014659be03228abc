import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gainFor, targetLufs, together } from './loudness.ts';

it('brings every voice to the common loudness, but raises no silence and no voice without end', () => {
  expect(gainFor(-35)).toBeCloseTo(12);
  expect(gainFor(-12)).toBeCloseTo(-11);
  expect(gainFor(targetLufs)).toBe(0);
  expect(gainFor(-55)).toBe(24);
  expect(gainFor(null)).toBe(0);
});

it('what is alike stays so together, and the louder and longer part counts more', () => {
  const part = fc.record({
    lufs: fc.double({ min: -59, max: 0, noNaN: true }),
    lengthMs: fc.integer({ min: 1, max: 1e7 }),
  });
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), (parts) => {
      const all = together(parts) ?? Number.NaN;
      const each = parts.map(({ lufs }) => lufs);
      expect(all).toBeGreaterThanOrEqual(Math.min(...each) - 1e-9);
      expect(all).toBeLessThanOrEqual(Math.max(...each) + 1e-9);
    }),
  );
  expect(together([])).toBeNull();
  expect(
    together([
      { lufs: -20, lengthMs: 1_000 },
      { lufs: -40, lengthMs: 1_000 },
    ]),
  ).toBeCloseTo(-22.97, 1);
});
