import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { troubleOf } from './timeline/timeline.ts';

/** One recorder at a time writes into a folder. */
export type ProcessLock = { release(): Promise<void> };

/** An earlier recorder that lost its hub needs a few seconds to end its tracks in good order. */
const patienceMs = 10_000;
const lookEveryMs = 100;

/** When a process began, in the kernel's ticks: with its number, it names a process for good. Null: it is gone. */
async function startOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The second field is the command's name in brackets, which may hold spaces.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function holderOf(path: string): Promise<number | null> {
  const [pid, start] = (await readFile(path, 'utf8').catch(() => '')).trim().split(' ');
  const number = Number(pid);
  return number > 0 && start !== undefined && (await startOf(number)) === start ? number : null;
}

/**
 * Takes the folder for this process. Another recorder that still holds it is given time to finish, then ended: it has
 * lost its hub, or the hub would not have started this one.
 */
export async function lockFolder(folder: string): Promise<ProcessLock> {
  const path = join(folder, 'recorder.lock');
  const own = `${process.pid} ${await startOf(process.pid)}\n`;
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      await writeFile(path, own, { flag: 'wx' });
      return { release: () => rm(path, { force: true }) };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const holder = await holderOf(path);
    if (holder === null) await rm(path, { force: true });
    else if (performance.now() > until) process.kill(holder, 'SIGKILL');
    if (holder !== null) await wait(lookEveryMs);
  }
}

/** Between two tries to take a folder whose disk refuses. */
const retryMs = 1_000;

/**
 * Takes the folder, made if it is not there. Where the disk refuses (read-only, full) it resolves all the same and goes
 * on trying: a recorder that cannot write is there to say so, and records once it can.
 * @param refused told of the first refusal
 */
export async function holdFolder(folder: string, refused: (error: unknown) => void): Promise<ProcessLock> {
  let held: ProcessLock | null = null;
  let released = false;
  const take = async () => {
    await mkdir(folder, { recursive: true });
    const lock = await lockFolder(folder);
    if (released) await lock.release();
    held = lock;
  };
  const takeLater = async () => {
    while (!released && held === null) {
      await wait(retryMs, null, { ref: false });
      await take().catch(() => undefined);
    }
  };
  try {
    await take();
  } catch (error) {
    if (troubleOf(error) === null) throw error;
    refused(error);
    void takeLater();
  }
  return {
    async release() {
      released = true;
      await held?.release().catch(() => undefined);
    },
  };
}
