import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { endLeftBehind } from './left-behind.ts';

let root = '';
const children: ChildProcess[] = [];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'diemcau-left-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** Waits for ever, with these arguments last. */
async function standIn(...args: readonly string[]): Promise<ChildProcess> {
  const child = spawn('sh', ['-c', 'read line', 'sh', ...args], { stdio: ['pipe', 'ignore', 'ignore'] });
  children.push(child);
  await vi.waitFor(async () =>
    expect(await readFile(`/proc/${child.pid}/cmdline`, 'utf8')).toContain('read line'),
  );
  return child;
}

it('REC-4: what still captures a track in the folder is ended, and nobody else who works on one', async () => {
  const file = join(root, 'm1.r5', 'tracks', '0001-person-a-camera.mkv');
  const capturing = await standIn('-f', 'sdp', '-i', `${file}.sdp`, '-c', 'copy', file);
  const others = await Promise.all([
    standIn('-c', file),
    standIn('-a', '/backup/tracks/.', join(root, 'm1.r5', 'tracks', '.')),
    standIn('-i', `${file}.sdp`, join(root, 'm1.r5', 'tracks', '0002-person-a-camera.mkv')),
    standIn('-i', '/elsewhere/tracks/1.mkv.sdp', '/elsewhere/tracks/1.mkv'),
  ]);
  const ended = once(capturing, 'exit');
  expect(await endLeftBehind(root)).toEqual([capturing.pid]);
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(others.map(({ exitCode, signalCode }) => [exitCode, signalCode])).toEqual(
    others.map(() => [null, null]),
  );
});
