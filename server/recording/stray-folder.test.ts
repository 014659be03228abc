import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageFiles } from '../../protocol/recording-package.ts';
import { strayFolders } from './stray-folder.ts';

it('a recording of which the archive has no line is named, and nothing else that lies there', async () => {
  const root = await mkdtemp(join(tmpdir(), 'diemcau-stray-'));
  try {
    for (const name of ['m1.r1', 'm2.r2', 'copies']) await mkdir(join(root, name));
    for (const name of ['m1.r1', 'm2.r2']) await writeFile(join(root, name, packageFiles.timeline), '');
    expect(await strayFolders(root, async (id) => id === 'm1.r1')).toEqual(['m2.r2']);
    expect(await strayFolders(join(root, 'nowhere'), async () => false)).toEqual([]);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
});
