import { expect, it } from 'vitest';
import { mayTakeBack } from './take-over.ts';

it('HUB-7: takes the seat back from its own ghost, not from a device that was chosen later', () => {
  expect(mayTakeBack(0, 1_000)).toBe(true);
  expect(mayTakeBack(0, 15_000)).toBe(true);
  expect(mayTakeBack(0, 15_001)).toBe(false);
});
