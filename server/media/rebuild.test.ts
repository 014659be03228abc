import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startRebuild } from './rebuild.ts';

describe('after a worker died', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const seats = ['viewer 1', 'chair', 'viewer 2', 'viewer 3', 'viewer 4', 'speaker'];
  const start = (told: string[]) =>
    startRebuild(seats, {
      first: (seat) => !seat.startsWith('viewer'),
      tell: (seat) => void told.push(seat),
    });

  it('the stage is told at once, the others over a second', () => {
    const told: string[] = [];
    start(told);
    expect(told).toEqual(['chair', 'speaker']);
    vi.advanceTimersByTime(500);
    expect(told).toHaveLength(4);
    vi.advanceTimersByTime(500);
    expect(new Set(told)).toEqual(new Set(seats));
  });

  it('nobody more is told once it is cancelled', () => {
    const told: string[] = [];
    start(told).cancel();
    vi.advanceTimersByTime(2_000);
    expect(told).toEqual(['chair', 'speaker']);
  });
});
