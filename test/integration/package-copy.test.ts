import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CopyRow } from '../../server/archive-ports.ts';
import { type CopyPlace, createCopies, retryAt } from '../../server/package/copies.ts';
import { digestOfText } from '../../server/package/folder.ts';
import { folderPlace } from '../../server/package/folder-place.ts';
import { createRound } from '../../server/package/round.ts';
import { s3Place } from '../../server/package/s3-place.ts';
import { verifyPackage } from '../../server/package/verify.ts';
import { copyPlaceContract } from '../contract/copy-place.ts';
import { type ArchiveHub, heldMeeting, now, recordingIds } from '../support/archived-meeting.ts';
import { access, startS3 } from '../support/s3-store.ts';

async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return new Map(files.map((file, at) => [relative(folder, file), texts[at] ?? '']));
}

/** A place that is only a table. */
function memoryPlace() {
  const files = new Map<string, string>();
  const place: CopyPlace = {
    name: 'memory',
    copy: async (recording, file) => {
      const bytes = await readFile(file.source);
      if (digestOfText(bytes) !== file.digest) throw new Error('it does not hold what it was sent');
      files.set(`${recording}/${file.path}`, bytes.toString());
    },
    remove: async (recording) => {
      for (const path of files.keys()) if (path.startsWith(`${recording}/`)) files.delete(path);
    },
  };
  return { place, files };
}

copyPlaceContract('double', async () => {
  const { place, files } = memoryPlace();
  return { place, contents: async () => files, spoil: null, close: async () => undefined };
});

copyPlaceContract('folder', async () => {
  const path = await mkdtemp(join(tmpdir(), 'diemcau-place-'));
  return {
    place: folderPlace({ name: 'folder', path }),
    contents: () => filesIn(path),
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
  await expect(place.copy(recordingIds[0]!, file, async () => undefined, signal)).rejects.toThrow('ENOENT');
  await expect(place.remove(recordingIds[0]!)).rejects.toThrow('ENOENT');
});

it('PACKAGE-8: a store with another key does not let anybody in', async () => {
  const store = await startS3();
  const wrong = { ...access, secretKey: 'another', endpoint: store.endpoint };
  const place = s3Place({ name: 's3', access: wrong, prefix: '' });
  await expect(place.remove(recordingIds[0]!)).rejects.toThrow('403');
  await store.close();
});

/** Copies of a hub into a place, with a clock of its own. */
function copiesOf(hub: ArchiveHub, place: CopyPlace, clock: { now(): number }, composing = false) {
  const { store, folderOf } = hub;
  return createCopies({
    folderOf,
    key: hub.key,
    recordings: store.recordings,
    packages: store.packages,
    places: [place],
    meetingLive: () => false,
    composing: () => composing,
    clock,
    logger: hub.logger,
  });
}
const statesOf = async ({ store }: ArchiveHub) =>
  (await store.packages.allCopies()).map(({ state, failures }) => [state, failures]);

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
    expect(await readdir(path)).toEqual([recordingIds[1]]);
    await hub.close();
    await rm(path, { recursive: true });
  });

  it('PACKAGE-8: are not taken of what is not sound, nor of what is just being made', async () => {
    const hub = await heldMeeting();
    const { place, files } = memoryPlace();
    await copiesOf(hub, place, { now: () => now }, true).once();
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
});

describe('the round', () => {
  const dayMs = 24 * 3_600_000;
  const roundOf = (hub: ArchiveHub, more: Partial<Parameters<typeof createRound>[0]> = {}) =>
    createRound({
      folderOf: hub.folderOf,
      key: hub.key,
      recordings: hub.store.recordings,
      packages: hub.store.packages,
      rehashDays: 30,
      meetingLive: () => false,
      composing: () => false,
      clock: { now: () => now },
      logger: hub.logger,
      rest: async () => undefined,
      ...more,
    });
  const checkedOf = async ({ store }: ArchiveHub) =>
    (await store.packages.all()).map(({ checkedAt, sound }) => [
      checkedAt === null ? null : checkedAt - now,
      sound,
    ]);

  it('PACKAGE-7: hashes what is due, keeps the damage, and takes it back when it is whole again', async () => {
    const hub = await heldMeeting();
    const film = join(hub.folderOf(recordingIds[1]!), 'recording.mp4');
    const text = await readFile(film);
    await writeFile(film, 'damaged');
    await roundOf(hub).once();
    expect(await checkedOf(hub)).toEqual([
      [0, true],
      [0, false],
    ]);
    expect(hub.complaints.join('')).toContain('a package is damaged');
    await hub.packages.start();
    expect(hub.packages.health()).toMatchObject({ ok: false, detail: expect.stringContaining('1 damaged') });
    await writeFile(film, text);
    await roundOf(hub, { clock: { now: () => now + 29 * dayMs } }).once();
    expect(await checkedOf(hub)).toEqual([
      [0, true],
      [0, false],
    ]);
    await roundOf(hub, { clock: { now: () => now + 30 * dayMs } }).once();
    expect(await checkedOf(hub)).toEqual([
      [30 * dayMs, true],
      [30 * dayMs, true],
    ]);
    await hub.close();
  });

  it('PACKAGE-7: begins with the one not checked the longest, and waits while a meeting sits', async () => {
    const hub = await heldMeeting();
    const [one, two] = recordingIds;
    for (const [recording, days] of [
      [one, 60],
      [two, 31],
    ] as const)
      await hub.store.packages.put({
        recording: recording!,
        sealedAt: 1,
        origin: null,
        checkedAt: now - days * dayMs,
        sound: true,
      });
    const looked: string[] = [];
    let sits = 3;
    const round = roundOf(hub, {
      folderOf: (recording) => {
        looked.push(recording);
        return hub.folderOf(recording);
      },
      meetingLive: () => {
        if (sits > 0) expect(looked).toEqual([]);
        sits -= 1;
        return sits >= 0;
      },
    });
    await round.once();
    expect(sits).toBeLessThan(0);
    expect([...new Set(looked)]).toEqual([one, two]);
    await hub.close();
  });

  it('PACKAGE-7: takes what was disposed of since the round began for no damage', async () => {
    const hub = await heldMeeting();
    const [, two] = recordingIds;
    const round = roundOf(hub, {
      recordings: {
        ...hub.store.recordings,
        all: async () => {
          const all = await hub.store.recordings.all();
          for (const row of all) await hub.store.recordings.put({ ...row, state: 'disposed' });
          for (const recording of recordingIds) await hub.store.packages.forget(recording);
          await rm(hub.folderOf(two!), { recursive: true });
          return all;
        },
      },
    });
    await round.once();
    expect(await checkedOf(hub)).toEqual([]);
    expect(await hub.packages.verify(two!)).toMatchObject({ ok: false });
    expect(await checkedOf(hub)).toEqual([]);
    await hub.close();
  });

  it('PACKAGE-7: takes what is just being made for no damage, and a folder removed by hand for one', async () => {
    const hub = await heldMeeting();
    await rm(hub.folderOf(recordingIds[0]!), { recursive: true });
    await mkdir(hub.folderOf(recordingIds[0]!));
    await roundOf(hub, { composing: () => true }).once();
    expect(await checkedOf(hub)).toEqual([
      [null, true],
      [null, true],
    ]);
    await rm(hub.folderOf(recordingIds[0]!), { recursive: true });
    await roundOf(hub).once();
    expect(await checkedOf(hub)).toEqual([
      [0, false],
      [0, true],
    ]);
    await hub.close();
  });
});
