import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ffmpeg = process.env.FFMPEG_BIN ?? 'ffmpeg';
const ffprobe = ffmpeg.replace(/ffmpeg$/, 'ffprobe');

/** What ffprobe says of a composed recording. */
export type Probe = {
  readonly seconds: number;
  readonly width: number;
  readonly height: number;
  readonly codecs: readonly string[];
  readonly chapters: readonly string[];
};

export async function probe(file: string): Promise<Probe> {
  const { stdout } = await run(ffprobe, [
    ...['-v', 'error', '-of', 'json', '-show_format', '-show_streams', '-show_chapters'],
    file,
  ]);
  const found: {
    format: { duration: string };
    streams: { codec_type: string; codec_name: string; width?: number; height?: number }[];
    chapters: { tags?: { title?: string } }[];
  } = JSON.parse(stdout);
  const picture = found.streams.find(({ codec_type }) => codec_type === 'video');
  return {
    seconds: Number(found.format.duration),
    width: picture?.width ?? 0,
    height: picture?.height ?? 0,
    codecs: found.streams
      .filter(({ codec_type }) => codec_type !== 'data')
      .map(({ codec_name }) => codec_name),
    chapters: found.chapters.map(({ tags }) => tags?.title ?? ''),
  };
}

/** Everything a full decode complains about; empty is a sound file. */
export async function decodeComplaints(file: string): Promise<string> {
  const { stderr } = await run(ffmpeg, ['-v', 'error', '-xerror', '-i', file, '-f', 'null', '-']);
  return stderr;
}

/** Mean loudness (dBFS) of a stretch, in seconds from the start. Silence is about -91. */
export async function loudness(file: string, from: number, length: number): Promise<number> {
  const { stderr } = await run(ffmpeg, [
    ...['-hide_banner', '-ss', String(from), '-t', String(length), '-i', file],
    ...['-af', 'volumedetect', '-vn', '-f', 'null', '-'],
  ]);
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1] ?? '-91');
}

/** The process with this parent whose command line names the script. */
export async function childRunning(parent: number, script: string): Promise<number | null> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
    if (!status.includes(`PPid:\t${parent}\n`)) continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(script)) return Number(name);
  }
  return null;
}
