import { expect, it } from 'vitest';
import { minuteGroups } from './minute-groups.ts';

it('gathers lines by the minute they fall into, in order', () => {
  const lines = [0, 59_999, 60_000, 60_001, 300_000].map((at) => ({ at }));
  expect(minuteGroups(lines).map(({ minute, lines: within }) => [minute, within.length])).toEqual([
    [0, 2],
    [60_000, 2],
    [300_000, 1],
  ]);
  expect(minuteGroups([])).toEqual([]);
});
