import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { isRemoved, putBack } from './removed-file.ts';

it('puts a file back for good, also when whoever removes its folder is at it still', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diemcau-removed-file-'));
  const path = join(folder, 'recording', 'tracks', 'track.mka');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, 'captured');
  const file = await open(path, 'r');
  try {
    expect(await isRemoved(file, path)).toBe(false);
    const remove = () => rm(join(folder, 'recording'), { recursive: true });
    await remove();
    expect(await isRemoved(file, path)).toBe(true);
    const back = putBack(file, path, 60);
    await vi.waitFor(() => readFile(path), { interval: 5 });
    await remove();
    await back;
    expect(await readFile(path, 'utf8')).toBe('captured');
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
});
