import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { words } from '../../recorder/words.ts';

const run = promisify(execFile);
const ffmpeg = process.env.FFMPEG_BIN ?? 'ffmpeg';
const large = { maxBuffer: 1 << 28, encoding: 'buffer' } as const;
/** Of an Ogg page (RFC 3533): the header up to the table of lacing values, whose length its last byte says. */
const pageHeader = 27;
/** The first two pages of Opus in Ogg are its header and its tags (RFC 7845). */
const headPages = 2;

/** One second of a tone that can be played over and over: fifty Opus packets of twenty milliseconds. */
export async function encodeTone(hertz: number): Promise<readonly Uint8Array[]> {
  const { stdout } = await run(
    ffmpeg,
    [
      ...words(`-v error -f lavfi -i sine=f=${hertz}:r=48000 -t 1 -c:a libopus -b:a 32k -ac 2`),
      // A page for each packet, so that nothing has to be put together from lacing values.
      ...words('-frame_duration 20 -page_duration 20000 -f ogg -'),
    ],
    large,
  );
  const pages: Uint8Array[] = [];
  for (let at = 0; at < stdout.length; ) {
    const lacing = stdout.subarray(at + pageHeader, at + pageHeader + (stdout[at + pageHeader - 1] ?? 0));
    const from = at + pageHeader + lacing.length;
    at = from + lacing.reduce((sum, length) => sum + length, 0);
    pages.push(stdout.subarray(from, at));
  }
  return pages.slice(headPages, headPages + 50);
}

const rate = 8_000;
/** So much of the sound is looked at at a time, in milliseconds. */
export const windowMs = 100;
/** A tone below this is none: 40 dB under full scale. */
const audible = 0.01;

/** Amplitude of one frequency in a stretch of sound (Goertzel). */
function amplitudeOf(samples: Float32Array, hertz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hertz) / rate);
  let [last, before] = [0, 0];
  for (const sample of samples) [last, before] = [sample + turn * last - before, last];
  return (2 * Math.sqrt(Math.max(0, last * last + before * before - turn * last * before))) / samples.length;
}

/** Which of the tones is heard in each tenth of a second of a film, by its place in the list; null: none. */
export async function tonesIn(path: string, tones: readonly number[]): Promise<readonly (number | null)[]> {
  const { stdout } = await run(
    ffmpeg,
    [...words('-v error -i'), path, ...words(`-vn -ac 1 -ar ${rate} -f f32le -`)],
    large,
  );
  const sound = Float32Array.from({ length: stdout.length >> 2 }, (_, index) =>
    stdout.readFloatLE(index * 4),
  );
  const each = (rate * windowMs) / 1000;
  return Array.from({ length: Math.floor(sound.length / each) }, (_, window) => {
    const samples = sound.subarray(window * each, (window + 1) * each);
    const levels = tones.map((hertz) => amplitudeOf(samples, hertz));
    const loudest = Math.max(...levels);
    return loudest < audible ? null : levels.indexOf(loudest);
  });
}
