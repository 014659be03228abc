import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RecordingId } from '../../core/id.ts';
import { createArchive, recordingFolder, verifyPackage } from './package.ts';

const sound = { ok: true, checked: 3, changed: [], missing: [], added: [] };
const files = { 'recording.mp4': 'film', 'timeline.jsonl': '{}\n', 'tracks/0001-a.mkv': 'track' };

describe('verifying a package', () => {
  let folder = '';
  const put = (path: string, content: string) => writeFile(join(folder, path), content);
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-package-'));
    await mkdir(join(folder, 'tracks'));
    const lines = Object.entries(files).map(
      ([path, content]) => `${createHash('sha256').update(content).digest('hex')}  ${path}\n`,
    );
    await Promise.all(Object.entries(files).map(([path, content]) => put(path, content)));
    await put('manifest-sha256.txt', lines.join(''));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('finds nothing wrong with a sound one', async () => {
    expect(await verifyPackage(folder)).toEqual(sound);
    expect(await verifyPackage(`${folder}/`)).toEqual(sound);
  });

  it('names what changed, what is missing and what was added', async () => {
    await put('timeline.jsonl', '{ }\n');
    await rm(join(folder, 'recording.mp4'));
    await put('tracks/0002-b.mkv', 'more');
    expect(await verifyPackage(folder)).toEqual({
      ok: false,
      checked: 2,
      changed: ['timeline.jsonl'],
      missing: ['recording.mp4'],
      added: ['tracks/0002-b.mkv'],
    });
  });

  it('passes over what composition leaves behind for itself', async () => {
    await mkdir(join(folder, 'scratch'));
    await put('scratch/scene-00000.mp4', 'half');
    expect(await verifyPackage(folder)).toEqual(sound);
  });

  it('does not follow a link out of the folder', async () => {
    await rm(join(folder, 'recording.mp4'));
    await symlink('/etc/hostname', join(folder, 'recording.mp4'));
    await symlink('/nowhere', join(folder, 'dangling'));
    expect(await verifyPackage(folder)).toMatchObject({
      ok: false,
      changed: ['recording.mp4'],
      added: ['dangling'],
    });
  });

  it.each(['../other', '/etc/passwd', 'tracks/../../other'])(
    'refuses a manifest that names %s',
    async (path) => {
      await put('manifest-sha256.txt', `${'0'.repeat(64)}  ${path}\n`);
      await expect(verifyPackage(folder)).rejects.toThrow('outside');
    },
  );

  it('refuses a manifest that is none, or is not there', async () => {
    await put('manifest-sha256.txt', 'hello\n');
    await expect(verifyPackage(folder)).rejects.toThrow('not a line');
    await rm(join(folder, 'manifest-sha256.txt'));
    await expect(verifyPackage(folder)).rejects.toThrow('ENOENT');
  });
});

describe('the folder of a recording', () => {
  it('is named by its id alone, which never leads out', () => {
    expect(recordingFolder('/data', 'm1.r5' as RecordingId)).toBe('/data/m1.r5');
    for (const id of ['..', '../m1', 'a/b', '', '.'])
      expect(() => recordingFolder('/data', id as RecordingId)).toThrow();
    const archive = createArchive('/data');
    expect(archive.pathOf('m1.r5' as RecordingId, 'chapters')).toBe('/data/m1.r5/chapters.json');
  });
});
