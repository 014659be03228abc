import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageFiles } from '../../protocol/recording-package.ts';

/** A capturing ffmpeg is told last which file it writes. */
function writesInto(root: string, command: string): boolean {
  const file = command.split('\0').findLast((part) => part !== '') ?? '';
  return file.startsWith(join(root, '/')) && file.includes(`/${packageFiles.tracks}/`);
}

/**
 * Ends every process that still writes a track below this folder: its recorder died where nothing ended its children
 * with it, and perhaps nobody will ever ask for that recording again. To be called by who holds the folder and has
 * begun nothing yet.
 * @returns their numbers
 */
export async function endLeftBehind(root: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return writesInto(root, command) ? [Number(pid)] : [];
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
