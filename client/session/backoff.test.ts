import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { retryDelay } from './backoff.ts';

describe('retryDelay', () => {
  it('doubles from half a second and stays at five seconds', () => {
    const fullest = [0, 1, 2, 3, 4, 50].map((attempt) => retryDelay(attempt, 0.999999));
    expect(fullest).toEqual([500, 1000, 2000, 4000, 5000, 5000]);
  });
  it('spreads devices over the second half of the wait', () => {
    expect(retryDelay(4, 0)).toBe(2500);
    expect(retryDelay(4, 0.5)).toBe(3750);
  });
  it('is always within 0.5 and 5 s', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0, max: 0.999999, noNaN: true }), (attempt, chance) => {
        const delay = retryDelay(attempt, chance);
        return delay >= 500 && delay <= 5000;
      }),
    );
  });
});
