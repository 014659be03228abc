import { describe, expect, it } from 'vitest';
import { quantile, summarize } from './series.ts';

describe('a series', () => {
  it('has the middle value as its median, and the mean of the middle two when there are two', () => {
    expect(summarize([9, 1, 4])).toEqual({ median: 4, min: 1, max: 9, count: 3 });
    expect(summarize([10, 2, 4, 1])).toEqual({ median: 3, min: 1, max: 10, count: 4 });
  });

  it('orders by size and not by spelling', () => {
    expect(summarize([100, 9, 20]).median).toBe(20);
  });

  it('has as a quantile the smallest value that so many do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([quantile(values, 0.5), quantile(values, 0.95), quantile(values, 1)]).toEqual([50, 95, 100]);
    expect(quantile([7], 0.95)).toBe(7);
  });

  it('of nothing has neither', () => {
    expect(() => summarize([])).toThrow(RangeError);
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});
