import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';

const cache = mkdtempSync(join(tmpdir(), 'worker-cache-'));
const stop: (() => void)[] = [];

/** Read by the modules when they are loaded. */
beforeAll(() => void vi.stubEnv('XDG_CACHE_HOME', cache));

afterEach(() => {
  for (const close of stop.splice(0)) {
    close();
  }
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(cache, { recursive: true, force: true });
});

async function downloadFrom(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  stop.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { downloadWorker } = await import('./media-worker-download.mjs');
  return downloadWorker(() => {}, `http://127.0.0.1:${port}`);
}

/** An archive as upstream publishes them, of the given file. */
function archiveOf(binary: string) {
  const folder = mkdtempSync(join(tmpdir(), 'worker-archive-'));
  stop.push(() => rmSync(folder, { recursive: true, force: true }));
  copyFileSync(binary, join(folder, 'mediasoup-worker'));
  execFileSync('tar', ['-czf', join(folder, 'archive.tgz'), '-C', folder, 'mediasoup-worker']);
  return readFileSync(join(folder, 'archive.tgz'));
}

const leftovers = () => {
  const folder = join(cache, 'diemcau', 'worker');
  return existsSync(folder) ? readdirSync(folder) : [];
};

it('does without when nobody answers, after 3 s', async () => {
  const startedAt = performance.now();
  expect(await downloadFrom(() => {})).toBeNull();
  const tookMs = performance.now() - startedAt;
  expect(tookMs).toBeGreaterThan(2_900);
  expect(tookMs).toBeLessThan(4_500);
  expect(leftovers()).toEqual([]);
});

it('does without when there is no binary for this machine', async () => {
  expect(await downloadFrom((_request, response) => response.writeHead(404).end())).toBeNull();
  expect(leftovers()).toEqual([]);
});

it('does without when the connection breaks off', async () => {
  const cutOff: RequestListener = (_request, response) => {
    response.writeHead(200, { 'content-length': 1_000_000 }).write('some bytes');
    setImmediate(() => response.destroy());
  };
  expect(await downloadFrom(cutOff)).toBeNull();
  expect(leftovers()).toEqual([]);
});

it('does without when the binary starts but is no worker', async () => {
  const impostor = join(mkdtempSync(join(tmpdir(), 'impostor-')), 'mediasoup-worker');
  writeFileSync(impostor, '#!/bin/sh\nexit 41\n', { mode: 0o755 });
  const archive = archiveOf(impostor);
  expect(await downloadFrom((_request, response) => response.end(archive))).toBeNull();
  expect(leftovers()).toEqual([]);
});

it('keeps a binary that works', async () => {
  const archive = archiveOf(process.env.MEDIASOUP_WORKER_BIN ?? '');
  let asked = '';
  const binary = await downloadFrom((request, response) => {
    asked = request.url ?? '';
    response.end(archive);
  });
  expect(asked).toMatch(/^\/\d+\.\d+\.\d+\/mediasoup-worker-\d+\.\d+\.\d+-linux-\w+-kernel\d+\.tgz$/);
  expect(binary).toMatch(/diemcau\/worker\/mediasoup-worker-[^/]+\/mediasoup-worker$/);
  expect(existsSync(binary ?? '')).toBe(true);
  expect(leftovers()).toHaveLength(1);
});
