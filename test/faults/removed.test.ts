import { readdir, readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFiles } from '../../protocol/recording-package.ts';
import { readTimelineText } from '../../recorder/timeline/chain.ts';
import { type RecordedEpoch, readRecord } from '../../recorder/timeline/record.ts';
import { decodeErrors, lastPacketMs, probeFilm } from '../recording/film.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { processesNaming } from './process.ts';
import { openRecordedHub, type RecordedHub } from './recorded-hub.ts';
import { grown, suffer } from './strike.ts';

/** A film of a few seconds, on a machine that has other things to do. */
const composedWithinMs = 60_000;

describe('a recording whose folder is removed by hand while it is written', () => {
  let place: RecordedHub;
  let id = '';
  const folder = () => join(place.root, id);
  const remove = () => rm(folder(), { recursive: true });

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

      // Each removal took with it what was ended before; what was being written at the last is whole.
      const isThere = ({ file }: RecordedEpoch) => last.some((each) => each.file === file);
      const lost = tape.epochs.filter((epoch) => !isThere(epoch));
      expect(lost).toHaveLength(4);
      const names = await readdir(join(folder(), packageFiles.tracks));
      expect(names.filter((name) => !name.endsWith('.sdp')).toSorted()).toEqual(
        last.map(({ file }) => file.slice(packageFiles.tracks.length + 1)).toSorted(),
      );
      for (const epoch of tape.epochs.filter(isThere)) {
        const until = epoch.startMs + (await lastPacketMs(join(folder(), epoch.file)));
        expect(tape.startedAt + until).toBeGreaterThan(removedAt - 300);
      }

      const reasons = ['folder-removed', 'folder-removed'];
      expect(
        place
          .row(id)
          .gaps.slice(0, 2)
          .map(({ reason }) => reason),
      ).toEqual(reasons);
      const gaps: readonly { startMs: number; endMs: number; reason: string }[] = JSON.parse(
        await readFile(join(folder(), packageFiles.gaps), 'utf8'),
      );
      const [first] = gaps;
      const begun = Math.min(...lost.map(({ startMs }) => startMs));
      const ended = Math.max(...lost.map(({ closedMs }) => closedMs));
      expect(Math.abs((first?.startMs ?? 0) - Math.max(0, begun))).toBeLessThan(2);
      expect(Math.max(...gaps.map(({ endMs }) => endMs))).toBeGreaterThan(ended - 2);
      expect(new Set(gaps.map(({ reason }) => reason))).toEqual(new Set(['folder-removed']));

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
