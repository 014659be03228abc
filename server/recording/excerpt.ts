import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import type { Stretch } from '../../core/stretch.ts';
import { type KeyFrame, keyFramesOf } from './key-frames.ts';

type Excerpt =
  | { readonly what: 'film'; readonly fromMs: number; readonly toMs: number | null }
  | { readonly what: 'turns'; readonly turns: readonly Stretch[] }
  | { readonly what: 'sound'; readonly format: 'm4a' | 'mp3' };

/** ffmpeg as the recorder finds it: FFMPEG_BIN, else the npm package's, else the system's. */
export async function ffmpegPath(environment: NodeJS.ProcessEnv): Promise<string> {
  if (environment.FFMPEG_BIN) return environment.FFMPEG_BIN;
  const { default: bundled } = await import('ffmpeg-static');
  return typeof bundled === 'string' ? bundled : 'ffmpeg';
}

/** Copies at once: each is one ffmpeg that reads the disk and hardly uses the processor. */
const mostAtOnce = 4;

const seconds = (ms: number): string => (ms / 1000).toFixed(4);

/** In fragments, so that it can be sent while it is made. */
const asMp4 = ['-movflags', '+frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4', 'pipe:1'];
/**
 * A film is read as one whatever is in it: one that came in a package may be a list of other people's films, which
 * ffmpeg would follow.
 */
const filmAlone = ['-format_whitelist', 'mov'];
/** Nothing is encoded again. */
const copied = ['-map', '0:a:0', '-map', '0:v:0', '-c', 'copy', '-map_chapters', '-1'];
/** 96 kbit/s of speech in one channel; its length cannot be written into a head that has been sent. */
const asMp3 = [
  '-map',
  '0:a:0',
  '-ac',
  '1',
  '-c:a',
  'libmp3lame',
  '-b:a',
  '96k',
  '-write_xing',
  '0',
  '-f',
  'mp3',
];

/** A stretch that begins with a key frame, and how long before it is shown each of its pictures is decoded. */
type Cut = Stretch & { readonly aheadMs: number };

/**
 * The turns as they can be cut: each from the key frame before. Two that would overlap then are one stretch: what was
 * between them is shorter than what would be shown twice.
 */
function cutsOf(turns: readonly Stretch[], keyFrames: readonly KeyFrame[]): readonly Cut[] {
  const cuts: Cut[] = [];
  for (const { startMs, endMs } of turns) {
    const key = keyFrames.findLast(({ atMs }) => atMs <= startMs) ?? { atMs: startMs, aheadMs: 0 };
    const last = cuts.at(-1);
    if (last !== undefined && key.atMs <= last.endMs)
      cuts[cuts.length - 1] = { ...last, endMs: Math.max(last.endMs, endMs) };
    else cuts.push({ startMs: key.atMs, endMs, aheadMs: key.aheadMs });
  }
  return cuts;
}

/**
 * The list that ffmpeg's concat demuxer reads. It begins at the last key frame shown at `inpoint` or before, hence half
 * a millisecond later than its own time, which rounding could put before it; and it ends where pictures are decoded,
 * not shown: otherwise the last ones of a stretch and the first ones of the next would fall together.
 */
function concatList(file: string, cuts: readonly Cut[]): string {
  const path = `'file:${file.replaceAll("'", "'\\''")}'`;
  const parts = cuts.map(({ startMs, endMs, aheadMs }) =>
    [
      `file ${path}`,
      `inpoint ${seconds(startMs + 0.5)}`,
      `outpoint ${seconds(endMs - aheadMs)}`,
      `duration ${seconds(endMs - startMs)}\n`,
    ].join('\n'),
  );
  return `ffconcat version 1.0\n${parts.join('')}`;
}

type Work = { readonly args: readonly string[]; readonly input: string };

async function workOf(file: string, wanted: Excerpt): Promise<Work> {
  if (wanted.what === 'turns') {
    const list = concatList(file, cutsOf(wanted.turns, await keyFramesOf(file)));
    const bounds = ['-format_whitelist', 'concat,mov', '-protocol_whitelist', 'file,pipe'];
    const read = ['-f', 'concat', '-safe', '0', ...bounds, '-i', 'pipe:0'];
    return { args: [...read, ...copied, ...asMp4], input: list };
  }
  if (wanted.what === 'sound') {
    const made =
      wanted.format === 'mp3'
        ? [...asMp3, '-map_chapters', '-1', 'pipe:1']
        : ['-map', '0:a:0', '-c', 'copy', '-map_chapters', '-1', ...asMp4];
    return { args: [...filmAlone, '-i', file, ...made], input: '' };
  }
  const { fromMs, toMs } = wanted;
  // A film begins at the key frame before, at most four seconds earlier.
  const stretch = ['-ss', seconds(fromMs), ...(toMs === null ? [] : ['-t', seconds(toMs - fromMs)])];
  return { args: [...stretch, ...filmAlone, '-i', file, ...copied, ...asMp4], input: '' };
}

/** A meeting on the same machine comes first. */
function standBack(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already.
  }
}

/**
 * Takes excerpts out of finished films without encoding the picture again. `excerpt` gives null while too many are
 * being taken; otherwise the bytes, which reject when ffmpeg does not come to a good end. Whoever stops reading ends it.
 */
export function createExcerpts(ffmpeg: string) {
  let running = 0;

  async function* made({ args, input }: Work): AsyncIterable<Uint8Array> {
    const child = spawn(ffmpeg, ['-nostdin', '-v', 'error', ...args], { stdio: 'pipe' });
    standBack(child.pid);
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-1_000);
    });
    // One that ended before it read the list says why itself.
    child.stdin.on('error', () => undefined).end(input);
    const ended = once(child, 'close');
    // Heard below where it matters; when the reader has gone nobody asks any more.
    ended.catch(() => undefined);
    try {
      yield* child.stdout;
      const [code] = await ended;
      if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}: ${complaint.trim()}`);
    } finally {
      child.kill('SIGKILL');
    }
  }

  async function* taken(file: string, wanted: Excerpt): AsyncGenerator<Uint8Array, void, void> {
    yield* made(await workOf(file, wanted));
  }

  /** Gives its place back once, however it ends: also where nobody ever began to read. */
  function counted(parts: AsyncGenerator<Uint8Array, void, void>): AsyncIterable<Uint8Array> {
    let over = false;
    const release = (): void => {
      if (!over) running -= 1;
      over = true;
    };
    running += 1;
    const iterator: AsyncIterator<Uint8Array> = {
      async next() {
        try {
          const part = await parts.next();
          if (part.done) release();
          return part;
        } catch (error) {
          release();
          throw error;
        }
      },
      async return() {
        release();
        return parts.return();
      },
    };
    return { [Symbol.asyncIterator]: () => iterator };
  }

  return {
    excerpt(file: string, wanted: Excerpt): AsyncIterable<Uint8Array> | null {
      return running >= mostAtOnce ? null : counted(taken(file, wanted));
    },
  };
}
