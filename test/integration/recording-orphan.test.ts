import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFiles } from '../../protocol/recording-package.ts';
import { readTimelineText } from '../../recorder/timeline/chain.ts';
import { eventually } from '../recording/recorded-meeting.ts';

const hubToKill = fileURLToPath(new URL('../recording/hub-to-kill.ts', import.meta.url));

/** Processes whose command line names this folder, or which were given it as RECORDER_FOLDER. */
async function processesOf(folder: string): Promise<readonly number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const texts = await Promise.all(
        ['cmdline', 'environ'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '')),
      );
      return texts.some((text) => text.includes(folder)) ? [Number(pid)] : [];
    }),
  );
  return found.flat().filter((pid) => pid !== process.pid);
}

describe('a hub that is killed', () => {
  let root = '';
  let hub: ChildProcess | null = null;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'diemcau-orphan-'));
  });
  afterEach(async () => {
    hub?.kill('SIGKILL');
    for (const pid of await processesOf(root)) process.kill(pid, 'SIGKILL');
    await rm(root, { recursive: true, force: true });
  });

  const linesOf = async (folder: string) =>
    readTimelineText(await readFile(join(folder, packageFiles.timeline), 'utf8').catch(() => '')).lines;

  const startRecording = async () => {
    const started = spawn(process.execPath, [hubToKill, root, '20400-20599'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    hub = started;
    const [said] = await once(started.stdout, 'data');
    const folder = join(root, /^recording (\S+)/.exec(String(said))?.[1] ?? '');
    await eventually('two files grow', async () => {
      const lines = await linesOf(folder);
      return lines.filter(({ kind }) => kind === 'epoch.opened').length === 2;
    });
    return folder;
  };

  it('leaves no process behind, and files that were ended in good order', async () => {
    const folder = await startRecording();
    expect((await processesOf(root)).length).toBeGreaterThanOrEqual(4);
    hub?.kill('SIGKILL');
    await eventually('every process is gone', async () => (await processesOf(root)).length === 0, 15_000);
    const closed = (await linesOf(folder)).flatMap((line) =>
      line.kind === 'epoch.closed' ? [line.reason] : [],
    );
    expect(closed).toEqual(['closed', 'closed']);
    await expect(readFile(join(root, 'recorder.lock'))).rejects.toThrow('ENOENT');
  }, 60_000);

  it('and whose recorder is killed with it leaves no process behind either', async () => {
    const folder = await startRecording();
    const session = (await linesOf(folder)).find((line) => line.kind === 'session');
    hub?.kill('SIGKILL');
    process.kill(session?.kind === 'session' ? session.pid : 0, 'SIGKILL');
    await eventually('every process is gone', async () => (await processesOf(root)).length === 0, 15_000);
  }, 60_000);
});
