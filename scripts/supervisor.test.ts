import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterEnd } from './supervisor.mjs';

const fresh = { hasRun: false, faults: 0 };
const steady = { hasRun: true, faults: 0 };

describe('afterEnd', () => {
  it.each([
    ['ended well', 0],
    ['misused', 2],
    ['refused its configuration', 78],
  ])('leaves a process that %s', (_what, code) => {
    expect(afterEnd({ code, signal: null, livedMs: 90_000 }, steady)).toEqual({ kind: 'leave', code });
  });

  it('leaves a process that fails at once on its first start', () => {
    expect(afterEnd({ code: 1, signal: null, livedMs: 200 }, fresh)).toEqual({ kind: 'leave', code: 1 });
  });

  it('starts again what failed later, or failed at once after it had run', () => {
    expect(afterEnd({ code: 1, signal: null, livedMs: 5_000 }, fresh).kind).toBe('restart');
    expect(afterEnd({ code: 1, signal: null, livedMs: 200 }, steady).kind).toBe('restart');
  });

  it('starts again what was killed, even on its first start', () => {
    expect(afterEnd({ code: null, signal: 'SIGKILL', livedMs: 10 }, fresh).kind).toBe('restart');
  });

  it('pauses longer from fault to fault, up to 10 s, and forgets after a minute of steady running', () => {
    const pauses: number[] = [];
    let history = steady;
    for (let fault = 0; fault < 9; fault += 1) {
      const next = afterEnd({ code: null, signal: 'SIGSEGV', livedMs: 100 }, history);
      if (next.kind === 'restart') {
        pauses.push(next.pauseMs);
        history = next.history;
      }
    }
    expect(pauses).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000, 10_000]);
    expect(afterEnd({ code: null, signal: 'SIGSEGV', livedMs: 60_000 }, history)).toMatchObject({
      pauseMs: 250,
    });
  });
});

describe('supervise', () => {
  let folder = '';
  let supervisor: ChildProcess | null = null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'supervisor-'));
  });

  afterEach(() => {
    supervisor?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** Supervises a script in a process of its own; the script may append to the file `lives` beside it. */
  function start(service: string) {
    const file = join(folder, 'service.mjs');
    writeFileSync(
      file,
      `import { appendFileSync, readFileSync } from 'node:fs';
       appendFileSync('lives', process.pid + '\\n');
       const life = readFileSync('lives', 'utf8').trim().split('\\n').length;
       ${service}`,
    );
    const module = new URL('supervisor.mjs', import.meta.url).href;
    const script = `
      const { supervise } = await import(${JSON.stringify(module)});
      const command = process.execPath;
      process.exitCode = await supervise({ command, args: ['service.mjs'], environment: process.env, folder: '.' });
    `;
    supervisor = spawn(process.execPath, ['--input-type=module', '-e', script], {
      cwd: folder,
      stdio: 'ignore',
    });
    return supervisor;
  }

  const livesFile = () => join(folder, 'lives');
  const lives = () =>
    existsSync(livesFile()) ? readFileSync(livesFile(), 'utf8').trim().split('\n').map(Number) : [];

  it('starts a killed process again, twice in a row, and leaves with its exit code in the end', async () => {
    const process = start(
      `if (life < 3) { globalThis.process.kill(globalThis.process.pid, 'SIGKILL'); } else { globalThis.process.exit(78); }`,
    );
    const [code] = await once(process, 'exit');
    expect(code).toBe(78);
    expect(lives()).toHaveLength(3);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('passes %s on, waits, and does not start again', async (signal) => {
    const process = start(`
      globalThis.process.on('SIGTERM', () => { appendFileSync('stopped', 'x'); globalThis.process.exit(0); });
      appendFileSync('ready', 'x');
      setInterval(() => {}, 1000);
    `);
    await vi.waitFor(() => expect(existsSync(join(folder, 'ready'))).toBe(true), { timeout: 5_000 });
    process.kill(signal);
    const [code] = await once(process, 'exit');
    expect(code).toBe(0);
    expect(existsSync(join(folder, 'stopped'))).toBe(true);
    expect(lives()).toHaveLength(1);
  });
});
