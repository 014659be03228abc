import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fontPath, textWidth, type Weight } from '../../recorder/composition/font.ts';
import { frame } from '../../recorder/composition/mark.ts';
import { words } from '../../recorder/words.ts';

const run = promisify(execFile);
const ffmpeg = process.env.FFMPEG_BIN ?? 'ffmpeg';
const grey = { maxBuffer: 1 << 28, encoding: 'buffer' } as const;

/** Words at a place of the picture; `y` is their baseline. */
export type Lettering = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly weight: Weight;
  readonly size: number;
};
/** How light each point of a picture is, line by line. */
type Picture = Uint8Array;

/** A film's picture at a moment. */
export async function pictureAt(path: string, seconds: number): Promise<Picture> {
  const picture = words('-frames:v 1 -vf format=gray -f rawvideo -');
  return (await run(ffmpeg, [...words(`-v error -ss ${seconds} -i`), path, ...picture], grey)).stdout;
}

/** The words alone, white on black, drawn anew from what they are to say. */
export async function pictureOf(letterings: readonly Lettering[]): Promise<Picture> {
  const folder = await mkdtemp(join(tmpdir(), 'diemcau-lettering-'));
  try {
    const filters = letterings.map(async ({ text, x, y, weight, size }, index) => {
      await writeFile(join(folder, `${index}.txt`), text);
      const font = `fontfile=${fontPath[weight]}:fontsize=${size}:fontcolor=white`;
      return `drawtext=${font}:textfile=${index}.txt:expansion=none:x=${x}:y=${y}-max_glyph_a`;
    });
    const graph = [...(await Promise.all(filters)), 'format=gray'].join(',');
    const black = words(`-v error -f lavfi -i color=black:s=${frame.width}x${frame.height}`);
    const drawn = [...black, '-vf', graph, ...words('-frames:v 1 -f rawvideo -')];
    return (await run(ffmpeg, drawn, { ...grey, cwd: folder })).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Correlation of two series: 1 where one follows the other, 0 where it does not. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  for (const [index, value] of a.entries()) {
    const [x, y] = [value - meanA, (b[index] ?? 0) - meanB];
    both += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  return squareA > 0 && squareB > 0 ? both / Math.sqrt(squareA * squareB) : 0;
}

/**
 * How much a picture looks, where these words are to stand, as if they stood there: 1 for the same. The least alike of
 * its letters counts, so that one other figure shows.
 */
export function likeness(picture: Picture, drawn: Picture, { text, x, y, weight, size }: Lettering): number {
  const letter = Math.round(size * 0.6);
  const right = x + textWidth(text, weight, size);
  const pointsOf = (of: Picture, from: number) =>
    Array.from({ length: letter * size }, (_, index) => {
      const line = y - size + 4 + Math.floor(index / letter);
      return of[line * frame.width + from + (index % letter)] ?? 0;
    });
  const letters: number[] = [];
  for (let from = x; from < right; from += letter) {
    const wanted = pointsOf(drawn, from);
    // Between two words there is nothing to compare.
    if (wanted.filter((point) => point > 128).length < letter) continue;
    letters.push(correlation(pointsOf(picture, from), wanted));
  }
  return Math.min(...letters);
}
