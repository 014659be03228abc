import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { takeLock } from './lock.mjs';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  file = join(folder, 'deeper', 'setup.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Another process that takes the lock and keeps it until it is killed. */
async function startHolder() {
  const module = new URL('lock.mjs', import.meta.url).href;
  const script = `
    const { takeLock } = await import(${JSON.stringify(module)});
    await takeLock(() => {}, ${JSON.stringify(file)});
    console.log('taken');
    setInterval(() => {}, 1000);
  `;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(holder.stdout, 'data');
  return holder;
}

it('makes another wait until it is given back', async () => {
  const order: string[] = [];
  const release = await takeLock(() => {}, file);
  const onWaiting = vi.fn(() => {
    order.push('given back');
    release();
  });
  const second = await takeLock(onWaiting, file);
  order.push('taken');
  expect(onWaiting).toHaveBeenCalledExactlyOnceWith(process.pid);
  expect(order).toEqual(['given back', 'taken']);
  second();
  expect(existsSync(file)).toBe(false);
});

it('takes over what a killed process has left, without waiting', async () => {
  const holder = await startHolder();
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect(existsSync(file)).toBe(true);
  const onWaiting = vi.fn();
  const release = await takeLock(onWaiting, file);
  expect(onWaiting).not.toHaveBeenCalled();
  release();
});

it('does not take a process that got the id of a dead one for the holder', async () => {
  (await takeLock(() => {}, file))();
  // This process lives, but began at another time than the lock says.
  writeFileSync(file, `${process.pid} 1`);
  const onWaiting = vi.fn();
  const release = await takeLock(onWaiting, file);
  expect(onWaiting).not.toHaveBeenCalled();
  expect(readFileSync(file, 'utf8')).not.toBe(`${process.pid} 1`);
  release();
});
