import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { watch } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageFiles } from '../../protocol/recording-package.ts';
import { monotonicMs } from '../../recorder/timeline/clock.ts';
import { readRecord } from '../../recorder/timeline/record.ts';
import { decodeErrors, lastPacketMs, probeFilm } from '../recording/film.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { signIn } from './attendee.ts';
import { openRecordedHub, type RecordedHub, readableUntilMs, toldWithinMs } from './recorded-hub.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';
import { goesOn, grown, told } from './strike.ts';

const compose = fileURLToPath(new URL('../../recorder/compose.ts', import.meta.url));
const rounds = [1, 2] as const;
const megabytes = 48;

/** A recording that failed, as capture left it, and what its film and all that lies beside it while it is made take. */
let failed: { id: string; copy: string; scratchBytes: number; film: number } | null = null;
const copies: string[] = [];

/** Bytes of everything that composition lays down beside the film, at most, until it ends. */
async function largestScratch(folder: string, ending: Promise<unknown>): Promise<number> {
  let ended = false;
  const end = ending.finally(() => {
    ended = true;
  });
  const scratch = join(folder, packageFiles.scratch);
  let largest = 0;
  while (!ended) {
    const names = await readdir(scratch, { recursive: true }).catch(() => []);
    const sizes = await Promise.all(
      names
        .filter((name) => basename(name) !== packageFiles.video)
        .map(async (name) => (await stat(join(scratch, name)).catch(() => null))?.blocks ?? 0),
    );
    largest = Math.max(largest, sizes.reduce((sum, blocks) => sum + blocks, 0) * 512);
    await Promise.race([end, wait(20)]);
  }
  await end;
  return largest;
}

/** What is not to be touched by making a film: each file of the tracks, and the time line. */
async function sourcesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const tracks = (await readdir(join(folder, packageFiles.tracks))).map((name) =>
    join(packageFiles.tracks, name),
  );
  const read = [packageFiles.timeline, ...tracks.toSorted()].map(async (name) => {
    const bytes = await readFile(join(folder, name));
    return [name, createHash('sha256').update(bytes).digest('hex')] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}

let disk: SmallDisk | null = null;
let place: RecordedHub | null = null;

beforeAll(async () => {
  disk = await mountSmallDisk(megabytes);
  if (!disk) return;
  await disk.setReadOnly(true);
  place = await openRecordedHub({ DIEMCAU_RECORDER_FOLDER: join(disk.folder, 'archive') });
});
afterAll(async () => {
  await place?.dispose();
  await disk?.remove();
  for (const copy of copies) await rm(copy, { recursive: true, force: true });
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

    // At 4 % of room there is sound alone, and pictures again with more.
    await grown(hub, id);
    await small.fill(0.04 * megabytes * 1_048_576);
    const sources = async () => (await hub.open(id)).map(({ source }) => source);
    await eventually('sound alone is captured', async () => `${await sources()}` === 'microphone', 20_000);
    await goesOn(hub);
    await small.empty();
    await eventually('pictures are captured again', async () => (await sources()).length === 2, 20_000);

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
    failed = {
      id,
      copy: join(await mkdtemp(join(tmpdir(), 'diemcau-failed-')), id),
      scratchBytes: 0,
      film: 0,
    };
    copies.push(dirname(failed.copy));
    await cp(folder, failed.copy, { recursive: true });
    const composing = promisify(execFile)(process.execPath, [compose, folder]);
    const film = join(folder, packageFiles.video);
    failed.scratchBytes = await largestScratch(folder, composing);
    failed.film = (await stat(film)).size;
    expect(await decodeErrors(film)).toBe('');
    const tape = readRecord(await hub.lines(id));
    expect(Math.abs((await probeFilm(film)).durationMs - tape.durationMs)).toBeLessThan(500);
    expect(tape.gaps.map(({ reason }) => reason)).toEqual(['recorder-lost', 'disk-full']);
    await small.setReadOnly(true);
  },
);

it('REC-3: a disk that fills up while the film is being written, which is made once there is room', async ({
  skip,
}) => {
  if (!disk || !place || !failed) return skip(noMount);
  const [small, hub] = [disk, place];
  const { id, copy, scratchBytes, film } = failed;
  const folder = join(hub.root, id);
  await small.setReadOnly(false);
  await rm(folder, { recursive: true });
  await cp(copy, folder, { recursive: true });
  const sources = await sourcesOf(folder);
  // A film is made at once where no meeting sits that might need the processor.
  await hub.chair.command({ type: 'meeting.close' });
  const { token } = await signIn(hub.hub().origin, 'chutri');
  const order = async () => {
    const response = await fetch(new URL(`/api/archive/${id}/compose`, hub.hub().origin), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ height: 720, layout: 'speaker' }),
    });
    expect([response.status, await response.json()]).toEqual([200, expect.anything()]);
  };

  /** What the recorder says of it, a line each time: the archive's row says the same before it and after it. */
  const givenUp = () => hub.hub().output().split('a recording could not be composed').length;
  const given = givenUp();
  // Room for all that lies beside the film, and for half of it.
  await small.fill(scratchBytes + Math.round(film / 2));
  const touched = new Set<string>();
  const watching = [watch(folder, (_, name) => touched.add(`final ${name}`))];
  await order();
  const scratch = join(folder, packageFiles.scratch);
  await eventually('it is being made', () =>
    stat(scratch).then(
      () => true,
      () => false,
    ),
  );
  watching.push(watch(scratch, (event, name) => touched.add(`${event} ${name}`)));
  if (process.env.FAULT_FIGURES) console.log({ scratchBytes, film });
  await eventually('it is given up', () => hub.row(id).state === 'failed' && givenUp() > given, 60_000);
  for (const watcher of watching) watcher.close();
  expect(hub.row(id), hub.hub().output().slice(-3_000)).toMatchObject({ reason: 'disk-full' });
  // It had begun to be written, and never stood where a film stands.
  expect([...touched]).toContain(`change ${packageFiles.video}`);
  expect([...touched]).not.toContain(`final ${packageFiles.video}`);
  expect(await readdir(folder)).not.toContain(packageFiles.scratch);
  expect(await sourcesOf(folder)).toEqual(sources);

  // A second time, with no room from the beginning.
  await small.fill();
  await order();
  const again = () => hub.row(id).state === 'failed' && givenUp() >= given + 2;
  await eventually('it is given up again', again, 60_000);
  expect(hub.row(id)).toMatchObject({ reason: 'disk-full' });
  expect(await sourcesOf(folder)).toEqual(sources);

  await small.empty();
  await order();
  await eventually('it is made', () => hub.row(id).state === 'ready', 60_000);
  expect(await decodeErrors(join(folder, packageFiles.video))).toBe('');
  expect(await sourcesOf(folder)).toEqual(sources);
});
