import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecord } from '../../recorder/timeline/record.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { processesKnowing, processesNaming } from './process.ts';
import { openRecordedHub, type RecordedHub } from './recorded-hub.ts';
import { composedWithinMs, gapsOnFilm, grown, type Struck, suffer } from './strike.ts';

const twice = [1, 2] as const;

describe('a recording whose recorder fails', () => {
  let place: RecordedHub;
  let id = '';
  const reasons: string[] = [];
  const struck: Struck[] = [];

  beforeAll(async () => {
    place = await openRecordedHub();
    id = await place.record();
  });
  afterAll(() => place?.dispose());

  it.each([
    ['is killed', 'SIGKILL'],
    ['hangs', 'SIGSTOP'],
  ] as const)('REC-4: the recorder %s, twice', async (what, signal) => {
    for (const _ of twice) {
      const seen = await suffer(place, id, {
        what: `the recorder ${what}`,
        reason: 'recorder-lost',
        async strike() {
          process.kill(await place.recorder(), signal);
          return undefined;
        },
      });
      reasons.push('recorder-lost');
      struck.push(seen);
    }
  });

  it('REC-4: one ffmpeg is killed, twice', async () => {
    for (const source of ['camera', 'microphone']) {
      const seen = await suffer(place, id, {
        what: `the ffmpeg of a ${source} is killed`,
        reason: 'track-lost',
        async strike(open) {
          const victims = open.filter((epoch) => epoch.source === source);
          for (const { pid } of victims) process.kill(pid, 'SIGKILL');
          return victims;
        },
      });
      reasons.push('track-lost');
      struck.push(seen);
    }
  });

  it('REC-4: one ffmpeg hangs, twice', async () => {
    for (const source of ['camera', 'microphone']) {
      const seen = await suffer(place, id, {
        what: `the ffmpeg of a ${source} hangs`,
        reason: 'track-lost',
        async strike(open) {
          const victims = open.filter((epoch) => epoch.source === source);
          for (const { pid } of victims) process.kill(pid, 'SIGSTOP');
          return victims;
        },
      });
      reasons.push('track-lost');
      struck.push(seen);
      // It began when nothing was written any more, and not when that was noticed.
      const gap = readRecord(await place.lines(id)).gaps.at(-1);
      const lastedMs = (gap?.toMs ?? 0) - (gap?.fromMs ?? 0);
      expect(lastedMs).toBeGreaterThan(seen.resumedMs - 500);
      expect(lastedMs).toBeLessThan(seen.resumedMs + 3_000);
    }
  });

  it('REC-4: every gap stands in the time line, and no process is left', async () => {
    await grown(place, id);
    await place.chair.command({ type: 'recording.stop' });
    await eventually('its files are ended', async () => (await place.lines(id)).at(-1)?.kind === 'stop');
    expect(readRecord(await place.lines(id)).gaps.map(({ reason }) => reason)).toEqual(reasons);
    const tracks = join(place.root, id, 'tracks');
    const writing = (await processesNaming(tracks)).filter(({ command }) =>
      command.at(-1)?.startsWith(tracks),
    );
    expect(writing).toEqual([]);
    const recorders = (await processesKnowing(place.root)).filter(({ command }) =>
      command.at(-1)?.endsWith('recorder/main.ts'),
    );
    expect(recorders.map(({ pid }) => pid)).toEqual([await place.recorder()]);
  });

  it(
    'REC-4: the archive tells of each gap what the film shows, as long as nothing was captured',
    async () => {
      await gapsOnFilm(place, id, struck);
    },
    composedWithinMs,
  );
});
