import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startEpoch } from './epoch.ts';

let folder = '';
const notPutBack = (error: unknown) => expect.fail(String(error));
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
  const epoch = await startEpoch({ ffmpeg: ['true'], file, sdp: '', port: 20_000, ssrc: 1, notPutBack });
  const sizes = await Promise.all([epoch.settle(), epoch.settle(), epoch.ended.then(({ bytes }) => bytes)]);
  expect(sizes).toEqual([17, 17, 17]);
  expect(await epoch.settle()).toBe(17);
  expect((await openFiles()).filter((name) => name === file)).toEqual([]);
});

it.each(['before', 'after'])(
  'puts back what was written when its folder is removed %s it was brought to the disk',
  async (when) => {
    const tracks = join(folder, `removed ${when}`);
    const file = join(tracks, 'track.mka');
    // In place of ffmpeg what writes a few words and ends when it is told to.
    const ffmpeg = ['sh', '-c', `exec > '${file}'; echo captured; exec sleep 60`];
    const epoch = await startEpoch({ ffmpeg, file, sdp: '', port: 20_000, ssrc: 1, notPutBack });
    await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toBe('captured\n'));
    if (when === 'after') await epoch.settle();
    expect(await epoch.isRemoved()).toBe(false);
    await rm(tracks, { recursive: true });
    await epoch.settle();
    expect(await epoch.isRemoved()).toBe(true);
    epoch.kill();
    expect((await epoch.ended).bytes).toBe(9);
    expect(await readFile(file, 'utf8')).toBe('captured\n');
    expect((await openFiles()).filter((name) => name.startsWith(tracks))).toEqual([]);
  },
);
