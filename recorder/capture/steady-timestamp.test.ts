import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSteadyTimestamps } from './steady-timestamp.ts';

const clockRate = 90_000;

it('leaves an ordinary track alone, over silence, loss and the wrap of the count', () => {
  const steady = createSteadyTimestamps(clockRate);
  const start = 2 ** 32 - 90_000;
  for (const ms of [0, 40, 80, 900, 1_100, 61_000, 61_040]) {
    const timestamp = (start + ms * 90) % 2 ** 32;
    expect(steady.packet(timestamp, 5_000 + ms)).toBe(timestamp);
  }
});

it('goes on by arrival when a layer with a line of its own takes over, wherever that line stands', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 2 ** 32 - 1 }),
      fc.integer({ min: 10_000_000, max: 2 ** 32 - 10_000_000 }),
      (start, away) => {
        const steady = createSteadyTimestamps(clockRate);
        steady.packet(start, 0);
        steady.packet((start + 3_600) % 2 ** 32, 40);
        const other = (start + away) % 2 ** 32;
        expect(steady.packet(other, 80)).toBe((start + 7_200) % 2 ** 32);
        expect(steady.packet((other + 3_600) % 2 ** 32, 121)).toBe((start + 10_800) % 2 ** 32);
      },
    ),
  );
});

it('moves the reports of the new line with it, and drops those of the line that was left', () => {
  const steady = createSteadyTimestamps(clockRate);
  steady.packet(1_000, 0);
  expect(steady.report(900)).toBe(900);
  expect(steady.report(2_000_000_000)).toBeNull();
  steady.packet(2_000_000_000, 40);
  expect(steady.report(2_000_000_090)).toBe(1_000 + 3_600 + 90);
  expect(steady.report(1_900)).toBeNull();
});
