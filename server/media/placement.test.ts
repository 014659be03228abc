import { describe, expect, it } from 'vitest';
import { choosePlace, type Place } from './placement.ts';

const place = (index: number, load: number, more: Partial<Place> = {}): Place => ({
  index,
  load,
  recent: 0,
  known: false,
  ...more,
});

describe('a seat is placed', () => {
  it('on the least loaded worker, the first of equals', () => {
    expect(choosePlace([place(0, 0.4), place(1, 0.2), place(2, 0.2)], 0.1).index).toBe(1);
  });

  it('where its meeting is already, while that is not much busier', () => {
    expect(choosePlace([place(0, 0.1), place(1, 0.19, { known: true })], 0.1).index).toBe(1);
    expect(choosePlace([place(0, 0.1), place(1, 0.21, { known: true })], 0.1).index).toBe(0);
  });

  it('with those in mind who came since the load was measured', () => {
    const crowded = place(0, 0, { recent: 40, known: true });
    expect(choosePlace([crowded, place(1, 0)], 0.1).index).toBe(1);
    expect(choosePlace([{ ...crowded, recent: 30 }, place(1, 0)], 0.1).index).toBe(0);
  });

  it('always on the least loaded one when no spread is allowed', () => {
    expect(choosePlace([place(0, 0), place(1, 0.001, { known: true })], -1).index).toBe(0);
  });

  it('nowhere without workers', () => {
    expect(() => choosePlace([], 0.1)).toThrow(RangeError);
  });
});
