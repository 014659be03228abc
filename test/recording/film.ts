import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { words } from '../../recorder/words.ts';

const run = promisify(execFile);
const ffmpeg = process.env.FFMPEG_BIN ?? 'ffmpeg';
const big = { maxBuffer: 1 << 28 };

/** What ffmpeg complains of when it decodes all of a file; empty for a sound one. */
export async function decodeErrors(path: string): Promise<string> {
  const { stderr } = await run(ffmpeg, [...words('-v error -xerror -i'), path, ...words('-f null -')], big);
  return stderr.trim();
}

/** As a player sees it. */
export async function probeFilm(path: string) {
  const { stdout } = await run('ffprobe', [
    ...words(
      '-v error -show_entries format=duration:stream=codec_name,codec_type,height:chapter_tags=title -of json',
    ),
    path,
  ]);
  const probed: {
    format: { duration: string };
    streams: { codec_name: string; codec_type: string; height?: number }[];
    chapters: { tags: { title: string } }[];
  } = JSON.parse(stdout);
  return {
    durationMs: Number(probed.format.duration) * 1000,
    codecs: probed.streams
      .filter(({ codec_type }) => codec_type !== 'data')
      .map(({ codec_name }) => codec_name),
    height: probed.streams.find(({ codec_type }) => codec_type === 'video')?.height ?? 0,
    chapters: probed.chapters.map(({ tags }) => tags.title),
  };
}

/** When the last readable packet of a track is shown, in the file's own milliseconds. */
export async function lastPacketMs(path: string): Promise<number> {
  const { stdout } = await run(
    'ffprobe',
    [...words('-v quiet -show_entries packet=pts_time -of csv=p=0'), path],
    big,
  );
  return Math.max(...stdout.trim().split('\n').map(Number.parseFloat)) * 1000;
}

/** Moments at which a value rises over a threshold and stays so; the first one counts only if it was low before. */
function edges(values: readonly number[], threshold: number, restAfter: number): readonly number[] {
  const found: number[] = [];
  let low = 0;
  values.forEach((value, index) => {
    if (value < threshold) low += 1;
    else {
      if (low >= restAfter) found.push(index);
      low = 0;
    }
  });
  return found;
}

/** When the middle of the picture turns bright, in milliseconds, within the first so many seconds. */
export async function edgesOfLight(path: string, seconds: number): Promise<readonly number[]> {
  const { stdout } = await run(
    ffmpeg,
    [
      ...words(`-v error -t ${seconds} -i`),
      path,
      ...words('-vf crop=200:200,scale=1:1,format=gray -f rawvideo -'),
    ],
    { ...big, encoding: 'buffer' },
  );
  return edges([...stdout], 128, 5).map((frame) => frame * 40);
}

/** When the tone begins, in milliseconds, within the first so many seconds. */
export async function edgesOfSound(path: string, seconds: number): Promise<readonly number[]> {
  const { stdout } = await run(
    ffmpeg,
    [...words(`-v error -t ${seconds} -i`), path, ...words('-ac 1 -ar 8000 -f s16le -')],
    { ...big, encoding: 'buffer' },
  );
  const samples = Array.from({ length: stdout.length >> 1 }, (_, index) =>
    Math.abs(stdout.readInt16LE(index * 2)),
  );
  return edges(samples, 3_000, 800).map((sample) => sample / 8);
}

/** Mean colour of a part of the picture at a moment, as red, green and blue. */
export async function colourAt(
  path: string,
  seconds: number,
  part: { readonly x: number; readonly y: number; readonly size: number },
): Promise<readonly [number, number, number]> {
  const { stdout } = await run(
    ffmpeg,
    [
      ...words(`-v error -ss ${seconds} -i`),
      path,
      ...words('-frames:v 1 -vf'),
      `crop=${part.size}:${part.size}:${part.x}:${part.y},scale=1:1:flags=area,format=rgb24`,
      ...words('-f rawvideo -'),
    ],
    { ...big, encoding: 'buffer' },
  );
  return [stdout[0] ?? 0, stdout[1] ?? 0, stdout[2] ?? 0];
}

/** Loudness of a stretch in dB below full scale, of one frequency. */
export async function loudnessOf(path: string, fromS: number, forS: number, hertz: number): Promise<number> {
  const { stderr } = await run(ffmpeg, [
    ...words(`-v info -nostats -ss ${fromS} -t ${forS} -i`),
    path,
    ...words('-vn -af'),
    `bandpass=f=${hertz}:width_type=h:w=40,volumedetect`,
    ...words('-f null -'),
  ]);
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1] ?? Number.NEGATIVE_INFINITY);
}

/** How loud each tenth of a second is, in dB below full scale; -100 where nothing is heard. */
export async function levelsByTenth(path: string): Promise<readonly number[]> {
  const { stdout } = await run(
    ffmpeg,
    [...words('-v error -i'), path, ...words('-vn -ac 1 -ar 8000 -f s16le -')],
    {
      ...big,
      encoding: 'buffer',
    },
  );
  const samples = Array.from(
    { length: stdout.length >> 1 },
    (_, index) => stdout.readInt16LE(index * 2) / 32_768,
  );
  return Array.from({ length: Math.floor(samples.length / 800) }, (_, tenth) => {
    const power =
      samples.slice(tenth * 800, (tenth + 1) * 800).reduce((sum, value) => sum + value * value, 0) / 800;
    return Math.max(-100, 10 * Math.log10(power));
  });
}
