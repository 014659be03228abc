import { beforeEach, describe, expect, it, vi } from 'vitest';
import { monthsAfter } from '../core/dossier/term.ts';
import type { MeetingId } from '../core/id.ts';
import {
  afterwards,
  ask,
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
import type { Principal } from './ports.ts';

let desk: DossierDesk;
beforeEach(async () => {
  desk = await openDesk();
});

describe('orders about a file', () => {
  it('DOSSIER-1: who keeps the recording of a sidebar alone may not order about the whole meeting', async () => {
    expect(await desk.codeOf(desk.province, { type: 'hold.place', reason: 'x' }, sidebar)).toBe(
      'not-permitted',
    );
    expect(await desk.codeOf(desk.nam, { type: 'hold.place', reason: 'x' }, sidebar)).toBeNull();
    expect(await desk.codeOf(desk.nam, { type: 'links.allow' })).toBe('not-permitted');
  });

  it('says of a file what was ordered, with the name of its unit', async () => {
    const reply = await desk.done(desk.nam, { type: 'retention.set', name: '5 năm' }, sidebar);
    expect(reply).toMatchObject({
      meeting,
      title: 'Hội nghị giao ban',
      unitName: 'Trung ương',
      closedAt,
      retention: { name: '5 năm', years: 5, until: afterwards },
      handOverBy: monthsAfter(closedAt, 12),
    });
    expect(await desk.start().read(desk.nam, main)).toEqual(reply);
  });

  it('shows accesses and links to those alone who keep the file or may share it', async () => {
    await desk.done(desk.hà, { type: 'links.allow' });
    await desk.done(desk.nam, { type: 'link.make', whom: 'Báo', until: desk.now + dayMs });
    await desk.service.accessed(desk.nam, main, { what: 'watched' });
    const seen = async (by: Principal, row = main) => {
      const { links, accesses } = await desk.service.read(by, row);
      return [links.length, accesses.length];
    };
    expect(await seen(desk.nam)).toEqual([1, 1]);
    expect(await seen(desk.operator)).toEqual([0, 0]);
    expect(await seen(desk.province, sidebar)).toEqual([0, 0]);
    expect(JSON.stringify(await desk.service.read(desk.hà, main))).not.toMatch(/secretHash|"secret":"/);
  });

  it('takes two at once one after the other', async () => {
    const both = await Promise.all([
      desk.codeOf(desk.hà, { type: 'hold.place', reason: '1' }),
      desk.codeOf(desk.nam, { type: 'hold.place', reason: '2' }),
    ]);
    expect(both).toEqual([null, null]);
    expect((await desk.service.read(desk.hà, main)).holds.map(({ hold }) => hold)).toEqual([1, 2]);
  });
});

describe('a disposal', () => {
  it('DOSSIER-10: destroys every recording of the meeting, tells of each, and leaves its record', async () => {
    const told: string[] = [];
    desk.service.onDisposed((id) => void told.push(id));
    await desk.asked();
    const reply = await desk.done(desk.nam, confirm);
    expect(desk.removed.toSorted()).toEqual(['r-1', 'r-2']);
    expect(desk.emptied).toEqual([main.meeting]);
    expect((await desk.store.recordings.all()).map(({ state }) => state)).toEqual(['disposed', 'disposed']);
    expect(reply).toMatchObject({
      handOverBy: null,
      disposal: {
        state: 'done',
        by: { name: 'Hà' },
        confirmedBy: { name: 'Nam' },
        at: desk.now,
        reason: 'Hết thời hạn',
        files: 20,
        bytes: 2_000,
        manifestSha256: 'c'.repeat(64),
      },
    });
    await desk.carriedOut();
    expect(told.toSorted()).toEqual(['r-1', 'r-2']);
    expect((await desk.start().read(desk.hà, main)).disposal).toEqual(reply.disposal);
  });

  it('DOSSIER-5: is not confirmed by the same person, nor once the asker has left or lost the right', async () => {
    await desk.asked();
    expect(await desk.codeOf(desk.hà, confirm)).toBe('same-person');
    const account = await desk.store.accounts.byId(desk.hà.account.participant);
    if (account === null) return expect.fail('no account');
    await desk.store.accounts.put({ ...account, disabledAt: 1 });
    expect(await desk.codeOf(desk.nam, confirm)).toBe('not-permitted');
    await desk.store.accounts.put({ ...account, standingRoles: [{ role: 'deputy', unit: unit('TW') }] });
    expect(await desk.codeOf(desk.nam, confirm)).toBe('not-permitted');
    await desk.store.accounts.put(account);
    expect(await desk.codeOf(desk.nam, confirm)).toBeNull();
  });

  it('DOSSIER-4: waits while the recorder makes a film anew, though the line says ready', async () => {
    desk.composing = main.id;
    await desk.done(desk.hà, { type: 'retention.set', name: '5 năm' });
    expect(await desk.codeOf(desk.hà, ask)).toBe('not-archived');
    desk.composing = null;
    expect(await desk.codeOf(desk.hà, ask)).toBeNull();
  });

  it('DOSSIER-10: that failed midway is finished at the next start', async () => {
    await desk.asked();
    desk.removal = async () => Promise.reject(new Error('the disk does not answer'));
    await desk.done(desk.nam, confirm);
    expect(desk.removed).toEqual([]);
    expect((await desk.store.recordings.byId(main.id))?.state).toBe('disposed');
    desk.service.close();
    desk.removal = async () => {};
    desk.service = desk.start();
    const told: string[] = [];
    desk.service.onDisposed((id) => void told.push(id));
    await desk.service.start();
    expect(desk.removed.toSorted()).toEqual(['r-1', 'r-2']);
    await desk.carriedOut();
    expect(told).toHaveLength(2);
    await desk.start().start();
    expect(desk.removed).toHaveLength(2);
  });

  it('DOSSIER-10: is told of again until a second place could be reached', async () => {
    vi.useFakeTimers();
    try {
      let reached = false;
      const told = vi.fn(async () => (reached ? undefined : Promise.reject(new Error('away'))));
      desk.service.onDisposed(told);
      await desk.asked();
      await desk.done(desk.nam, confirm);
      await vi.waitFor(() => expect(told).toHaveBeenCalled());
      expect(await desk.store.dossiers.inDisposal('confirmed')).toEqual([meeting]);
      reached = true;
      await vi.advanceTimersByTimeAsync(600_000);
      expect(await desk.store.dossiers.inDisposal('carriedOut')).toEqual([meeting]);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('handing over', () => {
  it('DOSSIER-7: names the manifests there are, and the head of the log is signed', async () => {
    const order = { to: 'Lưu trữ lịch sử', receiver: 'Bình', receiverPosition: '', note: '' };
    const reply = await desk.done(desk.nam, { type: 'custody.handOver', ...order });
    expect(reply.custody).toMatchObject({
      ...order,
      by: { name: 'Nam' },
      manifests: [{ recording: 'r-1', sha256: 'c'.repeat(64), files: 10, bytes: 1_000 }],
    });
    expect(reply.handOverBy).toBeNull();
    expect(desk.sign).toHaveBeenCalledExactlyOnceWith(meeting);
    expect(await desk.service.standings([meeting, 'm-2' as MeetingId])).toEqual(
      new Map([[meeting, { held: false, handOverBy: null, handOverSoon: false }]]),
    );
  });
});
