import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Programs } from './composition/command.ts';

const run = promisify(execFile);

export type FoundPrograms = Programs & {
  /** Put before a capturing ffmpeg: no lower priority, but an end together with this process. */
  readonly guard: readonly string[];
  readonly ffmpegVersion: string;
};

async function works(command: readonly string[]): Promise<boolean> {
  const [program = '', ...args] = command;
  return run(program, args).then(
    () => true,
    () => false,
  );
}

async function ffmpegPath(environment: NodeJS.ProcessEnv): Promise<string> {
  if (environment.FFMPEG_BIN) return environment.FFMPEG_BIN;
  const { default: bundled } = await import('ffmpeg-static');
  return typeof bundled === 'string' ? bundled : 'ffmpeg';
}

/**
 * Finds ffmpeg (FFMPEG_BIN, else the npm package's) and what else of the machine helps: ffprobe beside it or on the
 * path (ffmpeg-static brings none), `nice`, and `setpriv`, by which a child dies with its parent even when that is
 * killed. Rejects when there is no ffmpeg.
 */
export async function findPrograms(environment: NodeJS.ProcessEnv): Promise<FoundPrograms> {
  const ffmpeg = await ffmpegPath(environment);
  const { stdout } = await run(ffmpeg, ['-version']).catch((error: unknown) => {
    throw new Error(`ffmpeg does not run at ${ffmpeg}`, { cause: error });
  });
  const probes = [environment.FFPROBE_BIN, join(dirname(ffmpeg), 'ffprobe'), 'ffprobe'];
  let ffprobe: string | null = null;
  for (const candidate of probes) {
    if (candidate && !ffprobe && (await works([candidate, '-version']))) ffprobe = candidate;
  }
  const guard = ['setpriv', '--pdeathsig', 'KILL'];
  const guarded = (await works([...guard, 'true'])) ? guard : [];
  const calm = ['nice', '-n', '19'];
  return {
    ffmpeg: [ffmpeg],
    ffprobe: ffprobe === null ? null : [ffprobe],
    guard: guarded,
    before: [...guarded, ...((await works([...calm, 'true'])) ? calm : [])],
    ffmpegVersion: stdout.split('\n')[0]?.trim() ?? '',
  };
}
