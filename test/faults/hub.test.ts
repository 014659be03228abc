import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecord } from '../../recorder/timeline/record.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { processesKnowing } from './process.ts';
import { openRecordedHub, type RecordedHub } from './recorded-hub.ts';
import { asLongAs, grown, type Struck, suffer } from './strike.ts';

const twice = [1, 2] as const;

describe('a recording whose hub fails', () => {
  let place: RecordedHub;
  let id = '';
  const reasons: string[] = [];
  const struck: Struck[] = [];

  beforeAll(async () => {
    place = await openRecordedHub();
    id = await place.record();
  });
  const writers: ChildProcess[] = [];
  afterAll(async () => {
    for (const writer of writers) writer.kill('SIGKILL');
    await place?.dispose();
  });

  it('REC-4: a media worker is killed, twice', async () => {
    for (const _ of twice) {
      const seen = await suffer(place, id, {
        what: 'a media worker is killed',
        reason: 'track-lost',
        async strike() {
          process.kill(await place.worker(), 'SIGKILL');
          return undefined;
        },
      });
      reasons.push('track-lost');
      struck.push(seen);
    }
  });

  it('REC-4: the hub is killed, twice, and stays away for a while', async () => {
    for (const awayMs of [0, 5_000]) {
      const seen = await suffer(place, id, {
        what: 'the hub is killed',
        reason: 'hub-restarted',
        hubGoes: true,
        async strike() {
          const since = performance.now();
          await place.restart('kill', () =>
            eventually('it was away long enough', () => performance.now() - since >= awayMs),
          );
          return undefined;
        },
      });
      reasons.push('hub-restarted');
      struck.push(seen);
    }
  });

  it('REC-4: the hub is stopped and started again, twice, and its log says that it was the hub', async () => {
    for (const _ of twice) {
      const seen = await suffer(place, id, {
        what: 'the hub is stopped and started',
        reason: 'hub-restarted',
        async strike() {
          await place.restart('stop');
          return undefined;
        },
      });
      reasons.push('hub-restarted');
      struck.push(seen);
    }
  });

  it('what nobody will ever finish is given up at the next start, and what still writes is ended, twice', async () => {
    for (const round of [1, 2]) {
      const orphan = `gone-${round}.r1`;
      const file = join(place.root, orphan, 'tracks', '0001-nobody-camera.mkv');
      const waits = ['-e', 'setTimeout(() => {}, 600_000)', '--'];
      const writer = spawn(process.execPath, [...waits, '-i', `${file}.sdp`, file]);
      const copier = spawn(process.execPath, [...waits, file]);
      let ended: unknown = null;
      writer.once('exit', (...how) => {
        ended = how;
      });
      writers.push(writer, copier);
      const seen = await suffer(place, id, {
        what: 'the hub is killed, with a line of the archive that has no meeting',
        reason: 'hub-restarted',
        hubGoes: true,
        async strike() {
          await place.restart('kill', () => place.copyRow(id, { id: orphan, meeting: `gone-${round}` }));
          return undefined;
        },
      });
      reasons.push('hub-restarted');
      struck.push(seen);
      expect(place.row(orphan)).toMatchObject({ state: 'failed', reason: 'meeting-lost' });
      await eventually('what still wrote is ended', () => ended !== null, 10_000);
      expect(ended).toEqual([null, 'SIGKILL']);
      expect([copier.exitCode, copier.signalCode]).toEqual([null, null]);
      copier.kill('SIGKILL');
    }
  });

  it('REC-4: every gap stands in the time line, as long as nothing was captured', async () => {
    await grown(place, id);
    await place.chair.command({ type: 'recording.stop' });
    await eventually('its files are ended', async () => (await place.lines(id)).at(-1)?.kind === 'stop');
    const { gaps } = readRecord(await place.lines(id));
    expect(gaps.map(({ reason }) => reason)).toEqual(reasons);
    asLongAs(
      struck,
      gaps.map(({ fromMs, toMs }) => toMs - fromMs),
    );
  });

  it('no process is left of a hub that is killed', async () => {
    await place.hub().kill();
    await eventually(
      'every process is gone',
      async () => (await processesKnowing(place.root)).length === 0,
      10_000,
    );
  });
});
