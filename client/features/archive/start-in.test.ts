import { expect, it } from 'vitest';
import { startIn } from './start-in.ts';

it.each([
  ['t=83000', 83_000],
  ['t=83000.7', 83_000],
  ['t=0', 0],
  ['', null],
  ['t=', null],
  ['t=-5', null],
  ['t=chín', null],
  ['t=Infinity', null],
])('a recording with ?%s starts at %s', (query, ms) => {
  expect(startIn(new URLSearchParams(query))).toBe(ms);
});
