import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { RecordingId } from '../../core/id.ts';
import { createStore } from '../../server/store/store.ts';
import { freePorts } from '../support/hub-process.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

it('PACKAGE-10: a hub whose signed packages have lost their key does not start, says why, and makes no other', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diemcau-'));
  const store = await createStore({ file: join(folder, 'hub.sqlite') });
  const recording = 'm1.r5' as RecordingId;
  await store.packages.put({ recording, sealedAt: 1, origin: null, checkedAt: null, sound: true });
  await store.close();
  const [port] = await freePorts(1);
  const hub = spawn(process.execPath, [join(root, 'server', 'main.ts')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Where it starts after all, it must not keep this test waiting.
    timeout: 20_000,
    env: {
      ...process.env,
      DIEMCAU_CONFIG: '',
      DIEMCAU_DATA_FOLDER: folder,
      DIEMCAU_LISTEN_PORT: String(port),
    },
  });
  const [said, [code]] = await Promise.all([text(hub.stderr), once(hub, 'exit')]);
  expect([code, said]).toEqual([78, expect.stringContaining('eventLog.keyFile')]);
  expect(said).toContain('không khởi động');
  expect(said).toContain('does not start');
  expect(existsSync(join(folder, 'log-key.pem'))).toBe(false);
  await rm(folder, { recursive: true });
});
