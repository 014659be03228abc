import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RecordedEpoch } from '../timeline/record.ts';
import { gapsOfRemoved, removedEpochs, withRemoved } from './removed-track.ts';
import type { Stretch } from './stretch.ts';

const epochOf = (epoch: number, change: Partial<RecordedEpoch> = {}) =>
  ({
    epoch,
    participant: 'p1',
    source: 'camera',
    file: `tracks/${epoch}.mkv`,
    bytes: 1_000,
    startMs: 0,
    closedMs: 10_000,
    ...change,
  }) as RecordedEpoch;
const stretchOf = (epoch: RecordedEpoch): Stretch => ({
  epoch,
  fromMs: epoch.startMs,
  toMs: epoch.closedMs,
  packets: [],
});

it('knows a file that was removed from one that never was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diemcau-removed-'));
  try {
    await mkdir(join(folder, 'tracks'));
    await writeFile(join(folder, 'tracks/1.mkv'), 'x');
    const [there, gone, never] = [epochOf(1), epochOf(2), epochOf(3, { bytes: 0 })];
    expect(await removedEpochs([there, gone, never], folder)).toEqual([gone]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('REC-4: what was removed is a gap, but for what another file has of it', () => {
  const camera = epochOf(1, { startMs: -200 });
  const sound = epochOf(2, { source: 'microphone', startMs: 8_000, closedMs: 12_000 });
  const later = epochOf(3, { startMs: 20_000, closedMs: 30_000 });
  const filled = stretchOf(epochOf(4, { startMs: 24_000, closedMs: 26_000 }));
  const ofAnother = stretchOf(epochOf(5, { participant: 'p2', closedMs: 40_000 } as Partial<RecordedEpoch>));
  expect(gapsOfRemoved([later, camera, sound], [filled, ofAnother])).toEqual([
    { fromMs: 0, toMs: 12_000, reason: 'folder-removed' },
    { fromMs: 20_000, toMs: 24_000, reason: 'folder-removed' },
    { fromMs: 26_000, toMs: 30_000, reason: 'folder-removed' },
  ]);
  expect(gapsOfRemoved([], [filled])).toEqual([]);
});

it('REC-4: what was removed and that it was noticed is one gap; another reason stays beside it', () => {
  const gap = (fromMs: number, toMs: number, reason = 'folder-removed') => ({ fromMs, toMs, reason });
  const gaps = [gap(3_000, 4_000, 'track-lost'), gap(9_800, 10_500), gap(20_000, 20_500)];
  expect(withRemoved(gaps, [gap(0, 10_000)])).toEqual([
    gap(0, 10_500),
    gap(3_000, 4_000, 'track-lost'),
    gap(20_000, 20_500),
  ]);
  expect(withRemoved(gaps, [])).toEqual(gaps);
});
