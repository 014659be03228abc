import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startHub } from '../support/hub-process.ts';

it('a log that cannot be written, because the disk is full, ends no meeting', async () => {
  const first = await startHub();
  await first.stop();
  const log = join(first.dataFolder, 'hub.log');
  await rm(log);
  await symlink('/dev/full', log);
  const hub = await first.restart();
  onTestFinished(() => hub.dispose());
  expect((await fetch(`${hub.origin}/healthz`)).status).toBe(200);
});
