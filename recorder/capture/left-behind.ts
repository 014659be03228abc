import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFiles } from '../../protocol/recording-package.ts';
import { sdpFileOf } from './sdp.ts';

/**
 * Whether this is the command line of an ffmpeg that captures into a file. Others may work on one as well: a copy, a
 * check, a player.
 * @param command as /proc has it
 */
export function capturesInto(file: string, command: string): boolean {
  const parts = command.split('\0').filter((part) => part !== '');
  return parts.at(-1) === file && parts.includes(sdpFileOf(file));
}

function capturesBelow(root: string, command: string): boolean {
  // A capturing ffmpeg is told last which file it writes.
  const file = command.split('\0').findLast((part) => part !== '') ?? '';
  const isTrack = file.startsWith(join(root, '/')) && file.includes(`/${packageFiles.tracks}/`);
  return isTrack && capturesInto(file, command);
}

/**
 * Ends every process that still captures a track below this folder: its recorder died where nothing ended its children
 * with it, and perhaps nobody will ever ask for that recording again. To be called by who holds the folder and has
 * begun nothing yet.
 * @returns their numbers
 */
export async function endLeftBehind(root: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return capturesBelow(root, command) ? [Number(pid)] : [];
    }),
  );
  const left = found.flat();
  for (const pid of left) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself meanwhile.
    }
  }
  return left;
}
