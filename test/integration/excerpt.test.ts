import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createExcerpts, ffmpegPath } from '../../server/recording/excerpt.ts';
import { keyFramesOf } from '../../server/recording/key-frames.ts';
import { decodeErrors, probeFilm } from '../recording/film.ts';

const run = promisify(execFile);
let folder = '';
let ffmpeg = '';
const film = () => join(folder, 'film.mp4');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-excerpt-'));
  ffmpeg = await ffmpegPath(process.env);
  // A key frame every four seconds, as composition makes them, and frames that need later ones between.
  await run(ffmpeg, [
    ...'-v error -f lavfi -i testsrc=s=160x90:r=10 -f lavfi -i sine=400 -t 60'.split(' '),
    ...'-c:v libx264 -preset superfast -bf 2 -g 40 -keyint_min 40 -sc_threshold 0 -c:a aac'.split(' '),
    ...'-movflags +faststart'.split(' '),
    film(),
  ]);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function taken(name: string, parts: AsyncIterable<Uint8Array> | null): Promise<string> {
  if (parts === null) throw new Error('too many at once');
  const chunks: Uint8Array[] = [];
  for await (const chunk of parts) chunks.push(chunk);
  const path = join(folder, name);
  await writeFile(path, Buffer.concat(chunks));
  return path;
}

it('a stretch of a film decodes, begins at the key frame before, and is no longer than that', async () => {
  const { excerpt } = createExcerpts(ffmpeg);
  const path = await taken('part.mp4', excerpt(film(), { fromMs: 6_000, toMs: 9_000, what: 'film' }));
  const { durationMs, codecs } = await probeFilm(path);
  expect(await decodeErrors(path)).toBe('');
  expect(codecs.toSorted()).toEqual(['aac', 'h264']);
  expect(durationMs).toBeGreaterThan(2_900);
  expect(durationMs).toBeLessThan(7_200);
});

it('the sound alone is as long as the film and has no picture', async () => {
  const { excerpt } = createExcerpts(ffmpeg);
  const path = await taken('sound.m4a', excerpt(film(), { what: 'sound', format: 'm4a' }));
  const { durationMs, codecs } = await probeFilm(path);
  expect(codecs).toEqual(['aac']);
  expect(Math.abs(durationMs - 60_000)).toBeLessThan(200);
});

it('the sound is taken as MP3 where that is asked for', async () => {
  const { excerpt } = createExcerpts(ffmpeg);
  const path = await taken('sound.mp3', excerpt(film(), { what: 'sound', format: 'mp3' }));
  const { durationMs, codecs } = await probeFilm(path);
  expect(codecs).toEqual(['mp3']);
  expect(await decodeErrors(path)).toBe('');
  expect(Math.abs(durationMs - 60_000)).toBeLessThan(300);
});

it('key frames are read from the index of a film, wherever it stands', async () => {
  const byIndex = await keyFramesOf(film());
  const { stdout } = await run('ffprobe', [
    ...'-v error -select_streams v -show_entries packet=pts_time,flags -of csv=p=0'.split(' '),
    film(),
  ]);
  const byReading = stdout
    .split('\n')
    .filter((line) => line.includes('K'))
    .map((line) => Number.parseFloat(line) * 1000);
  expect(byReading).toHaveLength(15);
  expect(byIndex.map(({ atMs }) => Math.round(atMs))).toEqual(byReading.map(Math.round));
  const atTheEnd = join(folder, 'end.mp4');
  await run(ffmpeg, ['-v', 'error', '-i', film(), '-c', 'copy', atTheEnd]);
  expect(await keyFramesOf(atTheEnd)).toEqual(byIndex);
  await writeFile(join(folder, 'torn.mp4'), (await readFile(film())).subarray(0, 900));
  await expect(keyFramesOf(join(folder, 'torn.mp4'))).rejects.toThrow('no index');
  await writeFile(join(folder, 'empty.mp4'), '');
  await expect(keyFramesOf(join(folder, 'empty.mp4'))).rejects.toThrow('no index');
});

it.each([
  // Key frames stand every 4 s: at most so much more is taken of each.
  [
    'far apart',
    [
      [5_000, 11_000],
      [21_000, 23_000],
      [41_500, 50_000],
    ],
    1_000 + 1_000 + 1_500,
  ],
  [
    'that run into each other once cut, as one',
    [
      [9_000, 13_000],
      [14_000, 18_000],
    ],
    1_000 + 1_000,
  ],
  [
    'from the beginning to the end',
    [
      [0, 4_000],
      [52_000, 60_000],
    ],
    0,
  ],
  ['many', Array.from({ length: 14 }, (_, at) => [at * 4_000, at * 4_000 + 1_000]), 0],
] as const)('the turns of a speaker are joined without encoding: %s', async (name, turns, moreMs) => {
  const stretches = turns.map(([startMs, endMs]) => ({ startMs: startMs ?? 0, endMs: endMs ?? 0 }));
  const { excerpt } = createExcerpts(ffmpeg);
  const path = await taken(`${name.slice(0, 4)}.mp4`, excerpt(film(), { what: 'turns', turns: stretches }));
  const { durationMs, codecs } = await probeFilm(path);
  expect(await decodeErrors(path)).toBe('');
  expect(codecs.toSorted()).toEqual(['aac', 'h264']);
  const spoken = stretches.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  expect(Math.abs(durationMs - spoken - moreMs)).toBeLessThan(300 + 60 * stretches.length);
});

it('a folder with any name is read', async () => {
  const odd = join(folder, "it's a 'name' \\ ; $(x)");
  await mkdir(odd);
  await copyFile(film(), join(odd, 'film.mp4'));
  const turns = [{ startMs: 4_000, endMs: 8_000 }];
  const { excerpt } = createExcerpts(ffmpeg);
  const path = await taken('odd.mp4', excerpt(join(odd, 'film.mp4'), { what: 'turns', turns }));
  expect(Math.abs((await probeFilm(path)).durationMs - 4_000)).toBeLessThan(300);
});

it('a few are taken at once; whoever stops reading makes room, and a film that is not there is told', async () => {
  const { excerpt } = createExcerpts(ffmpeg);
  const wanted = { fromMs: 0, toMs: null, what: 'film' } as const;
  const all = Array.from({ length: 5 }, () => excerpt(film(), wanted));
  expect(all.filter((each) => each !== null)).toHaveLength(4);
  const [unread, ...others] = all;
  await unread?.[Symbol.asyncIterator]().return?.();
  for (const parts of others) for await (const _ of parts ?? []) break;
  const again = Array.from({ length: 4 }, () => excerpt(film(), wanted));
  expect(again.every((each) => each !== null)).toBe(true);
  for (const parts of again) for await (const _ of parts ?? []) break;
  await expect(taken('none.mp4', excerpt(join(folder, 'none'), wanted))).rejects.toThrow('ffmpeg ended');
  const turns = { what: 'turns', turns: [{ startMs: 0, endMs: 1_000 }] } as const;
  await expect(taken('none.mp4', excerpt(join(folder, 'none'), turns))).rejects.toThrow('ENOENT');
  expect(excerpt(film(), wanted)).not.toBeNull();
});

it('a film that came in a package and is a list of others in disguise is not followed', async () => {
  const { excerpt } = createExcerpts(ffmpeg);
  const disguised = join(folder, 'recording.mp4');
  const list = ['#EXTM3U', '#EXT-X-TARGETDURATION:60', '#EXTINF:60,', film(), '#EXT-X-ENDLIST'];
  await writeFile(disguised, `${list.join('\n')}\n`);
  const wishes = [
    { what: 'film', fromMs: 0, toMs: null },
    { what: 'sound', format: 'm4a' },
    { what: 'sound', format: 'mp3' },
  ] as const;
  for (const wish of wishes)
    await expect(taken('stolen', excerpt(disguised, wish)), wish.what).rejects.toThrow('ffmpeg ended');
});
