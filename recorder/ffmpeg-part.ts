import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What composition asks of ffmpeg and a build of it may be without, by the list in which it names each. */
export const needed = {
  encoders: ['libx264', 'aac'],
  decoders: ['vp8', 'opus'],
  filters: [
    ...[
      'color',
      'drawbox',
      'drawtext',
      'format',
      'fps',
      'loop',
      'overlay',
      'pad',
      'scale',
      'setpts',
      'setsar',
    ],
    ...['adelay', 'aformat', 'afade', 'alimiter', 'ametadata', 'amix', 'anullsrc', 'apad', 'aresample'],
    ...['asetpts', 'atrim', 'ebur128', 'volume'],
  ],
} as const;

/** What has not answered by then is ended; whoever asked waits no longer than suits them. */
const endedAfterMs = 5_000;

/** The names in a list of ffmpeg's: after a column of flags; of a decoder also the codec that it is one for. */
function namesIn(list: string): ReadonlySet<string> {
  return new Set(
    list
      .split('\n')
      .flatMap((line) => [/^ \S+ +(\S+)/.exec(line)?.[1] ?? '', /\(codec (\S+)\)/.exec(line)?.[1] ?? '']),
  );
}

/**
 * Asks an ffmpeg what it can do.
 * @returns the parts of it that composition needs and that it lacks; null: it does not run at all
 */
export async function missingParts(ffmpeg: readonly string[]): Promise<readonly string[] | null> {
  const [command = '', ...args] = ffmpeg;
  try {
    const missing = await Promise.all(
      Object.entries(needed).map(async ([list, names]) => {
        const asked = [...args, '-hide_banner', `-${list}`];
        const { stdout } = await run(command, asked, { timeout: endedAfterMs, killSignal: 'SIGKILL' });
        const known = namesIn(stdout);
        return names.filter((name) => !known.has(name));
      }),
    );
    return missing.flat();
  } catch {
    return null;
  }
}
