import { describe, expect, it } from 'vitest';
import { scrolledTo, visibleRange } from './visible-range.ts';

describe('visibleRange', () => {
  const list = { rowHeight: 44, height: 440, count: 400 };
  it.each([
    [0, { from: 0, to: 18 }],
    [-20, { from: 0, to: 18 }],
    [4_400, { from: 92, to: 118 }],
    [400 * 44, { from: 392, to: 400 }],
    [900 * 44, { from: 400, to: 400 }],
  ])('scrolled to %d px draws %o', (scrollTop, range) => {
    expect(visibleRange({ ...list, scrollTop })).toEqual(range);
  });

  it('draws no more than there is', () => {
    expect(visibleRange({ ...list, count: 3, scrollTop: 0 })).toEqual({ from: 0, to: 3 });
    expect(visibleRange({ ...list, count: 0, scrollTop: 0 })).toEqual({ from: 0, to: 0 });
  });
});

describe('scrolledTo', () => {
  const list = { rowHeight: 44, height: 440 };
  it.each([
    [0, 100, 0],
    [5, 0, 0],
    [10, 0, 44],
    [50, 2_200, 2_200],
    [40, 2_200, 1_760],
  ])('row %d from %d px: %d px', (index, scrollTop, to) => {
    expect(scrolledTo(index, { ...list, scrollTop })).toBe(to);
  });
});
