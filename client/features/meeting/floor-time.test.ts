import { describe, expect, it } from 'vitest';
import type { SpeechClock } from '../../../core/meeting.ts';
import { limitOf } from './floor-time.ts';

const running: SpeechClock = { at: 1_300, limitMs: 60_000, clock: 'running', pausedAt: null, pausedMs: 0 };

describe('limitOf', () => {
  const left = (clock: SpeechClock, now: number) => (limitOf(clock, now)?.endsAt ?? 0) - now;

  it('TIME-6: what is left stands still from the second in which the time was stopped', () => {
    const paused = { ...running, pausedAt: 11_800 };
    // The screens count in whole seconds of the hub: the first one began before the pause.
    for (const now of [11_000, 12_000, 90_000]) expect(left(paused, now)).toBe(49_500);
  });
  it('TIME-6: and goes on from there', () => {
    expect(left({ ...running, pausedMs: 5_000 }, 16_800)).toBe(49_500);
    expect(left(running, 11_800)).toBe(49_500);
  });
  it('has no end without a limit', () => {
    expect(limitOf({ ...running, limitMs: null }, 2_000)).toBeNull();
  });
});
