import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './process-lock.ts';

describe('the lock of a folder', () => {
  let folder = '';
  let other: ChildProcess | null = null;
  const path = () => join(folder, 'recorder.lock');
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-lock-'));
  });
  afterEach(async () => {
    other?.kill('SIGKILL');
    other = null;
    await rm(folder, { recursive: true, force: true });
  });

  it('names its process, and is gone when released', async () => {
    const lock = await lockFolder(folder);
    expect(await readFile(path(), 'utf8')).toMatch(new RegExp(`^${process.pid} \\d+\\n$`));
    await lock.release();
    await expect(readFile(path())).rejects.toThrow('ENOENT');
  });

  it('of a process that is gone counts for nothing, even if its number is in use again', async () => {
    await writeFile(path(), `${process.ppid} 1\n`);
    await (await lockFolder(folder)).release();
    await writeFile(path(), 'no lock at all');
    await (await lockFolder(folder)).release();
  });

  it('is waited for while its process still finishes', async () => {
    const started = spawn('sleep', ['60']);
    other = started;
    const stat = await readFile(`/proc/${started.pid}/stat`, 'utf8');
    await writeFile(path(), `${started.pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}\n`);
    let ended = false;
    const waiting = lockFolder(folder).then((lock) => {
      expect(ended).toBe(true);
      return lock.release();
    });
    started.once('exit', () => {
      ended = true;
    });
    // However often one looks, the one who waits has not taken what another holds.
    for (let look = 0; look < 100; look += 1)
      expect(await readFile(path(), 'utf8')).toContain(`${started.pid}`);
    started.kill('SIGKILL');
    await waiting;
  });
});
