import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { packageFiles } from '../../protocol/recording-package.ts';
import { composeFolder } from '../../recorder/composition/compose.ts';
import { findPrograms } from '../../recorder/programs.ts';
import { readTimelineText } from '../../recorder/timeline/chain.ts';
import { readRecord } from '../../recorder/timeline/record.ts';
import { words } from '../../recorder/words.ts';
import { type FabricatedTrack, fabricateFolder, plateOf } from '../recording/fabricated-folder.ts';
import { colourAt, decodeErrors, loudnessOf, probeFilm } from '../recording/film.ts';

const [chair, mover, guest] = ['chair', 'mover', 'guest'].map((id) => plateOf(id, { camera: 'off' }));
const durationMs = 21_000;
/** A corner of the test picture's colours, off its middle. */
const middle = { x: 700, y: 200, size: 20 } as const;
/** Tones by which each is heard out of the others. */
const hertz = { chair: 400, mover: 1_000, guest: 2_500 } as const;

function sound(who: keyof typeof hertz, fromMs: number, toMs: number): FabricatedTrack {
  const participant = plateOf(who).participant;
  return { participant, source: 'microphone', fromMs, toMs, input: `sine=f=${hertz[who]}:r=48000` };
}

/** A picture that is halved in the middle of its file, as a camera's is on a weak line; the copy keeps both sizes. */
async function changeSize(file: string): Promise<void> {
  const run = promisify(execFile);
  const ffmpeg = process.env.FFMPEG_BIN ?? 'ffmpeg';
  for (const size of ['640x360', '320x180'])
    await run(ffmpeg, [
      ...words(
        `-v error -y -f lavfi -i testsrc2=s=${size}:r=10 -t 3 -c:v libvpx -deadline realtime -cpu-used 8`,
      ),
      ...words('-b:v 300k -g 10 -auto-alt-ref 0'),
      `${file}.${size}.mkv`,
    ]);
  await writeFile(
    `${file}.txt`,
    ['640x360', '320x180'].map((size) => `file '${file}.${size}.mkv'\n`).join(''),
  );
  await run(ffmpeg, [...words('-v error -y -f concat -safe 0 -i'), `${file}.txt`, ...words('-c copy'), file]);
  for (const part of ['.640x360.mkv', '.320x180.mkv', '.txt']) await rm(`${file}${part}`);
}

let folder = '';
let film = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-odd-'));
  film = join(folder, packageFiles.video);
  // Nobody has a camera until the mover's, which changes its size within its file.
  const changing: FabricatedTrack = {
    participant: plateOf('mover').participant,
    source: 'camera',
    fromMs: 14_000,
    toMs: 20_000,
    input: 'testsrc2=s=640x360:r=10',
  };
  await fabricateFolder(folder, {
    durationMs,
    tracks: [
      // Muted from the third second to the eighteenth: a hole as an hour's would be, of twelve that are all alike.
      sound('chair', 0, 3_000),
      sound('chair', 18_000, 20_500),
      // Twenty devices and networks, one after another.
      ...Array.from({ length: 20 }, (_, turn) => sound('mover', 4_000 + turn * 500, 4_450 + turn * 500)),
      // Joins for one second.
      sound('guest', 9_000, 10_000),
      changing,
    ],
    stages: [
      [0, { chair: chair ?? null }],
      [4_000, { chair: chair ?? null, speakers: mover ? [mover] : [] }],
      [9_000, { chair: chair ?? null, speakers: mover && guest ? [mover, guest] : [] }],
      [10_000, { chair: chair ?? null, speakers: mover ? [{ ...mover, camera: 'on' }] : [] }],
    ],
  });
  const tracks = join(folder, packageFiles.tracks);
  const camera = (await readdir(tracks)).find((name) => name.includes('camera')) ?? '';
  await changeSize(join(tracks, camera));
  const programs = await findPrograms(process.env);
  await composeFolder({
    folder,
    programs,
    signal: new AbortController().signal,
    logger: pino({ level: 'silent' }),
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('a recording of odd turns is a whole film, as long as its time line', async () => {
  expect(await decodeErrors(film)).toBe('');
  // The one who is seen from the fourteenth second on is seen to the end, though half as large.
  for (const at of [15.5, 19]) expect(new Set(await colourAt(film, at, middle)).size).toBeGreaterThan(1);
  const { lines } = readTimelineText(await readFile(join(folder, packageFiles.timeline)));
  expect(Math.abs((await probeFilm(film)).durationMs - readRecord(lines).durationMs)).toBeLessThan(500);
});

it.each([
  ['the chair before the microphone was closed', 'chair', 0.5, true],
  ['nobody while it was closed', 'chair', 16.5, false],
  ['the chair after it was opened again', 'chair', 18.8, true],
  ['the first of twenty devices', 'mover', 4.05, true],
  ['the twentieth', 'mover', 13.55, true],
  ['none after the last', 'mover', 15.5, false],
  ['a site that was there for one second', 'guest', 9.3, true],
  ['that site no longer', 'guest', 10.5, false],
] as const)('%s is heard where it was', async (_, who, at, isHeard) => {
  const level = await loudnessOf(film, at, 0.35, hertz[who]);
  if (isHeard) expect(level).toBeGreaterThan(-45);
  else expect(level).toBeLessThan(-55);
});
