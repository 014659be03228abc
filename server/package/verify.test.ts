import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSigningKey } from '../../config/signing-key.ts';
import type { RecordingId } from '../../core/id.ts';
import { recordingFolder } from './folder.ts';
import { sealPackage } from './seal.ts';
import { verifyPackage } from './verify.ts';

const sound = { ok: true, checked: 3, changed: [], missing: [], added: [], signature: 'missing' };
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
      signature: 'missing',
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

  it('does not take a link for the file, even where it leads to the same bytes', async () => {
    await mkdir(join(folder, 'scratch'));
    await rename(join(folder, 'recording.mp4'), join(folder, 'scratch', 'film'));
    await symlink(join(folder, 'scratch', 'film'), join(folder, 'recording.mp4'));
    expect(await verifyPackage(folder)).toMatchObject({ ok: false, changed: ['recording.mp4'] });
  });

  it.each(['../other', '/etc/passwd', 'tracks/../../other'])(
    'takes a manifest that names %s for changed',
    async (path) => {
      await put('manifest-sha256.txt', `${'0'.repeat(64)}  ${path}\n`);
      const changed = { ok: false, checked: 0, changed: ['manifest-sha256.txt'] };
      expect(await verifyPackage(folder)).toMatchObject(changed);
    },
  );

  it('PACKAGE-3: says so where there is no manifest, or no folder any more', async () => {
    await put('manifest-sha256.txt', 'hello\n');
    expect(await verifyPackage(folder)).toMatchObject({ ok: false, changed: ['manifest-sha256.txt'] });
    await rm(join(folder, 'manifest-sha256.txt'));
    const gone = { ok: false, checked: 0, changed: [], missing: ['manifest-sha256.txt'] };
    expect(await verifyPackage(folder)).toMatchObject(gone);
    await rm(folder, { recursive: true });
    expect(await verifyPackage(folder)).toMatchObject(gone);
  });
});

describe('the signature of a package', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diemcau-package-'));
    await writeFile(join(folder, 'recording.mp4'), 'film');
    await list('film');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const digest = (content: string) => createHash('sha256').update(content).digest('hex');
  const list = (content: string) =>
    writeFile(join(folder, 'manifest-sha256.txt'), `${digest(content)}  recording.mp4\n`);
  const keyOf = (name: string) => loadSigningKey(join(folder, 'scratch', name));

  it('PACKAGE-1: is by the hub’s key, and shows a manifest that was changed together with a file', async () => {
    const keys = [keyOf('key.pem')];
    const [key] = keys;
    expect(await verifyPackage(folder, { keys })).toMatchObject({ ok: false, signature: 'missing' });
    if (key) await sealPackage(folder, key);
    expect(await verifyPackage(folder, { keys })).toMatchObject({
      ok: true,
      signature: 'genuine',
      added: [],
    });
    await writeFile(join(folder, 'recording.mp4'), 'fake');
    await list('fake');
    expect(await verifyPackage(folder, { keys })).toMatchObject({
      ok: false,
      changed: [],
      signature: 'false',
    });
  });

  it('PACKAGE-1: by another key counts for nothing, even with that key beside it', async () => {
    await sealPackage(folder, keyOf('another.pem'));
    const verified = await verifyPackage(folder, { keys: [keyOf('key.pem')] });
    expect(verified).toMatchObject({ ok: false, signature: 'false' });
    const both = [keyOf('key.pem'), keyOf('another.pem')];
    expect(await verifyPackage(folder, { keys: both })).toMatchObject({ ok: true, signature: 'genuine' });
  });

  it('PACKAGE-1: is one that openssl verifies', async () => {
    await sealPackage(folder, keyOf('key.pem'));
    const order = 'pkeyutl -verify -pubin -inkey signing-key.pem -rawin -in manifest-sha256.txt -sigfile';
    const run = () =>
      spawnSync('openssl', [...order.split(' '), 'manifest-sha256.txt.sig'], {
        cwd: folder,
        encoding: 'utf8',
      });
    expect(run().stdout).toContain('Signature Verified Successfully');
    await list('fake');
    expect(run().status).not.toBe(0);
  });
});

describe('the folder of a recording', () => {
  it('is named by its id alone, which never leads out', () => {
    expect(recordingFolder('/data', 'm1.r5' as RecordingId)).toBe('/data/m1.r5');
    for (const id of ['..', '../m1', 'a/b', '', '.'])
      expect(() => recordingFolder('/data', id as RecordingId)).toThrow();
  });
});
