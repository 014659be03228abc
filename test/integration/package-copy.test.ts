import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CopyRow } from '../../server/archive-ports.ts';
import type { CopyPlace } from '../../server/package/copies.ts';
import { retryAt } from '../../server/package/due.ts';
import { folderPlace, placeMark } from '../../server/package/folder-place.ts';
import { s3Place } from '../../server/package/s3-place.ts';
import { verifyPackage } from '../../server/package/verify.ts';
import { copyPlaceContract } from '../contract/copy-place.ts';
import { heldMeeting, now, recordingIds } from '../support/archived-meeting.ts';
import { copiesOf, memoryPlace, statesOf } from '../support/copied-archive.ts';
import { access, startS3 } from '../support/s3-store.ts';

async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return new Map(files.map((file, at) => [relative(folder, file), texts[at] ?? '']));
}

copyPlaceContract('double', async () => {
  const { place, files } = memoryPlace();
  return { place, contents: async () => files, spoil: null, close: async () => undefined };
});

copyPlaceContract('folder', async () => {
  const path = await mkdtemp(join(tmpdir(), 'diemcau-place-'));
  return {
    place: folderPlace({ name: 'folder', path }),
    contents: async () => new Map([...(await filesIn(path))].filter(([file]) => file !== placeMark)),
    spoil: null,
    close: () => rm(path, { recursive: true }),
  };
});

for (const [name, checksums, bounds] of [
  ['S3', true, {}],
  ['S3 in parts', true, { mostAtOnce: 10, multipartBytes: 8 }],
  ['S3 without checksums', false, {}],
] as const)
  copyPlaceContract(name, async () => {
    const store = await startS3();
    store.trouble.checksums = checksums;
    const prefix = 'hub-1';
    const place = s3Place({ name, access: { ...access, endpoint: store.endpoint }, prefix, ...bounds });
    const contents = async () =>
      new Map([...store.objects].map(([key, { body }]) => [key.slice(prefix.length + 1), body.toString()]));
    const spoil = () => {
      store.trouble.spoil = true;
    };
    return {
      place,
      contents,
      spoil,
      close: async () => {
        expect(store.open.size).toBe(0);
        await store.close();
      },
    };
  });

it('PACKAGE-8: a folder that is not there is not made: a share may not be mounted', async () => {
  const place = folderPlace({ name: 'folder', path: '/nowhere/at/all' });
  const file = { source: '/etc/hostname', path: 'a', digest: '' };
  const { signal } = new AbortController();
  await expect(place.open(async () => [])).rejects.toThrow('ENOENT');
  await expect(place.copy(recordingIds[0]!, file, async () => undefined, signal)).rejects.toThrow(placeMark);
  await expect(place.remove(recordingIds[0]!)).rejects.toThrow(placeMark);
});

it('PACKAGE-8: a store with another key does not let anybody in', async () => {
  const store = await startS3();
  const wrong = { ...access, secretKey: 'another', endpoint: store.endpoint };
  const place = s3Place({ name: 's3', access: wrong, prefix: '' });
  await expect(place.remove(recordingIds[0]!)).rejects.toThrow('403');
  await store.close();
});

describe('the copies of an archive', () => {
  it('PACKAGE-8: are whole packages, the manifest last, tried again after ever longer waits', async () => {
    const hub = await heldMeeting();
    const path = await mkdtemp(join(tmpdir(), 'diemcau-place-'));
    const order: string[] = [];
    let away = true;
    let at = now;
    const folder = folderPlace({ name: 'o-mang', path });
    const place: CopyPlace = {
      ...folder,
      copy: async (recording, file, pace, signal) => {
        if (away && file.path === 'timeline.jsonl') throw new Error('the share is away');
        order.push(file.path);
        await folder.copy(recording, file, pace, signal);
      },
    };
    const copies = copiesOf(hub, place, { now: () => at });
    await copies.once();
    expect(await statesOf(hub)).toEqual([
      ['failed', 1],
      ['failed', 1],
    ]);
    at += 59_000;
    away = false;
    await copies.once();
    expect(await statesOf(hub)).toEqual([
      ['failed', 1],
      ['failed', 1],
    ]);
    at += 1_000;
    order.length = 0;
    await copies.once();
    expect(await statesOf(hub)).toEqual([
      ['verified', 0],
      ['verified', 0],
    ]);
    expect(order.slice(0, 7).slice(-3)).toEqual([
      'signing-key.pem',
      'manifest-sha256.txt.sig',
      'manifest-sha256.txt',
    ]);
    for (const recording of recordingIds)
      expect(await verifyPackage(join(path, recording), { keys: [hub.key] })).toMatchObject({ ok: true });
    order.length = 0;
    await copies.once();
    expect(order).toEqual([]);
    await copies.remove(recordingIds[0]!);
    expect((await readdir(path)).sort()).toEqual([recordingIds[1], placeMark].sort());
    await hub.close();
    await rm(path, { recursive: true });
  });

  it('PACKAGE-8: are not taken of what is not sound, nor of what is just being made', async () => {
    const hub = await heldMeeting();
    const { place, files } = memoryPlace();
    await copiesOf(hub, place, { now: () => now }, { composing: () => true }).once();
    expect(files.size).toBe(0);
    await writeFile(join(hub.folderOf(recordingIds[0]!), 'manifest-sha256.txt'), '');
    await copiesOf(hub, place, { now: () => now }).once();
    expect(await statesOf(hub)).toEqual([
      ['failed', 1],
      ['verified', 0],
    ]);
    expect([...files.keys()].filter((key) => key.startsWith(`${recordingIds[0]}/`))).toEqual([]);
    await hub.close();
  });

  it('DOSSIER-10: a disposal while a copy is being made leaves nothing there, and no trouble to tell of', async () => {
    const hub = await heldMeeting();
    const { place, files } = memoryPlace();
    const onTheWay = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const slow: CopyPlace = {
      ...place,
      copy: async (recording, file, pace, signal) => {
        onTheWay.resolve();
        await goOn.promise;
        await place.copy(recording, file, pace, signal);
      },
    };
    const copies = copiesOf(hub, slow, { now: () => now });
    const round = copies.once();
    await onTheWay.promise;
    for (const row of await hub.store.recordings.all())
      await hub.store.recordings.put({ ...row, state: 'disposed' });
    const removed = (async () => {
      for (const recording of recordingIds) {
        await copies.remove(recording);
        await hub.store.packages.forget(recording);
      }
    })();
    goOn.resolve();
    await Promise.all([round, removed]);
    expect([...files.keys()]).toEqual([]);
    expect(await statesOf(hub)).toEqual([]);
    await hub.close();
  });

  it('DOSSIER-10: are not said to be gone while one lies in a place that is no longer configured', async () => {
    const hub = await heldMeeting();
    const { place, files } = memoryPlace();
    await copiesOf(hub, place, { now: () => now }).once();
    const [one] = recordingIds;
    const another = { ...memoryPlace().place, name: 'another' };
    await expect(copiesOf(hub, another, { now: () => now }).remove(one!)).rejects.toThrow('memory');
    expect(files.has(`${one}/recording.mp4`)).toBe(true);
    await copiesOf(hub, place, { now: () => now }).remove(one!);
    expect(files.has(`${one}/recording.mp4`)).toBe(false);
    await hub.close();
  });

  it('PACKAGE-8: wait a minute after the first failure, and six hours at most', () => {
    const after = (failures: number) => retryAt({ at: 0, failures } as CopyRow) / 60_000;
    expect([0, 1, 2, 3, 20].map(after)).toEqual([0, 1, 2, 4, 360]);
  });

  it('PACKAGE-8: are tried again at once where the clock was set back', async () => {
    const hub = await heldMeeting();
    const { place } = memoryPlace();
    const [one] = recordingIds;
    const before = { recording: one!, place: place.name, manifest: null };
    await hub.store.packages.putCopy({ ...before, state: 'failed', at: now + 86_400_000, failures: 9 });
    await copiesOf(hub, place, { now: () => now }).once();
    expect(await statesOf(hub)).toEqual([
      ['verified', 0],
      ['verified', 0],
    ]);
    await hub.close();
  });
});
