import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DossierOrder } from '../core/dossier/order.ts';
import { monthsAfter } from '../core/dossier/term.ts';
import type { LevelId, MeetingId, ParticipantId, RecordingId, UnitId } from '../core/id.ts';
import type { Role } from '../core/role.ts';
import type { DossierReply } from '../protocol/archive.ts';
import { createMemoryStore, type MemoryStore } from '../test/doubles/store.ts';
import { createDossierService, type DossierNeeds, type DossierService } from './dossier.ts';
import type { Damaged } from './dossier-notices.ts';
import type { Principal, RecordingRow } from './ports.ts';

const unit = (id: string) => id as UnitId;
const meeting = 'm-1' as MeetingId;
const closedAt = Date.UTC(2020, 5, 1, 2);
const dayMs = 86_400_000;
const afterwards = monthsAfter(closedAt, 60);

const recordingRow = (id: string, more: Partial<RecordingRow> = {}): RecordingRow => ({
  id: id as RecordingId,
  meeting,
  title: 'Hội nghị giao ban',
  unit: unit('TW'),
  unitName: 'Trung ương',
  startedAt: closedAt - 3_600_000,
  state: 'ready',
  reason: null,
  gaps: [],
  pauses: [],
  durationMs: 1,
  size: 1,
  sha256: 'ab',
  ...more,
});
const [main, sidebar] = [
  recordingRow('r-1'),
  recordingRow('r-2', { unit: unit('11'), unitName: 'Tỉnh 11', state: 'failed' }),
];

let store: MemoryStore;
let now: number;
let removed: string[];
let removal: () => Promise<void>;
let damaged: readonly Damaged[];
let composing: string | null;
let service: DossierService;
const sign = vi.fn(async () => {});

function start(more: Partial<DossierNeeds> = {}): DossierService {
  return createDossierService({
    store,
    files: {
      describe: async (recording) => ({
        recording,
        files: 10,
        bytes: 1_000,
        manifestSha256: recording === main.id ? 'c'.repeat(64) : null,
      }),
      remove: async (recording) => {
        await removal();
        removed.push(recording);
      },
    },
    terms: {
      retention: [
        { name: 'Vĩnh viễn', years: null },
        { name: '5 năm', years: 5 },
      ],
      handOverMonths: 12,
      remindDays: 60,
      linkDays: 90,
    },
    composing: (id) => id === composing,
    damaged: async () => damaged,
    sign,
    clock: { now: () => now },
    logger: pino({ level: 'silent' }),
    ...more,
  });
}

/** Somebody with an account, signed in. */
async function person(name: string, role: Role, at: string): Promise<Principal> {
  const participant = `person:${name}` as ParticipantId;
  const standingRoles = [{ role, unit: unit(at) }];
  await store.accounts.put({
    id: participant,
    username: name,
    name,
    position: 'Chuyên viên',
    unit: unit(at),
    passwordHash: '',
    administrator: false,
    standingRoles,
    disabledAt: null,
  });
  const account = { kind: 'person', participant, name, position: 'Chuyên viên', unit: unit(at) } as const;
  return {
    account: { ...account, unitName: '', administrator: false, operates: [] },
    standingRoles,
    device: null,
  };
}

let hà: Principal;
let nam: Principal;
let province: Principal;
let operator: Principal;
beforeEach(async () => {
  [store, now, removed, damaged, composing] = [createMemoryStore(), afterwards, [], [], null];
  removal = async () => {};
  sign.mockClear();
  const level = 'any' as LevelId;
  await store.units.replace(
    [{ id: level, name: 'Cấp' }],
    [
      { id: unit('TW'), name: 'Trung ương', level, parent: null },
      { id: unit('11'), name: 'Tỉnh 11', level, parent: unit('TW') },
    ],
  );
  await store.meetings.put({
    id: meeting,
    title: 'Hội nghị giao ban',
    unit: unit('TW'),
    scheduledAt: 1,
    plannedMs: null,
    phase: { kind: 'closed', openedAt: 1, closedAt },
    moved: null,
  });
  for (const row of [main, sidebar]) await store.recordings.put(row);
  [hà, nam] = [await person('Hà', 'chair', 'TW'), await person('Nam', 'secretary', 'TW')];
  [province, operator] = [await person('Tỉnh', 'chair', '11'), await person('Kỹ thuật', 'operator', 'TW')];
  service = start();
});

async function done(by: Principal, order: DossierOrder, row = main): Promise<DossierReply> {
  const outcome = await service.order(by, row, order);
  return outcome.ok ? outcome.value : expect.fail(`${order.type}: ${outcome.refusal.code}`);
}
async function codeOf(by: Principal, order: DossierOrder, row = main) {
  const outcome = await service.order(by, row, order);
  return outcome.ok ? null : outcome.refusal.code;
}
const ask: DossierOrder = { type: 'disposal.ask', reason: 'Hết thời hạn' };
const confirm: DossierOrder = { type: 'disposal.confirm' };
async function asked(): Promise<void> {
  await done(hà, { type: 'retention.set', name: '5 năm' });
  await done(hà, ask);
}
const carriedOut = () =>
  vi.waitFor(async () => expect(await store.dossiers.inDisposal('carriedOut')).toEqual([meeting]));

describe('orders about a file', () => {
  it('DOSSIER-1: who keeps the recording of a sidebar alone may not order about the whole meeting', async () => {
    expect(await codeOf(province, { type: 'hold.place', reason: 'x' }, sidebar)).toBe('not-permitted');
    expect(await codeOf(nam, { type: 'hold.place', reason: 'x' }, sidebar)).toBeNull();
    expect(await codeOf(nam, { type: 'links.allow' })).toBe('not-permitted');
  });

  it('says of a file what was ordered, with the name of its unit', async () => {
    const reply = await done(nam, { type: 'retention.set', name: '5 năm' }, sidebar);
    expect(reply).toMatchObject({
      meeting,
      title: 'Hội nghị giao ban',
      unitName: 'Trung ương',
      closedAt,
      retention: { name: '5 năm', years: 5, until: afterwards },
      handOverBy: monthsAfter(closedAt, 12),
    });
    expect(await start().read(nam, main)).toEqual(reply);
  });

  it('shows accesses and links to those alone who keep the file or may share it', async () => {
    await done(hà, { type: 'links.allow' });
    await done(nam, { type: 'link.make', whom: 'Báo', until: now + dayMs });
    await service.accessed(nam, main, 'watched');
    const seen = async (by: Principal, row = main) => {
      const { links, accesses } = await service.read(by, row);
      return [links.length, accesses.length];
    };
    expect(await seen(nam)).toEqual([1, 1]);
    expect(await seen(operator)).toEqual([0, 0]);
    expect(await seen(province, sidebar)).toEqual([0, 0]);
    expect(JSON.stringify(await service.read(hà, main))).not.toMatch(/secretHash|"secret":"/);
  });

  it('takes two at once one after the other', async () => {
    const both = await Promise.all([
      codeOf(hà, { type: 'hold.place', reason: '1' }),
      codeOf(nam, { type: 'hold.place', reason: '2' }),
    ]);
    expect(both).toEqual([null, null]);
    expect((await service.read(hà, main)).holds.map(({ hold }) => hold)).toEqual([1, 2]);
  });
});

describe('a disposal', () => {
  it('DOSSIER-10: destroys every recording of the meeting, tells of each, and leaves its record', async () => {
    const told: string[] = [];
    service.onDisposed((id) => void told.push(id));
    await asked();
    const reply = await done(nam, confirm);
    expect(removed.toSorted()).toEqual(['r-1', 'r-2']);
    expect((await store.recordings.all()).map(({ state }) => state)).toEqual(['disposed', 'disposed']);
    expect(reply).toMatchObject({
      handOverBy: null,
      disposal: {
        state: 'done',
        by: { name: 'Hà' },
        confirmedBy: { name: 'Nam' },
        at: now,
        reason: 'Hết thời hạn',
        files: 20,
        bytes: 2_000,
        manifestSha256: 'c'.repeat(64),
      },
    });
    await carriedOut();
    expect(told.toSorted()).toEqual(['r-1', 'r-2']);
    expect((await start().read(hà, main)).disposal).toEqual(reply.disposal);
  });

  it('DOSSIER-5: is not confirmed by the same person, nor once the asker has left or lost the right', async () => {
    await asked();
    expect(await codeOf(hà, confirm)).toBe('same-person');
    const account = await store.accounts.byId(hà.account.participant);
    if (account === null) return expect.fail('no account');
    await store.accounts.put({ ...account, disabledAt: 1 });
    expect(await codeOf(nam, confirm)).toBe('not-permitted');
    await store.accounts.put({ ...account, standingRoles: [{ role: 'deputy', unit: unit('TW') }] });
    expect(await codeOf(nam, confirm)).toBe('not-permitted');
    await store.accounts.put(account);
    expect(await codeOf(nam, confirm)).toBeNull();
  });

  it('DOSSIER-4: waits while the recorder makes a film anew, though the line says ready', async () => {
    composing = main.id;
    await done(hà, { type: 'retention.set', name: '5 năm' });
    expect(await codeOf(hà, ask)).toBe('not-archived');
    composing = null;
    expect(await codeOf(hà, ask)).toBeNull();
  });

  it('DOSSIER-10: that failed midway is finished at the next start', async () => {
    await asked();
    removal = async () => Promise.reject(new Error('the disk does not answer'));
    await done(nam, confirm);
    expect(removed).toEqual([]);
    expect((await store.recordings.byId(main.id))?.state).toBe('disposed');
    service.close();
    removal = async () => {};
    service = start();
    const told: string[] = [];
    service.onDisposed((id) => void told.push(id));
    await service.start();
    expect(removed.toSorted()).toEqual(['r-1', 'r-2']);
    await carriedOut();
    expect(told).toHaveLength(2);
    await start().start();
    expect(removed).toHaveLength(2);
  });

  it('DOSSIER-10: is told of again until a second place could be reached', async () => {
    vi.useFakeTimers();
    try {
      let reached = false;
      const told = vi.fn(async () => (reached ? undefined : Promise.reject(new Error('away'))));
      service.onDisposed(told);
      await asked();
      await done(nam, confirm);
      await vi.waitFor(() => expect(told).toHaveBeenCalled());
      expect(await store.dossiers.inDisposal('confirmed')).toEqual([meeting]);
      reached = true;
      await vi.advanceTimersByTimeAsync(600_000);
      expect(await store.dossiers.inDisposal('carriedOut')).toEqual([meeting]);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('handing over', () => {
  it('DOSSIER-7: names the manifests there are, and the head of the log is signed', async () => {
    const order = { to: 'Lưu trữ lịch sử', receiver: 'Bình', receiverPosition: '', note: '' };
    const reply = await done(nam, { type: 'custody.handOver', ...order });
    expect(reply.custody).toMatchObject({
      ...order,
      by: { name: 'Nam' },
      manifests: [{ recording: 'r-1', sha256: 'c'.repeat(64), files: 10, bytes: 1_000 }],
    });
    expect(reply.handOverBy).toBeNull();
    expect(sign).toHaveBeenCalledExactlyOnceWith(meeting);
    expect(await service.standings([meeting, 'm-2' as MeetingId])).toEqual(
      new Map([[meeting, { held: false, handOverBy: null }]]),
    );
  });
});

describe('links', () => {
  it('DOSSIER-11: open by a secret of 32 bytes that is shown once and kept by its hash alone', async () => {
    await done(hà, { type: 'links.allow' });
    const until = now + 90 * dayMs;
    const made = await done(nam, { type: 'link.make', whom: 'Báo', until });
    const secret = made.secret ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    expect((await service.read(nam, main)).secret).toBeNull();
    const log = JSON.stringify(await store.dossiers.log.read(meeting, 0));
    expect(log).not.toContain(secret);
    expect(log).toContain(createHash('sha256').update(secret).digest('hex'));
    expect(await service.shared(secret)).toMatchObject({
      link: 1,
      whom: 'Báo',
      until,
      recording: { id: 'r-1' },
    });
    for (const wrong of ['', `${secret}x`, secret.slice(1), secret.toUpperCase()])
      expect(await service.shared(wrong)).toBeNull();
    now = until;
    expect(await service.shared(secret)).toBeNull();
  });

  it('DOSSIER-8: is dead once it was withdrawn, forbidden, or its file disposed of', async () => {
    const make = async () => {
      await done(hà, { type: 'links.allow' });
      return (await done(nam, { type: 'link.make', whom: 'Báo', until: now + dayMs })).secret ?? '';
    };
    const first = await make();
    await done(nam, { type: 'link.withdraw', link: 1 });
    expect(await service.shared(first)).toBeNull();
    const second = await make();
    await done(hà, { type: 'links.forbid' });
    expect(await service.shared(second)).toBeNull();
    const third = await make();
    expect(await service.shared(third)).not.toBeNull();
    await asked();
    await done(nam, confirm);
    expect(await service.shared(third)).toBeNull();
  });
});

describe('accesses', () => {
  const kept = async () => (await service.read(hà, main)).accesses.map(({ by, what }) => [by, what]);

  it('DOSSIER-9: the ranges of one playing are one line in ten minutes, whoever asks at once', async () => {
    await Promise.all(Array.from({ length: 50 }, () => service.accessed(nam, main, 'watched')));
    now += 599_999;
    await service.accessed(nam, main, 'watched');
    expect(await kept()).toEqual([['Nam', 'watched']]);
    now += 1;
    await service.accessed(nam, main, 'watched');
    expect(await kept()).toHaveLength(2);
  });

  it('DOSSIER-9: another person, another recording, another use and a link are lines of their own', async () => {
    await service.accessed(nam, main, 'watched');
    await service.accessed(nam, main, 'downloaded');
    await service.accessed(nam, sidebar, 'watched');
    await service.accessed(hà, main, 'watched');
    await service.accessed({ link: 1, whom: 'Báo' }, main, 'shared');
    await service.accessed({ link: 2, whom: 'Báo' }, main, 'shared');
    expect(await kept()).toEqual([
      ['Báo', 'shared'],
      ['Báo', 'shared'],
      ['Hà', 'watched'],
      ['Nam', 'watched'],
      ['Nam', 'downloaded'],
      ['Nam', 'watched'],
    ]);
  });

  it('DOSSIER-9: one that could not be written down is refused, and tried again by the next', async () => {
    const record = vi.spyOn(store.dossiers, 'record').mockRejectedValueOnce(new Error('full'));
    await expect(service.accessed(nam, main, 'watched')).rejects.toThrow('full');
    await service.accessed(nam, main, 'watched');
    expect(record).toHaveBeenCalledTimes(2);
    expect(await kept()).toEqual([['Nam', 'watched']]);
  });
});

describe('what there is to see to', () => {
  it('DOSSIER-13: reminds who may hand over from two months before it is due', async () => {
    const due = monthsAfter(closedAt, 12);
    now = due - 60 * dayMs - 1;
    expect((await service.notices(hà)).handOver).toEqual([]);
    now += 1;
    const line = { recording: 'r-2', title: 'Hội nghị giao ban', unitName: 'Tỉnh 11', by: due };
    expect((await service.notices(hà)).handOver).toEqual([
      { ...line, recording: 'r-1', unitName: 'Trung ương' },
    ]);
    expect((await service.notices(operator)).handOver).toEqual([]);
    expect((await service.notices(province)).handOver).toEqual([]);
    await done(nam, { type: 'custody.handOver', to: 'x', receiver: 'y', receiverPosition: '', note: '' });
    expect((await service.notices(hà)).handOver).toEqual([]);
  });

  it('DOSSIER-13: tells of a disposal who may confirm it, and not who asked', async () => {
    await asked();
    expect((await service.notices(nam)).disposals).toMatchObject([{ by: { name: 'Hà' }, at: now }]);
    for (const other of [hà, operator, province])
      expect((await service.notices(other)).disposals).toEqual([]);
    await done(nam, confirm);
    expect((await service.notices(nam)).disposals).toEqual([]);
  });

  it('DOSSIER-13: tells of damage who may watch it, as long as it is there', async () => {
    damaged = [
      { recording: main.id, at: 5 },
      { recording: 'r-9' as RecordingId, at: 6 },
    ];
    const line = { recording: 'r-1', title: 'Hội nghị giao ban', at: 5 };
    expect((await service.notices(operator)).damaged).toEqual([line]);
    expect((await service.notices(province)).damaged).toEqual([]);
    await asked();
    await done(nam, confirm);
    expect((await service.notices(operator)).damaged).toEqual([]);
  });
});
