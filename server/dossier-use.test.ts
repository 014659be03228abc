import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { monthsAfter } from '../core/dossier/term.ts';
import type { DocumentId, RecordingId } from '../core/id.ts';
import {
  closedAt,
  confirm,
  type DossierDesk,
  dayMs,
  main,
  meeting,
  openDesk,
  sidebar,
  unit,
} from '../test/doubles/dossier-desk.ts';

let desk: DossierDesk;
beforeEach(async () => {
  desk = await openDesk();
});

describe('links', () => {
  it('DOSSIER-11: open by a secret of 32 bytes that is shown once and kept by its hash alone', async () => {
    await desk.done(desk.hà, { type: 'links.allow' });
    const until = desk.now + 90 * dayMs;
    const made = await desk.done(desk.nam, { type: 'link.make', whom: 'Báo', until });
    const secret = made.secret ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect((await desk.service.read(desk.nam, main)).secret).toBeNull();
    const log = JSON.stringify(await desk.store.dossiers.log.read(meeting, 0));
    expect(log).not.toContain(secret);
    expect(log).toContain(createHash('sha256').update(secret).digest('hex'));
    expect(await desk.service.shared(secret)).toMatchObject({
      link: 1,
      whom: 'Báo',
      until,
      recording: { id: 'r-1' },
    });
    for (const wrong of ['', `${secret}x`, secret.slice(1), secret.toUpperCase()])
      expect(await desk.service.shared(wrong)).toBeNull();
    desk.now = until;
    expect(await desk.service.shared(secret)).toBeNull();
  });

  it('DOSSIER-8: is dead once it was withdrawn, forbidden, or its file disposed of', async () => {
    const make = async () => {
      await desk.done(desk.hà, { type: 'links.allow' });
      return (
        (await desk.done(desk.nam, { type: 'link.make', whom: 'Báo', until: desk.now + dayMs })).secret ?? ''
      );
    };
    const first = await make();
    await desk.done(desk.nam, { type: 'link.withdraw', link: 1 });
    expect(await desk.service.shared(first)).toBeNull();
    const second = await make();
    await desk.done(desk.hà, { type: 'links.forbid' });
    expect(await desk.service.shared(second)).toBeNull();
    const third = await make();
    expect(await desk.service.shared(third)).not.toBeNull();
    await desk.asked();
    await desk.done(desk.nam, confirm);
    expect(await desk.service.shared(third)).toBeNull();
  });
});

describe('whoever made a link', () => {
  it('DOSSIER-8: holds it open no longer than they may make one', async () => {
    await desk.done(desk.hà, { type: 'links.allow' });
    const make = async (by: typeof desk.hà) =>
      (await desk.done(by, { type: 'link.make', whom: 'Báo', until: desk.now + dayMs })).secret ?? '';
    const [byHà, byNam] = [await make(desk.hà), await make(desk.nam)];
    const open = async () => [
      (await desk.service.shared(byHà)) !== null,
      (await desk.service.shared(byNam)) !== null,
      ...(await desk.service.read(desk.hà, main)).links.map(({ state }) => state),
    ];
    expect(await open()).toEqual([true, true, 'open', 'open']);
    const account = await desk.store.accounts.byId(desk.nam.account.participant);
    if (account === null) return expect.fail('no account');
    await desk.store.accounts.put({ ...account, disabledAt: 1 });
    expect(await open()).toEqual([true, false, 'open', 'lapsed']);
    await desk.store.accounts.put({ ...account, standingRoles: [{ role: 'deputy', unit: unit('TW') }] });
    expect(await open()).toEqual([true, false, 'open', 'lapsed']);
    await desk.store.accounts.put({ ...account, standingRoles: [{ role: 'secretary', unit: unit('11') }] });
    expect(await open()).toEqual([true, false, 'open', 'lapsed']);
    await desk.store.accounts.put(account);
    expect(await open()).toEqual([true, true, 'open', 'open']);
    await desk.store.accounts.put({ ...account, disabledAt: 1 });
    await desk.done(desk.hà, { type: 'link.withdraw', link: 2 });
    await desk.store.accounts.put(account);
    expect(await open()).toEqual([true, false, 'open', 'withdrawn']);
  });
});

describe('the clock of the machine', () => {
  const made = async (until: number): Promise<string> => {
    await desk.done(desk.hà, { type: 'links.allow' });
    return (await desk.done(desk.nam, { type: 'link.make', whom: 'Báo', until })).secret ?? '';
  };

  it('DOSSIER-8: set back, opens no link that was found to have run out, the hub started anew or not', async () => {
    const until = desk.now + dayMs;
    const secret = await made(until);
    desk.now = until;
    expect(await Promise.all([desk.service.shared(secret), desk.service.shared(secret)])).toEqual([
      null,
      null,
    ]);
    desk.now = until - 1;
    for (const service of [desk.service, desk.start()]) expect(await service.shared(secret)).toBeNull();
    expect((await desk.service.read(desk.nam, main)).links).toMatchObject([{ state: 'ended' }]);
    const told = (await desk.store.dossiers.log.read(meeting, 0)).filter(
      ({ event }) => event.type === 'link.ranOut',
    );
    expect(told).toMatchObject([{ at: until, by: { kind: 'hub' }, event: { link: 1 } }]);
  });

  it('DOSSIER-8: set back, opens no link that ended before the last entry of its file', async () => {
    const until = desk.now + dayMs;
    const secret = await made(until);
    desk.now = until;
    await desk.service.accessed(desk.hà, main, { what: 'watched' });
    desk.now = until - 1;
    expect(await desk.service.shared(secret)).toBeNull();
  });

  it('DOSSIER-11: a link that has run out is not found, though that cannot be written down', async () => {
    const secret = await made(desk.now + dayMs);
    desk.now += dayMs;
    vi.spyOn(desk.store.dossiers, 'record').mockRejectedValueOnce(new Error('full'));
    expect(await desk.service.shared(secret)).toBeNull();
  });

  it('DOSSIER-12: set back, does not set back the time in the log', async () => {
    const before = desk.now;
    await desk.done(desk.hà, { type: 'links.allow' });
    desk.now = before - 3_600_000;
    await desk.start().order(desk.hà, main, { type: 'hold.place', reason: 'Thanh tra' });
    const entries = await desk.store.dossiers.log.read(meeting, 0);
    expect(entries.map(({ at }) => at)).toEqual([before, before]);
  });
});

describe('accesses', () => {
  const kept = async () =>
    (await desk.service.read(desk.hà, main)).accesses.map(({ by, what }) => [by, what]);

  it('DOSSIER-9: the ranges of one playing are one line in ten minutes, whoever asks at once', async () => {
    await Promise.all(
      Array.from({ length: 50 }, () => desk.service.accessed(desk.nam, main, { what: 'watched' })),
    );
    desk.now += 599_999;
    await desk.service.accessed(desk.nam, main, { what: 'watched' });
    expect(await kept()).toEqual([['Nam', 'watched']]);
    desk.now += 1;
    await desk.service.accessed(desk.nam, main, { what: 'watched' });
    expect(await kept()).toHaveLength(2);
  });

  it('DOSSIER-9: another person, another recording, another use and a link are lines of their own', async () => {
    await desk.service.accessed(desk.nam, main, { what: 'watched' });
    await desk.service.accessed(desk.nam, main, { what: 'downloaded' });
    await desk.service.accessed(desk.nam, sidebar, { what: 'watched' });
    await desk.service.accessed(desk.hà, main, { what: 'watched' });
    await desk.service.accessed({ link: 1, whom: 'Báo' }, main, { what: 'shared' });
    await desk.service.accessed({ link: 2, whom: 'Báo' }, main, { what: 'shared' });
    expect(await kept()).toEqual([
      ['Báo', 'shared'],
      ['Báo', 'shared'],
      ['Hà', 'watched'],
      ['Nam', 'watched'],
      ['Nam', 'downloaded'],
      ['Nam', 'watched'],
    ]);
  });

  it('DOSSIER-9: what is taken home again, or another part of it, is a line of its own', async () => {
    const part = { kind: 'sound', format: 'mp3' } as const;
    await desk.service.accessed(desk.nam, main, { what: 'downloaded', goesOn: false });
    await desk.service.accessed(desk.nam, main, { what: 'downloaded', goesOn: true });
    await desk.service.accessed(desk.nam, main, { what: 'downloaded', goesOn: false });
    await desk.service.accessed(desk.nam, main, { what: 'downloaded', part });
    for (const document of ['d1', 'd2', 'd1'] as DocumentId[])
      await desk.service.accessed(desk.nam, main, {
        what: 'read',
        part: { kind: 'document', document, name: `${document}.pdf` },
      });
    for (const time of [1, 2]) {
      desk.now += time;
      await desk.service.accessed(desk.nam, sidebar, { what: 'exported' });
    }
    const { accesses, recordings } = await desk.service.read(desk.hà, main);
    expect(accesses.map(({ recording, what, part: of }) => [recording, what, of?.kind ?? null])).toEqual([
      ['r-2', 'exported', null],
      ['r-2', 'exported', null],
      ['r-1', 'read', 'document'],
      ['r-1', 'read', 'document'],
      ['r-1', 'downloaded', 'sound'],
      ['r-1', 'downloaded', null],
      ['r-1', 'downloaded', null],
    ]);
    expect(recordings.map(({ id, unitName }) => [id, unitName]).toSorted()).toEqual([
      ['r-1', 'Trung ương'],
      ['r-2', 'Tỉnh 11'],
    ]);
    expect(await desk.service.read(desk.operator, main)).toMatchObject({ recordings: [], accesses: [] });
  });

  it('DOSSIER-9: one that could not be written down is refused, and tried again by the next', async () => {
    const record = vi.spyOn(desk.store.dossiers, 'record').mockRejectedValueOnce(new Error('full'));
    await expect(desk.service.accessed(desk.nam, main, { what: 'watched' })).rejects.toThrow('full');
    await desk.service.accessed(desk.nam, main, { what: 'watched' });
    expect(record).toHaveBeenCalledTimes(2);
    expect(await kept()).toEqual([['Nam', 'watched']]);
  });
});

describe('what there is to see to', () => {
  it('DOSSIER-13: reminds who may hand over from two months before it is due', async () => {
    const due = monthsAfter(closedAt, 12);
    // In the notices, in the file and in the list it is one day.
    const isSoon = async () => [
      (await desk.service.read(desk.hà, main)).handOverSoon,
      (await desk.service.standings([meeting])).get(meeting)?.handOverSoon,
    ];
    desk.now = due - 60 * dayMs - 1;
    expect((await desk.service.notices(desk.hà)).handOver).toEqual([]);
    expect(await isSoon()).toEqual([false, false]);
    desk.now += 1;
    expect(await isSoon()).toEqual([true, true]);
    const line = { recording: 'r-2', title: 'Hội nghị giao ban', unitName: 'Tỉnh 11', by: due };
    expect((await desk.service.notices(desk.hà)).handOver).toEqual([
      { ...line, recording: 'r-1', unitName: 'Trung ương' },
    ]);
    expect((await desk.service.notices(desk.operator)).handOver).toEqual([]);
    expect((await desk.service.notices(desk.province)).handOver).toEqual([]);
    await desk.done(desk.nam, {
      type: 'custody.handOver',
      to: 'x',
      receiver: 'y',
      receiverPosition: '',
      note: '',
    });
    expect((await desk.service.notices(desk.hà)).handOver).toEqual([]);
    expect(await isSoon()).toEqual([false, false]);
  });

  it('DOSSIER-13: tells of a disposal who may confirm it, and not who asked', async () => {
    await desk.asked();
    expect((await desk.service.notices(desk.nam)).disposals).toMatchObject([
      { by: { name: 'Hà' }, at: desk.now },
    ]);
    for (const other of [desk.hà, desk.operator, desk.province])
      expect((await desk.service.notices(other)).disposals).toEqual([]);
    await desk.done(desk.nam, confirm);
    expect((await desk.service.notices(desk.nam)).disposals).toEqual([]);
  });

  it('DOSSIER-13: tells of damage who may watch it, as long as it is there', async () => {
    desk.damaged = [
      { recording: main.id, at: 5 },
      { recording: 'r-9' as RecordingId, at: 6 },
    ];
    const line = { recording: 'r-1', title: 'Hội nghị giao ban', at: 5 };
    expect((await desk.service.notices(desk.operator)).damaged).toEqual([line]);
    expect((await desk.service.notices(desk.province)).damaged).toEqual([]);
    await desk.asked();
    await desk.done(desk.nam, confirm);
    expect((await desk.service.notices(desk.operator)).damaged).toEqual([]);
  });
});
