import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordingId } from '../../core/id.ts';
import type { Chapter } from '../../protocol/archive.ts';
import type { ShownStage } from '../../protocol/recorder.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { createBrake } from '../../recorder/composition/brake.ts';
import { runCommand } from '../../recorder/composition/command.ts';
import { type Composition, composeFolder } from '../../recorder/composition/compose.ts';
import { stagedFolder } from '../../recorder/composition/package.ts';
import { createCompositionQueue } from '../../recorder/composition/queue.ts';
import { type FoundPrograms, findPrograms } from '../../recorder/programs.ts';
import type { TimelineFact } from '../../recorder/timeline/line.ts';
import {
  type FabricatedTrack,
  fabricateFolder,
  plateOf,
  startOfDay,
} from '../recording/fabricated-folder.ts';
import { colourAt, decodeErrors, loudnessOf, probeFilm } from '../recording/film.ts';
import { eventually } from '../recording/recorded-meeting.ts';

const run = promisify(execFile);
const chair = plateOf('chair', { name: 'Nguyễn Thị Phương Thảo', unitName: 'Trung ương' });
const speaker = plateOf('speaker', { name: 'Giàng A Dế', unitName: 'Xã Nà Hỳ' });
const before = { fromMs: 0, toMs: 5_200 };
const after = { fromMs: 6_900, toMs: 16_000 };
const colour = (name: string, size = '320x180') => `color=c=${name}:s=${size}:r=10`;
const tracks: readonly FabricatedTrack[] = [
  { participant: chair.participant, source: 'camera', input: colour('blue'), ...before },
  { participant: chair.participant, source: 'camera', input: colour('blue'), ...after },
  { participant: chair.participant, source: 'microphone', input: 'sine=400', ...before },
  { participant: chair.participant, source: 'microphone', input: 'sine=400', ...after },
  { participant: speaker.participant, source: 'camera', input: colour('red'), ...after },
  {
    participant: speaker.participant,
    source: 'screen',
    input: colour('lime', '640x360'),
    fromMs: 10_000,
    toMs: 10_500,
    closedMs: 16_000,
  },
];
const card = { title: 'Kết quả biểu quyết', lines: [{ label: 'Tán thành', value: '45/50' }] };
const stages: readonly (readonly [number, Partial<ShownStage>])[] = [
  [0, { chair }],
  [3_000, { paused: true }],
  [4_200, { chair }],
  [8_000, { chair, speakers: [speaker] }],
  [8_400, { chair, speakers: [speaker], card }],
  [14_600, { chair, speakers: [speaker], content: speaker, card }],
];
const facts: readonly (readonly [number, TimelineFact])[] = [
  [5_400, { kind: 'interrupted', reason: 'recorder-lost' }],
  [7_000, { kind: 'resumed' }],
];
const id = (name: string) => name as RecordingId;
/** On a machine that is busy otherwise. */
const patienceMs = 60_000;
const middle = { x: 560, y: 300, size: 100 };
const corner = { x: 20, y: 660, size: 40 };

async function digests(folder: string, names: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    names.map(async (name) =>
      createHash('sha256')
        .update(await readFile(join(folder, name)))
        .digest('hex'),
    ),
  );
}
async function isSound(folder: string): Promise<boolean> {
  const { stdout } = await run('sha256sum', ['-c', packageFiles.manifest], { cwd: folder });
  return stdout
    .trim()
    .split('\n')
    .every((line) => line.endsWith(': OK'));
}

/** An ffmpeg that is not stopped. */
const working = /^[RSD].* ffmpeg$/m;

/** This process's children with their states, as `ps` names them. */
async function children(): Promise<string> {
  return (await run('ps', ['-o', 'stat=,comm=', '--ppid', String(process.pid)])).stdout;
}

describe('a command under a brake', () => {
  const counting = ['sh', '-c', 'i=0; while [ $i -lt 12 ]; do echo $i; i=$((i+1)); sleep 0.05; done'];

  it('stands still while it holds, and goes on where it was', async () => {
    const brake = createBrake();
    const lines: string[] = [];
    const done = runCommand(counting, {
      cwd: tmpdir(),
      brake,
      onLine(line) {
        lines.push(line);
        if (lines.length === 3) brake.hold();
      },
    });
    await eventually('it is stopped', async () => /^T.* sh$/m.test(await children()), patienceMs);
    expect(lines.length).toBeLessThan(12);
    brake.release();
    await done;
    expect(lines).toHaveLength(12);
    expect(brake.heldMs()).toBeGreaterThan(0);
  });

  it('does not begin while it holds, and can be given up while it stands still', async () => {
    const brake = createBrake();
    brake.hold();
    const giving = new AbortController();
    const waiting = runCommand(counting, { cwd: tmpdir(), brake, signal: giving.signal });
    expect(await children()).not.toMatch(/ sh$/m);
    giving.abort();
    await expect(waiting).rejects.toThrow();
    brake.release();
    const again = new AbortController();
    const stopped = runCommand(counting, {
      cwd: tmpdir(),
      brake,
      signal: again.signal,
      onLine: () => brake.hold(),
    });
    await eventually('it is stopped', async () => /^T.* sh$/m.test(await children()), patienceMs);
    again.abort();
    await expect(stopped).rejects.toThrow();
    expect(await children()).not.toMatch(/ sh$/m);
  });
});

describe('a recording with a closed part and a lost one', () => {
  let root = '';
  let folder = '';
  let programs: FoundPrograms;
  const film = () => join(folder, packageFiles.video);
  const compose = (how: Partial<Composition> = {}) =>
    composeFolder({
      folder,
      programs,
      signal: new AbortController().signal,
      logger: pino({ level: 'silent' }),
      ...how,
    });
  const read = async <T>(name: string): Promise<T> => JSON.parse(await readFile(join(folder, name), 'utf8'));

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'diemcau-again-'));
    folder = join(root, 'm1.r1');
    const found = await findPrograms(process.env);
    // Without `nice`: on a machine that is busy otherwise these tests would wait for ever.
    programs = { ...found, before: found.guard };
    await fabricateFolder(folder, { tracks, stages, facts, durationMs: 16_000 });
    await compose();
  }, 120_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('REC-5: shows a quiet card in the closed part, in which nothing is heard, whatever was still captured', async () => {
    for (const at of [3.2, 4]) {
      const [red, green, blue] = await colourAt(film(), at, corner);
      expect(Math.max(red, green, blue), `at ${at}`).toBeLessThan(60);
      // The two bars of the sign.
      const [gold, , dark] = await colourAt(film(), at, { x: 622, y: 250, size: 8 });
      expect(gold - dark, `at ${at}`).toBeGreaterThan(80);
    }
    expect((await colourAt(film(), 4.8, middle))[2]).toBeGreaterThan(200);
    expect(await loudnessOf(film(), 2.2, 0.6, 400)).toBeGreaterThan(-40);
    expect(await loudnessOf(film(), 3.1, 1, 400)).toBeLessThan(-70);
  }, 120_000);

  it('REC-4: says where something was lost, and why', async () => {
    const [red, green, blue] = await colourAt(film(), 6.2, corner);
    expect(Math.max(red, green, blue)).toBeLessThan(60);
    const [orange, , dark] = await colourAt(film(), 6.2, { x: 598, y: 260, size: 4 });
    expect(orange - dark).toBeGreaterThan(80);
  });

  it('REC-5: names both among the chapters, and the closed part in the meeting’s record', async () => {
    const chapters = await read<Chapter[]>(packageFiles.chapters);
    expect(chapters.map(({ title, kind }) => [title, kind])).toEqual([
      ['Nguyễn Thị Phương Thảo (Trung ương)', 'speaker'],
      ['Tạm dừng ghi hình', 'pause'],
      ['Nguyễn Thị Phương Thảo (Trung ương)', 'speaker'],
      ['Đoạn bị mất', 'gap'],
      ['Nguyễn Thị Phương Thảo (Trung ương)', 'speaker'],
      ['Giàng A Dế (Xã Nà Hỳ)', 'speaker'],
    ]);
    expect((await probeFilm(film())).chapters).toEqual(chapters.map(({ title }) => title));
    const { pauses } = await read<{ pauses: unknown }>(packageFiles.meeting);
    expect(pauses).toEqual([
      { startMs: 3_000, endMs: 4_200, from: startOfDay + 3_000, to: startOfDay + 4_200 },
    ]);
    const speakers = await readFile(join(folder, packageFiles.speakers), 'utf8');
    expect(speakers).toContain('00:00:00.000 --> 00:00:03.000');
    expect(speakers).toContain('00:00:04.200 --> ');
  });

  it('shows a card with figures for six seconds over the picture, which is dimmed', async () => {
    const dimmed = { x: 40, y: 300, size: 40 };
    expect((await colourAt(film(), 8.2, dimmed))[0]).toBeGreaterThan(200);
    expect((await colourAt(film(), 9, dimmed))[0]).toBeLessThan(140);
    expect((await colourAt(film(), 14.2, dimmed))[0]).toBeLessThan(140);
    // Afterwards what is presented, the screen large: it stays although it sends nothing any more.
    expect((await colourAt(film(), 15.3, middle))[1]).toBeGreaterThan(200);
  });

  it('stays as it is when it cannot be made anew, and what was captured is vouched for as it was', async () => {
    const names = [packageFiles.video, packageFiles.manifest, packageFiles.tools];
    const before = await digests(folder, names);
    await expect(compose({ programs: { ...programs, ffmpeg: ['false'] } })).rejects.toThrow();
    expect(await digests(folder, names)).toEqual(before);
    expect(await isSound(folder)).toBe(true);
    expect(await readdir(folder)).not.toContain(packageFiles.scratch);
  });

  it('is replaced whole by a film in another layout, and damage to a track is not sealed by that', async () => {
    const track = 'tracks/0003-microphone.mkv';
    const sound = await readFile(join(folder, track));
    await writeFile(join(folder, track), Buffer.concat([sound, Buffer.from('more')]));
    await compose({ layout: 'gallery' });
    await expect(isSound(folder)).rejects.toThrow();
    await writeFile(join(folder, track), sound);
    expect(await isSound(folder)).toBe(true);
    expect(await read(packageFiles.tools)).toMatchObject({ layout: 'gallery', height: 720 });
    expect(await decodeErrors(film())).toBe('');
    // Chair and speaker beside each other, alike.
    expect((await colourAt(film(), 8.2, { x: 120, y: 320, size: 60 }))[2]).toBeGreaterThan(200);
    expect((await colourAt(film(), 8.2, { x: 1_100, y: 320, size: 60 }))[0]).toBeGreaterThan(200);
  }, 120_000);

  it('goes on replacing where the machine died in the middle of it', async () => {
    const name = packageFiles.chapters;
    const kept = await readFile(join(folder, name), 'utf8');
    await cp(folder, join(folder, '..', 'copy'), { recursive: true });
    const staged = join(root, 'copy', stagedFolder);
    await cp(folder, staged, { recursive: true, filter: (path) => !path.includes('tracks') });
    await rm(join(staged, packageFiles.timeline));
    await writeFile(join(staged, 'whole'), '');
    // As if power had failed after some of them: the rest lies ready.
    await writeFile(join(root, 'copy', name), 'of the film before');
    const done = await compose({
      folder: join(root, 'copy'),
      programs: { ...programs, ffmpeg: ['false'] },
    }).catch(() => null);
    expect(done).toBeNull();
    expect(await readFile(join(root, 'copy', name), 'utf8')).toBe(kept);
    expect(await isSound(join(root, 'copy'))).toBe(true);
  });

  it('REC-3: that failed for want of room is made when it is asked for again; its tracks were not touched', async () => {
    const names = ['tracks/0001-camera.mkv', 'tracks/0003-microphone.mkv', packageFiles.timeline];
    const target = join(root, 'm1.r2');
    await cp(folder, target, { recursive: true });
    await rm(join(target, packageFiles.manifest));
    const before = await digests(target, names);
    const full = join(root, 'full.sh');
    await writeFile(
      full,
      '#!/bin/sh\necho "av_interleaved_write_frame(): No space left on device" >&2\nexit 1\n',
    );
    await chmod(full, 0o755);
    const told: string[] = [];
    const open = (with_: FoundPrograms) =>
      createCompositionQueue({
        root,
        otherRoot: null,
        programs: with_,
        tell: (type, news) => {
          if (type !== 'recording.progress') told.push('reason' in news ? `${type} ${news.reason}` : type);
        },
        logger: pino({ level: 'silent' }),
        readTicks: async () => ({ others: 0, total: 0 }),
      });
    const failing = open({ ...programs, ffmpeg: [full] });
    failing.add(id('m1.r2'), null);
    await eventually('it fails', () => told.length > 0, patienceMs);
    await failing.close();
    expect(told).toEqual(['recording.failed disk-full']);
    expect(await digests(target, names)).toEqual(before);
    expect(await readdir(target)).not.toContain(packageFiles.scratch);
    const able = open(programs);
    able.add(id('m1.r2'), { height: 720, layout: 'content' });
    await eventually('it is made', () => told.length > 1, patienceMs);
    await able.close();
    expect(told.at(-1)).toBe('recording.finished');
    expect(await isSound(target)).toBe(true);
    expect(await digests(target, names)).toEqual(before);
    // What was presented is nearly as wide as the film, and nothing lies over it.
    expect(
      (await colourAt(join(target, packageFiles.video), 15.3, { x: 1_100, y: 80, size: 60 }))[1],
    ).toBeGreaterThan(200);
  }, 120_000);

  it('stands still while a meeting needs the processor, with those behind it, and goes on afterwards', async () => {
    await cp(folder, join(root, 'm1.r3'), { recursive: true });
    const told: (readonly [string, string | null])[] = [];
    const ends: string[] = [];
    const queue = createCompositionQueue({
      root,
      otherRoot: null,
      programs,
      tell(type, news) {
        if ('held' in news) told.push([news.recording, news.held]);
        else if ('recording' in news) ends.push(`${type} ${news.recording}`);
      },
      logger: pino({ level: 'silent' }),
      // A machine that does not tell: whenever a meeting sits, it may need the processor.
      readTicks: async () => null,
    });
    let pulses: NodeJS.Timeout | null = null;
    try {
      queue.add(id('m1.r1'), { height: 1080, layout: 'speaker' });
      queue.add(id('m1.r3'), null);
      expect(told).toContainEqual(['m1.r3', 'behind-another']);
      await eventually('it works', async () => working.test(await children()), patienceMs);
      pulses = setInterval(() => queue.pulse(true), 500);
      queue.pulse(true);
      await eventually('the hub knows', () => told.at(-1)?.join(' ') === 'm1.r1 meeting', patienceMs);
      expect(await children()).not.toMatch(working);
      const before = told.length;
      expect(ends).toEqual([]);
      clearInterval(pulses);
      queue.pulse(false);
      await eventually('it goes on', async () => working.test(await children()), patienceMs);
      await eventually(
        'it gets further',
        () => told.slice(before).some(([, held]) => held === null),
        patienceMs,
      );
    } finally {
      if (pulses) clearInterval(pulses);
      await queue.close();
    }
  }, 120_000);

  it('ends at once although it stands still, and what is finished is not composed again', async () => {
    const ends: string[] = [];
    let held = false;
    const queue = createCompositionQueue({
      root,
      otherRoot: null,
      programs,
      tell(type, news) {
        if ('held' in news) held = news.held === 'meeting';
        else if ('recording' in news) ends.push(`${type} ${news.recording}`);
      },
      logger: pino({ level: 'silent' }),
      readTicks: async () => null,
    });
    try {
      queue.add(id('m1.r3'), null);
      await eventually('it is told', () => ends.length > 0, patienceMs);
      expect(ends).toEqual(['recording.finished m1.r3']);
      queue.add(id('m1.r1'), { height: 1080, layout: 'speaker' });
      await eventually('it works', async () => working.test(await children()), patienceMs);
      queue.pulse(true);
      await eventually('it stands still', () => held, patienceMs);
    } finally {
      await queue.close();
    }
    // It was ended by force; the system may take a moment to bury it.
    await eventually('no ffmpeg is left', async () => !(await children()).includes('ffmpeg'), 5_000);
    expect(await isSound(folder)).toBe(true);
  }, 120_000);
});
