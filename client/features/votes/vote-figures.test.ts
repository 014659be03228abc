import { expect, it } from 'vitest';
import { formatShare, neededFor, shareOf, silentOf } from './vote-figures.ts';

it('VOTE-6: names the fewest in favour that carry a question', () => {
  expect([1, 2, 39, 40].map((voters) => neededFor(voters, 'half'))).toEqual([1, 2, 20, 21]);
  expect([1, 3, 39, 40].map((voters) => neededFor(voters, 'two-thirds'))).toEqual([1, 2, 26, 27]);
});

it('names no number where nobody has a vote', () => {
  expect(neededFor(0, 'half')).toBeNull();
  expect(neededFor(0, 'two-thirds')).toBeNull();
});

it('writes shares as each language does, and none of nothing', () => {
  expect(formatShare(shareOf(2, 3), 'vi')).toBe('66,7%');
  expect(formatShare(shareOf(2, 3), 'en')).toBe('66.7%');
  expect(formatShare(shareOf(40, 40), 'vi')).toBe('100%');
  expect(shareOf(0, 0)).toBe(0);
});

it('counts those who had a vote and cast none', () => {
  expect(silentOf({ voters: 40, for: 30, against: 4, abstain: 1 })).toBe(5);
});
