import { spawn } from 'node:child_process';
import { once } from 'node:events';

type Excerpt = {
  readonly fromMs: number;
  readonly toMs: number | null;
  readonly what: 'film' | 'sound';
};

/** ffmpeg as the recorder finds it: FFMPEG_BIN, else the npm package's, else the system's. */
export async function ffmpegPath(environment: NodeJS.ProcessEnv): Promise<string> {
  if (environment.FFMPEG_BIN) return environment.FFMPEG_BIN;
  const { default: bundled } = await import('ffmpeg-static');
  return typeof bundled === 'string' ? bundled : 'ffmpeg';
}

/** Copies at once: each is one ffmpeg that reads the disk and hardly uses the processor. */
const mostAtOnce = 4;

function argumentsOf(file: string, { fromMs, toMs, what }: Excerpt): readonly string[] {
  const seconds = (ms: number) => (ms / 1000).toFixed(3);
  return [
    ...['-nostdin', '-v', 'error', '-ss', seconds(fromMs)],
    ...(toMs === null ? [] : ['-t', seconds(toMs - fromMs)]),
    ...['-i', file, '-map', '0:a:0', ...(what === 'film' ? ['-map', '0:v:0'] : [])],
    // Nothing is encoded again: a film begins at the key frame before, at most four seconds earlier.
    ...['-c', 'copy', '-map_chapters', '-1'],
    // In fragments, so that it can be sent while it is made.
    ...['-movflags', '+frag_keyframe+empty_moov+default_base_moof', '-f', 'mp4', 'pipe:1'],
  ];
}

/**
 * Takes excerpts out of finished films without encoding anything again. `excerpt` gives null while too many are being
 * taken; otherwise the bytes, which reject when ffmpeg does not come to a good end. Whoever stops reading ends it.
 */
export function createExcerpts(ffmpeg: string) {
  let running = 0;

  async function* copy(file: string, wanted: Excerpt): AsyncIterable<Uint8Array> {
    const child = spawn(ffmpeg, [...argumentsOf(file, wanted)], { stdio: ['ignore', 'pipe', 'pipe'] });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-1_000);
    });
    const ended = once(child, 'close');
    // Heard below where it matters; when the reader has gone nobody asks any more.
    ended.catch(() => undefined);
    try {
      yield* child.stdout;
      const [code] = await ended;
      if (code !== 0) throw new Error(`ffmpeg ended with ${String(code)}: ${complaint.trim()}`);
    } finally {
      child.kill('SIGKILL');
      running -= 1;
    }
  }

  return {
    excerpt(file: string, wanted: Excerpt): AsyncIterable<Uint8Array> | null {
      if (running >= mostAtOnce) return null;
      running += 1;
      return copy(file, wanted);
    },
  };
}
