import { expect, it } from 'vitest';
import { offsetOf } from './clock-offset.ts';

it('takes the hub’s time as standing in the middle of the round trip', () => {
  expect(offsetOf({ askedAt: 1_000, answeredAt: 1_200, hubAt: 61_100 })).toBe(60_000);
  expect(offsetOf({ askedAt: 1_000, answeredAt: 1_000, hubAt: 400 })).toBe(-600);
});
