import type { createReadStream } from 'node:fs';
import type { readdir, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRound } from '../../server/package/round.ts';
import { type ArchiveHub, heldMeeting, now, recordingIds } from '../support/archived-meeting.ts';

/** What the disk does not give back, by the end of its path, and the error that it gives instead. */
const { broken } = vi.hoisted(() => ({ broken: new Map<string, string>() }));
const faultAt = vi.hoisted(() => (path: unknown): Error | null => {
  const [, code] = [...broken].find(([end]) => String(path).endsWith(end)) ?? [];
  return code === undefined
    ? null
    : Object.assign(new Error(`${code}: read`), { code, syscall: 'read', path: String(path) });
});
vi.mock('node:fs', async (original) => {
  const real = await original<{ createReadStream: typeof createReadStream }>();
  return {
    ...real,
    createReadStream: (path: string, options?: Parameters<typeof createReadStream>[1]) => {
      const fault = faultAt(path);
      return fault === null
        ? real.createReadStream(path, options)
        : new Readable({ read: (_size) => undefined }).destroy(fault);
    },
  };
});
vi.mock('node:fs/promises', async (original) => {
  const real = await original<{ readFile: typeof readFile; readdir: typeof readdir }>();
  const refused = async (path: unknown): Promise<void> => {
    const fault = faultAt(path);
    if (fault !== null) throw fault;
  };
  return {
    ...real,
    readFile: async (...args: Parameters<typeof readFile>) =>
      refused(args[0]).then(() => real.readFile(...args)),
    readdir: async (...args: Parameters<typeof readdir>) =>
      refused(args[0]).then(() => real.readdir(...args)),
  };
});

let hub: ArchiveHub;
beforeEach(async () => {
  hub = await heldMeeting();
});
afterEach(async () => {
  broken.clear();
  await hub.close();
});

const [one] = recordingIds;
if (one === undefined) throw new Error('two recordings');
const round = () =>
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
  }).once();
const known = async () => {
  const rows = await hub.store.packages.of(recordingIds);
  return rows.map(({ checkedAt, sound }) => [checkedAt, sound]);
};

it('PACKAGE-7: a file that the disk no longer reads is damage, kept and reported by name', async () => {
  broken.set(`${one}/recording.mp4`, 'EIO');
  await round();
  expect(await known()).toEqual([
    [now, false],
    [now, true],
  ]);
  await hub.packages.start();
  expect(hub.packages.health()).toMatchObject({ ok: false, detail: expect.stringContaining('1 damaged') });
  expect(hub.complaints.join('')).toMatch(/EIO.*recording\.mp4.*a file of a package could not be read/);
});

it.each([
  ['recording.mp4', { changed: ['recording.mp4'], signature: 'genuine' }],
  ['manifest-sha256.txt', { changed: ['manifest-sha256.txt'] }],
  ['manifest-sha256.txt.sig', { changed: [], signature: 'false' }],
  // The folder itself: what is in it nobody knows.
  ['', { changed: ['manifest-sha256.txt'] }],
])('PACKAGE-3: verifying answers where the disk does not read «%s»', async (path, found) => {
  broken.set(path === '' ? one : `${one}/${path}`, 'EIO');
  expect(await hub.packages.verify(one)).toMatchObject({ ok: false, missing: [], added: [], ...found });
  expect(await known()).toContainEqual([now, false]);
});

it('PACKAGE-7: a hub that has no handles left says nothing of the package', async () => {
  broken.set(`${one}/recording.mp4`, 'EMFILE');
  await round();
  expect(await known()).toEqual([
    [null, true],
    [now, true],
  ]);
  await expect(hub.packages.verify(one)).rejects.toThrow('EMFILE');
});
