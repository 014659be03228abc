import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startEpoch } from './epoch.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-epoch-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Files that this process has open. */
async function openFiles(): Promise<readonly string[]> {
  const numbers = await readdir('/proc/self/fd');
  return Promise.all(numbers.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => '')));
}

it('leaves no file open, however often and however late it is brought to the disk', async () => {
  const file = join(folder, 'track.mka');
  await writeFile(file, 'what was captured');
  // In place of ffmpeg what ends at once, so that its end comes while the file is being opened.
  const epoch = await startEpoch({ ffmpeg: ['true'], file, sdp: '', port: 20_000, ssrc: 1 });
  const sizes = await Promise.all([epoch.settle(), epoch.settle(), epoch.ended.then(({ bytes }) => bytes)]);
  expect(sizes).toEqual([17, 17, 17]);
  expect(await epoch.settle()).toBe(17);
  expect((await openFiles()).filter((name) => name === file)).toEqual([]);
});
