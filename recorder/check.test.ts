import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkBefore, expectedBytesPerSecond, findingsOf, writeSpeed } from './check.ts';

const hour = 3_600_000;
const plenty = { freeBytes: 1e15, bytesPerSecond: 1e9, now: 1_000 };
const kinds = (...of: Parameters<typeof findingsOf>) => findingsOf(...of).map(({ kind }) => kind);

describe('what is told before a recording begins', () => {
  it('REC-7: is room for less than twice the planned length, or twice four hours if nobody said', () => {
    // Four on the stage at 1.5 Mbit/s: 55 MB for five minutes of one of them (recording-format.md).
    expect((expectedBytesPerSecond / 4) * 300).toBeGreaterThan(55e6);
    expect((expectedBytesPerSecond / 4) * 300).toBeLessThan(60e6);
    const needed = 2 * expectedBytesPerSecond * 3_600;
    const at = (plannedMs: number | null, freeBytes: number) =>
      findingsOf({ plannedMs, sentAt: 1_000 }, { ...plenty, freeBytes });
    expect(at(hour, needed)).toEqual([]);
    expect(at(hour, needed - 1)).toEqual([{ kind: 'space', freeBytes: needed - 1, neededBytes: needed }]);
    expect(at(null, 4 * needed - 1)).toMatchObject([{ kind: 'space', neededBytes: 4 * needed }]);
    expect(at(null, 4 * needed)).toEqual([]);
  });

  it('REC-7: is room for less than an hour twice over, also where the meeting should be over already', () => {
    const needed = 2 * expectedBytesPerSecond * 3_600;
    for (const plannedMs of [0, 1, hour - 1]) {
      const at = (freeBytes: number) => findingsOf({ plannedMs, sentAt: 1_000 }, { ...plenty, freeBytes });
      expect(at(needed - 1)).toEqual([{ kind: 'space', freeBytes: needed - 1, neededBytes: needed }]);
      expect(at(needed)).toEqual([]);
    }
  });

  it('REC-7: is a disk that takes less than twice what is expected, and a clock two seconds off', () => {
    const request = { plannedMs: hour, sentAt: 10_000 };
    const slow = { ...plenty, now: 10_000, bytesPerSecond: 2 * expectedBytesPerSecond - 1 };
    expect(kinds(request, slow)).toEqual(['slow-disk']);
    expect(kinds(request, { ...slow, bytesPerSecond: 2 * expectedBytesPerSecond })).toEqual([]);
    expect(kinds(request, { ...plenty, now: 12_000 })).toEqual([]);
    expect(findingsOf(request, { ...plenty, now: 7_999 })).toEqual([{ kind: 'clock', offsetMs: -2_001 }]);
  });

  it('REC-7: is an ffmpeg that lacks something, or does not run', () => {
    const request = { plannedMs: hour, sentAt: 1_000 };
    for (const missing of [['libx264', 'drawtext'], null])
      expect(findingsOf(request, { ...plenty, missing })).toEqual([{ kind: 'ffmpeg', missing }]);
    expect(findingsOf(request, { ...plenty, missing: [] })).toEqual([]);
  });

  it('REC-7: is nothing of what could not be measured', () => {
    const none = { freeBytes: null, bytesPerSecond: null, now: 0, missing: undefined };
    expect(findingsOf({ plannedMs: hour, sentAt: 0 }, none)).toEqual([]);
  });
});

describe('measuring a disk', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-check-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('writes, and leaves nothing behind', async () => {
    expect(await writeSpeed(folder)).toBeGreaterThan(0);
    expect(await readdir(folder)).toEqual([]);
  });

  it('finds that nothing can be written where that is so', async () => {
    expect(await writeSpeed(join(folder, 'gone'))).toBe(0);
  });

  it('REC-7: asks the ffmpeg by which it would be recorded', async () => {
    const free = async () => ({ freeBytes: 1e15, totalBytes: 1e15 });
    const found = await checkBefore(
      { plannedMs: hour, sentAt: Date.now() },
      { folder, free, ffmpeg: ['false'] },
    );
    expect(found).toContainEqual({ kind: 'ffmpeg', missing: null });
  });

  it('REC-7: is not waited for longer than five seconds where the disk hangs', async () => {
    const begun = performance.now();
    const found = await checkBefore(
      { plannedMs: null, sentAt: Date.now() },
      {
        folder: join(folder, 'gone'),
        free: () => new Promise(() => undefined),
        ffmpeg: ['sh', '-c', 'exec sleep 60'],
      },
    );
    expect(found.map(({ kind }) => kind)).toEqual(['slow-disk']);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
