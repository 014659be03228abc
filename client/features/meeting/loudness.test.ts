import { expect, it } from 'vitest';
import { loudness } from './loudness.ts';

it.each([
  [-127, 0],
  [-52, 0],
  [-37, 0.5],
  [-22, 1],
  [0, 1],
])('%d dBov: %d', (dbov, expected) => {
  expect(loudness(dbov)).toBe(expected);
});
