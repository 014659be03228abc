import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRound } from '../../server/package/round.ts';
import { type ArchiveHub, heldMeeting, now, recordingIds } from '../support/archived-meeting.ts';

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
    // A clock that was set back does not put the next check off.
    await roundOf(hub, { clock: { now: () => now + 29 * dayMs } }).once();
    expect(await checkedOf(hub)).toEqual([
      [29 * dayMs, true],
      [29 * dayMs, true],
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

  it('PACKAGE-7: tells of a meeting that keeps it from hashing for a day', async () => {
    const hub = await heldMeeting();
    let hours = 0;
    const round = roundOf(hub, {
      clock: { now: () => now + hours * 3_600_000 },
      meetingLive: () => hours < 30,
      rest: async () => {
        if (hours < 30) {
          const told = hub.complaints.join('').split('keeps packages from being hashed').length - 1;
          expect(told).toBe(hours >= 24 ? 1 : 0);
          hours += 1;
        }
      },
    });
    await round.once();
    expect(hours).toBe(30);
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
