import { expect, it } from 'vitest';
import { changeHeads } from './head-count.ts';

it('counts up and down and never below nobody', () => {
  expect(changeHeads({ expected: null, present: null }, 'expected', 10)).toEqual({
    expected: 10,
    present: null,
  });
  expect(changeHeads({ expected: 10, present: 3 }, 'present', -10)).toEqual({ expected: 10, present: 0 });
});

it('begins the present with those expected', () => {
  expect(changeHeads({ expected: 24, present: null }, 'present', -1)).toEqual({ expected: 24, present: 23 });
});
