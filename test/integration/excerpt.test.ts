import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createExcerpts, ffmpegPath } from '../../server/recording/excerpt.ts';
import { decodeErrors, probeFilm } from '../recording/film.ts';

const run = promisify(execFile);
let folder = '';
let ffmpeg = '';
const film = () => join(folder, 'film.mp4');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-excerpt-'));
  ffmpeg = await ffmpegPath(process.env);
  // A key frame every four seconds, as composition makes them.
  await run(ffmpeg, [
    ...'-v error -f lavfi -i color=c=blue:s=320x180:r=25 -f lavfi -i sine=400 -t 12'.split(' '),
    ...'-c:v libx264 -preset ultrafast -g 100 -keyint_min 100 -sc_threshold 0 -c:a aac'.split(' '),
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
  const path = await taken('sound.m4a', excerpt(film(), { fromMs: 0, toMs: null, what: 'sound' }));
  const { durationMs, codecs } = await probeFilm(path);
  expect(codecs).toEqual(['aac']);
  expect(Math.abs(durationMs - 12_000)).toBeLessThan(200);
});

it('a few are taken at once; whoever stops reading makes room, and a film that is not there is told', async () => {
  const { excerpt } = createExcerpts(ffmpeg);
  const wanted = { fromMs: 0, toMs: null, what: 'film' } as const;
  const all = Array.from({ length: 5 }, () => excerpt(film(), wanted));
  expect(all.filter((each) => each !== null)).toHaveLength(4);
  for (const parts of all) for await (const _ of parts ?? []) break;
  await expect(taken('none.mp4', excerpt(join(folder, 'none'), wanted))).rejects.toThrow('ffmpeg ended');
  expect(excerpt(film(), wanted)).not.toBeNull();
});
