import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageFiles } from '../../protocol/recording-package.ts';
import { monotonicMs } from '../../recorder/timeline/clock.ts';
import { readRecord } from '../../recorder/timeline/record.ts';
import { decodeErrors, lastPacketMs, probeFilm } from '../recording/film.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { openRecordedHub, type RecordedHub, readableUntilMs, toldWithinMs } from './recorded-hub.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { goesOn, grown, told } from './strike.ts';

const compose = fileURLToPath(new URL('../../recorder/compose.ts', import.meta.url));
const rounds = [1, 2] as const;

let disk: SmallDisk | null = null;
let place: RecordedHub | null = null;

beforeAll(async () => {
  disk = await mountSmallDisk(48);
  if (!disk) return;
  await disk.setReadOnly(true);
  place = await openRecordedHub({ DIEMCAU_RECORDER_FOLDER: join(disk.folder, 'archive') });
});
afterAll(async () => {
  await place?.dispose();
  await disk?.remove();
});

/** A full disk refuses with the kernel's own word or not at all: a stand-in would prove nothing. */
const noMount = 'this system lets nobody mount a small file system (neither mount nor unshare -rm)';

it.for(rounds)(
  'REC-4, REC-6: a disk read-only before and during a recording, then full, round %i',
  async (_round, { skip }) => {
    if (!disk || !place) return skip(noMount);
    const [small, hub] = [disk, place];

    const atStart = told(hub, 'recording.interrupted');
    await hub.chair.command({ type: 'recording.start' });
    const startToldMs = await atStart();
    expect(startToldMs).toBeLessThan(toldWithinMs);
    expect((await hub.recording()).gaps.map(({ reason }) => reason)).toEqual(['disk-broken']);
    await goesOn(hub);
    await small.setReadOnly(false);
    await eventually('it begins by itself', async () => (await hub.recording()).state === 'recording');
    const { id } = await hub.recording();

    await grown(hub, id);
    const during = told(hub, 'recording.interrupted');
    process.kill(await hub.recorder(), 'SIGKILL');
    await eventually('nobody writes', () =>
      small.setReadOnly(true).then(
        () => true,
        () => false,
      ),
    );
    const duringToldMs = await during();
    expect(duringToldMs).toBeLessThan(toldWithinMs);
    await goesOn(hub);
    expect((await hub.recording()).gaps.at(-1)?.to).toBeNull();
    await small.setReadOnly(false);
    await eventually('it goes on by itself', async () => (await hub.recording()).gaps.at(-1)?.to !== null);

    const open = await grown(hub, id);
    const full = told(hub, 'recording.interrupted');
    const mono = monotonicMs();
    await small.fill();
    const fullToldMs = await full();
    expect(fullToldMs).toBeLessThan(toldWithinMs);
    await goesOn(hub);
    await eventually('it is ended in good order', () => hub.row(id).state === 'failed', 40_000);
    expect(hub.row(id)).toMatchObject({ reason: 'disk-full' });
    expect(hub.row(id).gaps.map(({ reason }) => reason)).toEqual([
      'disk-broken',
      'recorder-lost',
      'disk-full',
    ]);
    const folder = join(hub.root, id);
    for (const { file, firstMono } of open) {
      const lostMs = mono - firstMono - (await lastPacketMs(join(folder, file)));
      expect(lostMs).toBeLessThan(readableUntilMs);
      if (process.env.FAULT_FIGURES) console.log('disk', { startToldMs, duringToldMs, fullToldMs, lostMs });
    }

    await small.empty();
    await promisify(execFile)(process.execPath, [compose, folder]);
    const film = join(folder, packageFiles.video);
    expect(await decodeErrors(film)).toBe('');
    const tape = readRecord(await hub.lines(id));
    expect(Math.abs((await probeFilm(film)).durationMs - tape.durationMs)).toBeLessThan(500);
    expect(tape.gaps.map(({ reason }) => reason)).toEqual(['recorder-lost', 'disk-full']);
    await small.setReadOnly(true);
  },
);
