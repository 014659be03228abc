import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFiles } from '../../protocol/recording-package.ts';
import { readTimelineText } from '../../recorder/timeline/chain.ts';
import { readRecord } from '../../recorder/timeline/record.ts';
import { decodeErrors, lastPacketMs, probeFilm } from '../recording/film.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { processesNaming } from './process.ts';
import { openRecordedHub, type RecordedHub, readableUntilMs } from './recorded-hub.ts';
import { grown, suffer } from './strike.ts';

/** A film of a few seconds, on a machine that has other things to do. */
const composedWithinMs = 200_000;

describe('a recording whose folder is removed by hand while it is written', () => {
  let place: RecordedHub;
  let id = '';
  const folder = () => join(place.root, id);
  const remove = () => rm(folder(), { recursive: true, maxRetries: 3 });

  /** Files that a process has open although nothing names them any more. */
  const heldRemoved = async (pid: number) => {
    const numbers = await readdir(`/proc/${pid}/fd`);
    const targets = numbers.map((number) => readlink(`/proc/${pid}/fd/${number}`).catch(() => ''));
    return (await Promise.all(targets)).filter((target) => target.startsWith(folder()));
  };

  beforeAll(async () => {
    place = await openRecordedHub();
    id = await place.record();
  });
  afterAll(() => place?.dispose());

  it('REC-4: everyone is told, and it goes on by itself with all that was being written, twice', async () => {
    for (const _ of [1, 2])
      await suffer(place, id, {
        what: 'the folder of a recording is removed',
        reason: 'folder-removed',
        async strike() {
          await remove();
          return undefined;
        },
      });
  });

  it(
    'REC-4: so is one that is removed as the meeting ends; the film says what was lost for good',
    async () => {
      const last = await grown(place, id);
      const removedAt = Date.now();
      await remove();
      await place.chair.command({ type: 'meeting.close' });
      await eventually('it is composed', () => place.row(id).state === 'ready', composedWithinMs);
      const text = readTimelineText(await readFile(join(folder(), packageFiles.timeline)));
      expect(text.firstBroken).toBeNull();
      const tape = readRecord(text.lines);

      // Each removal took with it what had been ended before; what was being written at the last is whole.
      const lastFirst = Math.min(...last.map(({ epoch }) => epoch));
      const lost = tape.epochs.filter(({ epoch }) => epoch < lastFirst);
      const kept = tape.epochs.filter(({ epoch, bytes }) => epoch >= lastFirst && bytes > 0);
      expect(lost.length).toBeGreaterThanOrEqual(4);
      const names = await readdir(join(folder(), packageFiles.tracks));
      expect(names.filter((name) => !name.endsWith('.sdp')).toSorted()).toEqual(
        kept.map(({ file }) => file.slice(packageFiles.tracks.length + 1)).toSorted(),
      );
      for (const { epoch, file } of last) {
        const startMs = kept.find((each) => each.epoch === epoch)?.startMs ?? Number.NaN;
        const until = tape.startedAt + startMs + (await lastPacketMs(join(folder(), file)));
        expect(until).toBeGreaterThan(removedAt - readableUntilMs);
      }

      const gaps: readonly { startMs: number; endMs: number; reason: string }[] = JSON.parse(
        await readFile(join(folder(), packageFiles.gaps), 'utf8'),
      );
      const begun = Math.min(...lost.map(({ startMs }) => startMs));
      const ended = Math.max(...lost.map(({ closedMs }) => closedMs));
      const removed = gaps.filter(({ reason }) => reason === 'folder-removed');
      expect(Math.abs((removed[0]?.startMs ?? Number.NaN) - Math.max(0, begun))).toBeLessThan(2);
      expect(Math.max(...removed.map(({ endMs }) => endMs))).toBeGreaterThan(ended - 2);
      const told = place.row(id).gaps.map(({ reason }) => reason);
      expect(told).toEqual(gaps.map(({ reason }) => reason));

      const film = join(folder(), packageFiles.video);
      expect(await decodeErrors(film)).toBe('');
      expect(Math.abs((await probeFilm(film)).durationMs - tape.durationMs)).toBeLessThan(500);
      const tracks = join(folder(), packageFiles.tracks);
      expect(await processesNaming(tracks)).toEqual([]);
      expect(await heldRemoved(await place.recorder())).toEqual([]);
    },
    composedWithinMs + 30_000,
  );
});
