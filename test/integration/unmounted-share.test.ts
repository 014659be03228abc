import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CopyPlace } from '../../server/package/copies.ts';
import { folderPlace, placeMark } from '../../server/package/folder-place.ts';
import { type ArchiveHub, heldMeeting, now, recordingIds } from '../support/archived-meeting.ts';
import { copiesOf, statesOf } from '../support/copied-archive.ts';

describe('a share that is not mounted', () => {
  let hub: ArchiveHub;
  let mount: string;
  let place: CopyPlace;
  let at: number;
  const [one, two] = recordingIds;
  const unmount = async () => {
    await rename(mount, `${mount}-away`);
    await mkdir(mount);
  };
  const mountAgain = async () => {
    await rm(mount, { recursive: true });
    await rename(`${mount}-away`, mount);
  };
  beforeEach(async () => {
    hub = await heldMeeting();
    mount = join(await mkdtemp(join(tmpdir(), 'diemcau-mount-')), 'share');
    await mkdir(mount);
    place = folderPlace({ name: 'share', path: mount });
    at = now;
    await copiesOf(hub, place, { now: () => at }).once();
  });
  afterEach(async () => {
    await hub.close();
    await rm(dirname(mount), { recursive: true });
  });

  it('DOSSIER-10: leaves a folder in which nothing is taken for destroyed', async () => {
    const copies = copiesOf(hub, place, { now: () => at });
    await unmount();
    await expect(copies.remove(one!)).rejects.toThrow('is the share mounted?');
    expect(await readdir(mount)).toEqual([]);
    await mountAgain();
    expect(await readdir(mount)).toContain(one);
    await copies.remove(one!);
    expect((await readdir(mount)).sort()).toEqual([two, placeMark].sort());
  });

  it('PACKAGE-8: leaves a folder that nothing is copied into, until it is there again', async () => {
    const copies = copiesOf(hub, place, { now: () => at });
    const [row] = await hub.store.packages.copiesOf([one!]);
    await hub.store.packages.putCopy({ ...row!, state: 'failed', failures: 1 });
    at += 60_000;
    await unmount();
    await copies.once();
    expect(await readdir(mount)).toEqual([]);
    expect(await statesOf(hub)).toEqual([
      ['failed', 2],
      ['verified', 0],
    ]);
    await mountAgain();
    at += 120_000;
    await copies.once();
    expect(await statesOf(hub)).toEqual([
      ['verified', 0],
      ['verified', 0],
    ]);
  });

  it('PACKAGE-8: is no longer written to when it goes away between two files', async () => {
    await place.remove(one!);
    const [row] = await hub.store.packages.copiesOf([one!]);
    await hub.store.packages.putCopy({ ...row!, state: 'waiting', manifest: null });
    let files = 0;
    const leaving: CopyPlace = {
      ...place,
      copy: async (...args) => {
        files += 1;
        if (files === 2) await unmount();
        await place.copy(...args);
      },
    };
    await copiesOf(hub, leaving, { now: () => at }).once();
    expect(await readdir(mount)).toEqual([]);
    expect(await statesOf(hub)).toEqual([
      ['failed', 1],
      ['verified', 0],
    ]);
    await mountAgain();
  });

  it('PACKAGE-8: is known by the copies in it where it has no mark yet, and gets one', async () => {
    await rm(join(mount, placeMark));
    await place.open(async () => recordingIds);
    expect(await readdir(mount)).toContain(placeMark);
  });
});
