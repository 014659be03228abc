import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordingId } from '../core/id.ts';
import { emptyStage, meetingRecord } from '../test/recording/fabricated-folder.ts';
import { createPortPool } from './capture/port-pool.ts';
import { createDesk } from './desk.ts';
import type { Room } from './storage.ts';
import { monotonicMs } from './timeline/clock.ts';

describe('the desk of a recorder', () => {
  let root = '';
  let percent = 50;
  const told: string[] = [];
  const open = () =>
    createDesk({
      root,
      otherRoot: null,
      ip: '127.0.0.1',
      ports: createPortPool({ from: 20_000, to: 20_100 }, monotonicMs),
      programs: { ffmpeg: ['false'], ffprobe: null, guard: [], before: [], ffmpegVersion: '' },
      tell(type, news) {
        if ('storage' in news) told.push(`${news.recording} ${news.storage}`);
        else if ('recording' in news) told.push(`${type} ${news.recording}`);
      },
      logger: pino({ level: 'silent' }),
      free: async (): Promise<Room> => ({ freeBytes: percent, totalBytes: 100 }),
      readTicks: async () => null,
    });
  const begin = (desk: ReturnType<typeof open>, name: string) => {
    const at = Date.now();
    return desk.handlers['recording.begin']({
      recording: name as RecordingId,
      sentAt: at,
      at,
      meeting: meetingRecord,
      stage: emptyStage,
      after: null,
    });
  };
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    root = await mkdtemp(join(tmpdir(), 'diemcau-desk-'));
    percent = 50;
    told.length = 0;
  });
  afterEach(async () => {
    vi.useRealTimers();
    await rm(root, { recursive: true, force: true });
  });

  it('REC-6: tells how room stands when a recording begins, and of each change for every open one', async () => {
    const desk = open();
    await begin(desk, 'm1.r1');
    await vi.waitFor(() => expect(told).toEqual(['m1.r1 enough']));
    percent = 12;
    await vi.advanceTimersByTimeAsync(5_000);
    await vi.waitFor(() => expect(told.slice(1)).toEqual(['m1.r1 low']));
    percent = 4;
    await begin(desk, 'm1.r2');
    await vi.waitFor(() =>
      expect(told.slice(2)).toEqual(['m1.r1 sound-only', 'm1.r2 sound-only', 'm1.r2 sound-only']),
    );
    await desk.close();
  });

  it('REC-7: checks by the room that there is', async () => {
    const desk = open();
    const asked = { recording: 'm1.r1' as RecordingId, sentAt: Date.now(), plannedMs: 60_000 };
    const { findings } = await desk.handlers['recording.check'](asked);
    expect(findings).toContainEqual({ kind: 'space', freeBytes: 50, neededBytes: 5_544_000_000 });
    await desk.close();
  });

  it('makes no film of a recording that has not ended, or is not here', async () => {
    const desk = open();
    await begin(desk, 'm1.r1');
    const wish = { height: 720, layout: 'gallery' } as const;
    for (const name of ['m1.r1', 'm1.r9'])
      await expect(
        desk.handlers['recording.compose']({ recording: name as RecordingId, ...wish }),
      ).rejects.toThrow();
    await desk.close();
    expect(told.filter((each) => each.includes('composing'))).toEqual([]);
  });

  it('REC-3: makes a film of a recording whose disk had no room for its end', async () => {
    const before = open();
    await begin(before, 'm1.r1');
    await before.close();
    const desk = open();
    await desk.handlers['recording.compose']({
      recording: 'm1.r1' as RecordingId,
      height: 720,
      layout: 'speaker',
    });
    expect(told).toContain('recording.composing m1.r1');
    await desk.close();
  });
});
