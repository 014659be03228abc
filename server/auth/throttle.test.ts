import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createThrottle } from './throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('lets a name try again when its time has passed, not before', async () => {
  const throttle = createThrottle(2, 300);
  expect([await throttle.admit('a'), await throttle.admit('a'), await throttle.admit('a')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(await throttle.admit('b')).toBe(true);
  vi.advanceTimersByTime(299_999);
  expect(await throttle.admit('a')).toBe(false);
  vi.advanceTimersByTime(1);
  expect(await throttle.admit('a')).toBe(true);
});

it('forgets a name at once when told to', async () => {
  const throttle = createThrottle(1, 300);
  await throttle.admit('a');
  await throttle.forgive('a');
  expect(await throttle.admit('a')).toBe(true);
});
