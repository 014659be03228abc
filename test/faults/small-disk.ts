import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A file system of a few megabytes that can be filled and made read-only: its refusals are the kernel's own. */
export type SmallDisk = {
  readonly folder: string;
  /** Leaves no byte free, or so many, to a page. */
  fill(leaving?: number): Promise<void>;
  empty(): Promise<void>;
  /** Rejects while a file is open for writing. */
  setReadOnly(readOnly: boolean): Promise<void>;
  remove(): Promise<void>;
};

/** A mount of one's own is root's; who is not root becomes it in a name space of its own. */
const ways = [
  { enter: ['unshare', '-m'], join: ['nsenter', '-m'] },
  { enter: ['unshare', '-rm'], join: ['nsenter', '-U', '--preserve-credentials', '-m'] },
] as const;

async function mounted(holder: ChildProcess): Promise<boolean> {
  const ended = once(holder, 'exit').then(() => false);
  const said = holder.stdout ? once(holder.stdout, 'data').then(() => true) : ended;
  return Promise.race([said, ended]);
}

/**
 * A tmpfs in the mount name space of a process of its own, reached through /proc: nothing of it is left on the machine
 * when that process ends, however it ends.
 * @returns null where the system lets nobody mount anything
 */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | null> {
  const point = await mkdtemp(join(tmpdir(), 'diemcau-disk-'));
  const script = `mount -t tmpfs -o size=${megabytes}m,mode=777 tmpfs ${point} && echo mounted && exec sleep infinity`;
  for (const way of ways) {
    const command = ['setpriv', '--pdeathsig', 'KILL', ...way.enter, 'sh', '-c', script];
    const holder = spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'pipe', 'ignore'] });
    if (!(await mounted(holder))) continue;
    const folder = join(`/proc/${holder.pid}/root`, point);
    const ballast = join(folder, 'ballast');
    return {
      folder,
      async fill(leaving = 0) {
        const chunk = new Uint8Array(1 << 16);
        await writeFile(ballast, '');
        if (leaving > 0) {
          // Never fuller than that, not for a moment either.
          const { bavail, bsize } = await statfs(folder);
          await writeFile(ballast, new Uint8Array(Math.max(0, bavail * bsize - leaving)));
          return;
        }
        // To the last byte: what is too large for what is left is halved.
        for (let size = chunk.length; size >= 1; ) {
          const taken = await writeFile(ballast, chunk.subarray(0, size), { flag: 'a' }).then(
            () => true,
            () => false,
          );
          if (!taken) size >>= 1;
        }
      },
      empty: () => rm(ballast, { force: true }),
      async setReadOnly(readOnly) {
        const [program = '', ...args] = [...way.join, '-t', String(holder.pid), 'mount', '-o'];
        await run(program, [...args, `remount,${readOnly ? 'ro' : 'rw'}`, point]);
      },
      async remove() {
        const gone = once(holder, 'exit');
        holder.kill('SIGKILL');
        await gone;
        await rm(point, { recursive: true, force: true });
      },
    };
  }
  await rm(point, { recursive: true, force: true });
  return null;
}
