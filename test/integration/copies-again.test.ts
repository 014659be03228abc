import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CopyPlace } from '../../server/package/copies.ts';
import { digestOf } from '../../server/package/folder.ts';
import { folderPlace, placeMark } from '../../server/package/folder-place.ts';
import {
  type ArchiveHub,
  heldMeeting,
  now,
  recordingIds,
  recordingRow,
  writePackage,
} from '../support/archived-meeting.ts';
import { copiesOf, memoryPlace, statesOf } from '../support/copied-archive.ts';

const dayMs = 24 * 3_600_000;
const [one, two] = recordingIds;
if (one === undefined || two === undefined) throw new Error('two recordings');
const verified = [
  ['verified', 0],
  ['verified', 0],
];

describe('a copy that was verified', () => {
  let hub: ArchiveHub;
  let at: number;
  let sits: boolean;
  const { place, files } = memoryPlace();
  const copying = (to: CopyPlace = place) =>
    copiesOf(hub, to, { now: () => at }, { meetingLive: () => sits, rehashDays: 30 });
  const filmOf = (recording: string) => files.get(`${recording}/recording.mp4`);
  beforeEach(async () => {
    hub = await heldMeeting();
    files.clear();
    at = now + 1_000;
    sits = false;
    await copying().once();
    expect(await statesOf(hub)).toEqual(verified);
  });
  afterEach(() => hub.close());

  it('PACKAGE-8: is looked at again as often as packages are hashed, and brought there where it is gone', async () => {
    files.clear();
    at += 30 * dayMs - 1;
    await copying().once();
    expect(files.size).toBe(0);
    at += 1;
    sits = true;
    await copying().once();
    expect(files.size).toBe(0);
    sits = false;
    await copying().once();
    expect([filmOf(one), filmOf(two)]).toEqual([`film of ${one}`, `film of ${two}`]);
    const rows = await hub.store.packages.allCopies();
    expect(rows.map((row) => row.at)).toEqual([at, at]);
  });

  it('PACKAGE-8: is looked at again at once where the clock says it was made in the future', async () => {
    files.clear();
    at -= 400 * dayMs;
    await copying().once();
    expect(filmOf(one)).toBe(`film of ${one}`);
  });

  it('PACKAGE-8: gives way to a film made anew, whatever the clock says of the two', async () => {
    const copies = copying();
    await copies.once();
    await writePackage(hub.folderOf(one), { film: 'a new film' });
    await rm(join(hub.folderOf(one), 'manifest-sha256.txt.sig'));
    await hub.store.recordings.put(recordingRow(one, 'a new film'));
    await hub.again({ clock: { now: () => now + 500 } }).finished(one);
    await copies.once();
    expect(filmOf(one)).toBe('a new film');
    const manifest = await digestOf(join(hub.folderOf(one), 'manifest-sha256.txt'));
    expect(await hub.store.packages.copiesOf([one])).toMatchObject([{ state: 'verified', manifest }]);
  });

  it('PACKAGE-8: stays what it is while the package here is damaged', async () => {
    await writeFile(join(hub.folderOf(one), 'manifest-sha256.txt'), '');
    at += 400 * dayMs;
    await copying().once();
    expect(await statesOf(hub)).toEqual(verified);
    expect((await hub.store.packages.allCopies()).map((row) => row.at)).toEqual([now + 1_000, at]);
  });

  it('PACKAGE-8: does not keep waiting what was not copied yet', async () => {
    const looked: string[] = [];
    const [row] = await hub.store.packages.copiesOf([one]);
    if (row) await hub.store.packages.putCopy({ ...row, at: row.at - 1 });
    at += 30 * dayMs;
    const copies = copying({
      ...place,
      copy: async (recording, file, ...more) => {
        if (looked.length === 0) {
          await hub.store.packages.putCopy({
            ...{ recording: two, place: place.name, state: 'waiting' },
            ...{ at, manifest: null, failures: 0 },
          });
          copies.wake();
        }
        if (looked.at(-1) !== recording) looked.push(recording);
        await place.copy(recording, file, ...more);
      },
    });
    await copies.once();
    expect(looked).toEqual([one]);
    await copies.once();
    expect(looked).toEqual([one, two]);
  });
});

it('PACKAGE-8: what is missing from a folder, such as a new disk, is brought there at once', async () => {
  const hub = await heldMeeting();
  const path = await mkdtemp(join(tmpdir(), 'diemcau-place-'));
  const place = folderPlace({ name: 'share', path });
  await copiesOf(hub, place, { now: () => now }).once();
  await rm(path, { recursive: true });
  await mkdir(path);
  await writeFile(join(path, placeMark), '');
  await copiesOf(hub, place, { now: () => now }).once();
  expect((await readdir(path)).sort()).toEqual([placeMark, one, two].sort());
  expect(await statesOf(hub)).toEqual(verified);
  await rm(path, { recursive: true });
  await copiesOf(hub, place, { now: () => now }).once();
  expect(await statesOf(hub)).toEqual(verified);
  expect(hub.complaints.join('')).toContain('a second place is away');
  await hub.close();
});
