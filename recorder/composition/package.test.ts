import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packageFiles } from '../../protocol/recording-package.ts';
import { finishPackages, stagedFolder } from './package.ts';

const day = 86_400_000;

describe('when a recorder starts', () => {
  let root = '';
  const put = async (path: string, content: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  };
  const read = (path: string) => readFile(join(root, path), 'utf8');
  const manifest = (...names: readonly string[]) =>
    names.map((name) => `${'0'.repeat(64)}  ${name}\n`).join('');
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'diemcau-finish-'));
    await put(`r1/${packageFiles.manifest}`, 'old');
    await put(`r1/${packageFiles.video}`, 'old film');
    await put(`r1/${packageFiles.probe}`, 'old probe');
    await put(`r1/${packageFiles.timeline}`, 'time line');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('goes on replacing a film where an earlier one was about to', async () => {
    await put(`r1/${stagedFolder}/${packageFiles.video}`, 'new film');
    await put(
      `r1/${stagedFolder}/${packageFiles.manifest}`,
      manifest(packageFiles.video, packageFiles.chapters),
    );
    await put(`r1/${packageFiles.chapters}`, 'in its place already');
    await put(`r1/${stagedFolder}/whole`, '');
    await finishPackages(root, Date.now());
    expect(await read(`r1/${packageFiles.video}`)).toBe('new film');
    expect(await read(`r1/${packageFiles.manifest}`)).toContain(packageFiles.chapters);
    expect((await readdir(join(root, 'r1'))).toSorted()).toEqual(
      [packageFiles.chapters, packageFiles.manifest, packageFiles.video, packageFiles.timeline].toSorted(),
    );
  });

  it('leaves alone what is not whole, and clears it away after a day', async () => {
    await put(`r1/${stagedFolder}/${packageFiles.video}`, 'half a film');
    await finishPackages(root, Date.now());
    expect(await read(`r1/${packageFiles.video}`)).toBe('old film');
    expect(await read(`r1/${stagedFolder}/${packageFiles.video}`)).toBe('half a film');
    await finishPackages(root, Date.now() + 2 * day);
    expect(await readdir(join(root, 'r1'))).not.toContain(packageFiles.scratch);
    expect(await read(`r1/${packageFiles.video}`)).toBe('old film');
  });

  it('does not touch a recording that is not finished, however long ago it was begun', async () => {
    await put(`r2/${packageFiles.timeline}`, 'time line');
    await put(`r2/${packageFiles.scratch}/scene-1.mp4`, 'scene');
    await utimes(join(root, 'r2', packageFiles.scratch), 0, 0);
    await finishPackages(root, Date.now());
    expect(await read(`r2/${packageFiles.scratch}/scene-1.mp4`)).toBe('scene');
  });
});
