import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordingStorage } from '../core/meeting.ts';
import { type Room, storageOf, watchStorage } from './storage.ts';

const room = (percent: number): Room => ({ freeBytes: percent * 10, totalBytes: 1_000 });

function through(percents: readonly number[], from: RecordingStorage = 'enough'): readonly string[] {
  let state = from;
  return percents.map((percent) => {
    state = storageOf(room(percent), state);
    return `${percent} ${state}`;
  });
}

describe('room for recordings', () => {
  it('REC-6: is low below 15 %, for sound alone below 5 %, full below 2 %', () => {
    expect(through([50, 15, 14.9, 5, 4.9, 2, 1.9, 0])).toEqual([
      '50 enough',
      '15 enough',
      '14.9 low',
      '5 low',
      '4.9 sound-only',
      '2 sound-only',
      '1.9 full',
      '0 full',
    ]);
    expect(through([1])).toEqual(['1 full']);
  });

  it('REC-6: is better again only one percent above', () => {
    expect(through([1.9, 2.5, 3, 5.5, 6, 15.9, 16])).toEqual([
      '1.9 full',
      '2.5 full',
      '3 sound-only',
      '5.5 sound-only',
      '6 low',
      '15.9 low',
      '16 enough',
    ]);
    // A disk that is emptied passes all of them at once.
    expect(through([60], 'full')).toEqual(['60 enough']);
    expect(through([5.5, 15.5], 'full')).toEqual(['5.5 sound-only', '15.5 low']);
  });

  it('says nothing of a file system without a size', () => {
    expect(storageOf({ freeBytes: 0, totalBytes: 0 }, 'low')).toBe('low');
  });
});

describe('the watch over room', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('REC-6: looks every five seconds while something is recorded, and tells of changes alone', async () => {
    const told: string[] = [];
    let [percent, wanted, looks] = [50, true, 0];
    const watch = watchStorage({
      free: async () => {
        looks += 1;
        return room(percent);
      },
      wanted: () => wanted,
      changed: (state) => told.push(state),
    });
    for (const next of [50, 14, 14, 4, 1]) {
      percent = next;
      await vi.advanceTimersByTimeAsync(5_000);
    }
    expect(told).toEqual(['low', 'sound-only', 'full']);
    expect(watch.state()).toBe('full');
    wanted = false;
    const before = looks;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(looks).toBe(before);
    watch.close();
  });

  it('waits a second for a disk that hangs, and does not ask it again before it answers', async () => {
    let looks = 0;
    const watch = watchStorage({
      free() {
        looks += 1;
        return new Promise(() => undefined);
      },
      wanted: () => true,
      changed: () => undefined,
    });
    const looked = vi.fn();
    void watch.look().then(looked);
    await vi.advanceTimersByTimeAsync(999);
    expect(looked).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(looked).toHaveBeenCalled();
    expect(looks).toBe(1);
    watch.close();
  });
});
