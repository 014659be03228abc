import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry, MeetingEvent } from '../../core/event.ts';
import type {
  FloorRequestId,
  LevelId,
  MeetingId,
  ParticipantId,
  RecordingId,
  UnitId,
} from '../../core/id.ts';
import { newRecord, type UnitRegister } from '../../core/unit-record.ts';
import type {
  AccountRow,
  DeviceRow,
  MeetingRow,
  RecordingRow,
  RefreshRow,
  Store,
} from '../../server/ports.ts';

/** A store under test. */
export type Opened = {
  readonly store: Store;
  /** Changes one byte of a stored entry behind the log's back. */
  readonly corrupt: (meeting: MeetingId, seq: number) => void;
};

const meeting = 'm-1' as MeetingId;
const other = 'm-2' as MeetingId;
const person = 'person:thuky' as ParticipantId;

/** Text that databases have tripped over. */
const awkward = 'Xã Đức Bình “Tây” \\ \' " \ud83c\udf3e \n e\u0301';
/** And hashes: what only JSON can carry. */
const broken = `${awkward} \u0000 \ud800`;

function entry(seq: number, event: MeetingEvent = { type: 'meeting.opened' }): Entry {
  return { seq, at: 1_795_000_000_000 + seq, by: { kind: 'participant', id: person }, event };
}
const entries = (from: number, to: number): Entry[] =>
  Array.from({ length: to - from + 1 }, (_, at) => entry(from + at));
const seqs = (list: readonly Entry[]): number[] => list.map(({ seq }) => seq);

const account = (id: string, changes: Partial<AccountRow> = {}): AccountRow => ({
  id: `person:${id}` as ParticipantId,
  username: id,
  name: 'Phạm Thu Hà',
  position: 'Chuyên viên',
  unit: 'TW' as UnitId,
  passwordHash: '$argon2id$x',
  administrator: false,
  standingRoles: [{ role: 'secretary', unit: 'TW' as UnitId }],
  disabledAt: null,
  ...changes,
});
const token = (hash: string, changes: Partial<RefreshRow> = {}): RefreshRow => ({
  hash,
  family: 'f-1',
  account: person,
  expiresAt: 2_000,
  rotatedAt: null,
  ...changes,
});
const device = (id: string, changes: Partial<DeviceRow> = {}): DeviceRow => ({
  id,
  unit: '11' as UnitId,
  credentialHash: `hash of ${id}`,
  pairedAt: 1_795_000_000_000,
  pairedBy: person,
  lastSeenAt: null,
  revokedAt: null,
  ...changes,
});
const recording = (id: string, changes: Partial<RecordingRow> = {}): RecordingRow => ({
  id: id as RecordingId,
  meeting,
  title: awkward,
  unit: 'TW' as UnitId,
  unitName: 'Trung ương',
  startedAt: 1_795_000_000_000,
  state: 'recording',
  reason: null,
  gaps: [{ from: 5, to: null, reason: 'recorder' }],
  pauses: [{ from: 7, to: 9 }],
  durationMs: null,
  size: null,
  sha256: null,
  ...changes,
});
const row = (id: string, changes: Partial<MeetingRow> = {}): MeetingRow => ({
  id: id as MeetingId,
  title: awkward,
  unit: 'TW' as UnitId,
  scheduledAt: 1_795_000_000_000,
  plannedMs: null,
  phase: { kind: 'scheduled' },
  moved: null,
  ...changes,
});

/** What every store must do (server/ports.ts, `Store`); `open` gives an empty one for each test. */
export function storeContract(name: string, open: () => Promise<Opened>): void {
  let store: Store;
  let corrupt: Opened['corrupt'];
  beforeEach(async () => {
    ({ store, corrupt } = await open());
  });
  afterEach(() => store.close());

  describe(`${name}: the event log`, () => {
    it('gives back what was appended, in order, after a sequence', async () => {
      const said: Entry = entry(1, {
        type: 'floor.denied',
        request: 'r' as FloorRequestId,
        participant: person,
        reason: broken,
      });
      await store.log.append([{ meeting, entries: [said] }]);
      await store.log.append([{ meeting, entries: entries(2, 5) }]);
      expect(await store.log.read(meeting, 0)).toEqual([said, ...entries(2, 5)]);
      expect(seqs(await store.log.read(meeting, 3))).toEqual([4, 5]);
      expect(await store.log.read(other, 0)).toEqual([]);
      expect(await store.log.firstBroken(meeting)).toBeNull();
      expect(await store.log.firstBroken(other)).toBeNull();
    });

    it('gives the bytes that were hashed, so that anybody can walk the chain', async () => {
      await store.log.append([{ meeting, entries: entries(1, 3) }]);
      await store.log.append([
        { meeting, entries: [{ ...entry(4), by: { kind: 'system', part: 'clock' } }] },
        { meeting: other, entries: entries(1, 1) },
      ]);
      const hashed = await store.log.readWithHashes(meeting, 0, 10);
      let previous = '0'.repeat(64);
      for (const { text, hash } of hashed) {
        previous = createHash('sha256')
          .update(previous + text)
          .digest('hex');
        expect(hash).toBe(previous);
      }
      expect(hashed.map(({ seq, text }) => [seq, JSON.parse(text).seq, JSON.parse(text).meeting])).toEqual(
        [1, 2, 3, 4].map((seq) => [seq, seq, meeting]),
      );
      expect((await store.log.readWithHashes(meeting, 1, 2)).map(({ seq }) => seq)).toEqual([2, 3]);
      expect(await store.log.readWithHashes(meeting, 4, 2)).toEqual([]);
    });

    it('knows the head of every chain', async () => {
      expect(await store.log.heads()).toEqual([]);
      await store.log.append([
        { meeting, entries: entries(1, 3) },
        { meeting: other, entries: entries(1, 1) },
      ]);
      const last = (await store.log.readWithHashes(meeting, 2, 1))[0];
      const heads = await store.log.heads();
      expect(heads.map((head) => [head.meeting, head.seq]).sort()).toEqual([
        [meeting, 3],
        [other, 1],
      ]);
      expect(heads).toContainEqual({ meeting, seq: 3, at: entry(3).at, hash: last?.hash });
    });

    it('takes a batch of several meetings, and one larger than a single statement', async () => {
      await store.log.append([
        { meeting, entries: entries(1, 1_203) },
        { meeting: other, entries: entries(1, 2) },
        { meeting: other, entries: entries(3, 3) },
      ]);
      expect(seqs(await store.log.read(meeting, 0))).toEqual(seqs(entries(1, 1_203)));
      expect(seqs(await store.log.read(other, 0))).toEqual([1, 2, 3]);
      expect(await store.log.firstBroken(meeting)).toBeNull();
      expect(await store.log.firstBroken(other)).toBeNull();
    });

    it('writes all of a batch or nothing', async () => {
      await store.log.append([{ meeting, entries: entries(1, 2) }]);
      const batch = [
        { meeting: other, entries: entries(1, 3) },
        { meeting, entries: [entry(3), entry(5)] },
      ];
      await expect(store.log.append(batch)).rejects.toMatchObject({ code: 'sequence' });
      expect(seqs(await store.log.read(meeting, 0))).toEqual([1, 2]);
      expect(await store.log.read(other, 0)).toEqual([]);
    });

    it.each([
      ['a first entry that is not the first', [2]],
      ['a hole', [1, 3]],
      ['a number twice', [1, 1]],
      ['a step back', [1, 2, 1]],
      ['zero', [0]],
    ])('refuses %s', async (_, numbers) => {
      const batch = [{ meeting, entries: numbers.map((seq) => entry(seq)) }];
      await expect(store.log.append(batch)).rejects.toMatchObject({ code: 'sequence' });
      expect(await store.log.read(meeting, 0)).toEqual([]);
    });

    it('refuses a second writer, and keeps what the first wrote', async () => {
      await store.log.append([{ meeting, entries: entries(1, 3) }]);
      const late = entry(3, { type: 'meeting.closed' });
      await expect(store.log.append([{ meeting, entries: [late] }])).rejects.toMatchObject({
        code: 'sequence',
      });
      const both = await Promise.allSettled([
        store.log.append([{ meeting, entries: [entry(4, { type: 'camera.started', participant: person })] }]),
        store.log.append([{ meeting, entries: [entry(4, { type: 'camera.stopped', participant: person })] }]),
      ]);
      expect(both.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const log = await store.log.read(meeting, 2);
      expect(log.map(({ event }) => event.type)).toEqual([
        'meeting.opened',
        both[0]?.status === 'fulfilled' ? 'camera.started' : 'camera.stopped',
      ]);
      expect(await store.log.firstBroken(meeting)).toBeNull();
    });

    it('finds the first entry whose hash does not hold', async () => {
      await store.log.append([
        { meeting, entries: entries(1, 2_500) },
        { meeting: other, entries: entries(1, 3) },
      ]);
      corrupt(meeting, 2_207);
      expect(await store.log.firstBroken(meeting)).toBe(2_207);
      expect(await store.log.firstBroken(other)).toBeNull();
      corrupt(meeting, 1);
      expect(await store.log.firstBroken(meeting)).toBe(1);
    });
  });

  describe(`${name}: rows`, () => {
    it('lists meetings of a phase by time, and replaces a row', async () => {
      const live = { kind: 'live', openedAt: 21, adjournedAt: null, rest: null } as const;
      await store.meetings.put(row('late', { scheduledAt: 30 }));
      await store.meetings.put(row('early', { scheduledAt: 10 }));
      await store.meetings.put(row('now', { scheduledAt: 20, phase: live }));
      expect((await store.meetings.list('scheduled')).map(({ id }) => id)).toEqual(['early', 'late']);
      expect(await store.meetings.list('live')).toEqual([row('now', { scheduledAt: 20, phase: live })]);
      const closed = row('now', { phase: { kind: 'closed', openedAt: 21, closedAt: 22 } });
      await store.meetings.put(closed);
      expect(await store.meetings.list('live')).toEqual([]);
      expect(await store.meetings.list('closed')).toEqual([closed]);
    });

    it('lists a unit’s meetings of all phases, the latest first, with how long they last and why they were moved', async () => {
      const moved = row('moved', {
        scheduledAt: 20,
        plannedMs: 5_400_000,
        moved: { from: 10, reason: 'Trùng lịch họp Tỉnh ủy', at: 5 },
      });
      const postponed = row('postponed', {
        scheduledAt: 30,
        phase: { kind: 'postponed', since: 6, reason: 'Bão số 9' },
      });
      const closed = row('closed', { scheduledAt: 1, phase: { kind: 'closed', openedAt: 1, closedAt: 2 } });
      const elsewhere = row('elsewhere', { unit: '11' as UnitId });
      for (const one of [closed, postponed, elsewhere, moved]) await store.meetings.put(one);
      expect(await store.meetings.ofUnit('TW' as UnitId)).toEqual([postponed, moved, closed]);
      await store.meetings.put({ ...moved, moved: null });
      expect(await store.meetings.ofUnit('TW' as UnitId)).toContainEqual({ ...moved, moved: null });
    });

    it('replaces levels and units as a whole, in their order, or refuses and keeps the old', async () => {
      const levels = [
        { id: 'province' as LevelId, name: 'Cấp tỉnh' },
        { id: 'commune' as LevelId, name: 'Cấp xã' },
      ];
      const province = {
        id: '11' as UnitId,
        name: 'Tỉnh Điện Biên',
        level: 'province' as LevelId,
        parent: null,
      };
      const communes = Array.from({ length: 1_100 }, (_, at) => ({
        id: `11.${at}` as UnitId,
        name: `Xã ${at}`,
        level: 'commune' as LevelId,
        parent: province.id,
      }));
      await store.units.replace(levels, [...communes, province]);
      expect(await store.units.levels()).toEqual(levels);
      expect(await store.units.all()).toEqual([...communes, province]);
      await expect(store.units.replace(levels, communes)).rejects.toMatchObject({ code: 'broken-units' });
      expect(await store.units.all()).toHaveLength(1_101);
      await store.units.replace(levels, [province]);
      expect(await store.units.all()).toEqual([province]);
    });

    const registered = (): UnitRegister => ({
      revision: 0,
      levels: [{ id: 'any' as LevelId, name: 'Cấp' }],
      records: [
        ['TW', null],
        ['11', 'TW'],
        ['12', 'TW'],
      ].map(([id, parent]) =>
        newRecord({
          id: id as UnitId,
          name: `${awkward} ${id}`,
          level: 'any' as LevelId,
          parent: parent as UnitId | null,
        }),
      ),
    });
    const merged = (register: UnitRegister): UnitRegister => ({
      ...register,
      records: register.records.map((record) =>
        record.id === '12'
          ? {
              ...record,
              closedAt: 1_795_000_000_000,
              successor: '11' as UnitId,
              formerNames: [{ name: awkward, until: 5 }],
            }
          : record,
      ),
    });

    it('UNIT-3: keeps closed units with their history, and lists those that exist without it', async () => {
      expect(await store.units.register()).toEqual({ revision: 0, levels: [], records: [] });
      expect(await store.units.revise(registered(), [])).toBe(true);
      expect(await store.units.register()).toEqual({ ...registered(), revision: 1 });
      const next = merged(await store.units.register());
      expect(await store.units.revise(next, [])).toBe(true);
      expect(await store.units.register()).toEqual({ ...next, revision: 2 });
      expect((await store.units.all()).map((unit) => Object.entries(unit))).toEqual(
        registered()
          .records.slice(0, 2)
          .map(({ id, name, level, parent }) => Object.entries({ id, name, level, parent })),
      );
    });

    it('UNIT-2: writes no register that was made from an earlier one, nor one that is no forest', async () => {
      await store.units.revise(registered(), []);
      const read = await store.units.register();
      const both = [
        store.units.revise(merged(read), []),
        store.units.revise({ ...read, records: read.records.slice(0, 1) }, []),
      ];
      expect(await Promise.all(both)).toEqual([true, false]);
      await store.units.replace(read.levels, read.records);
      const now = await store.units.register();
      expect(now.revision).toBe(3);
      expect(await store.units.revise(read, [])).toBe(false);
      const broken = { ...now, records: now.records.filter(({ id }) => id !== 'TW') };
      await expect(store.units.revise(broken, [])).rejects.toMatchObject({ code: 'broken-units' });
      expect(await store.units.register()).toEqual(now);
    });

    it('UNIT-4: gives accounts of a merged unit, and each role over it once, to its successor', async () => {
      const [old, into] = ['12' as UnitId, '11' as UnitId];
      await store.units.revise(registered(), []);
      const held = (...units: UnitId[]) => units.map((unit) => ({ role: 'chair' as const, unit }));
      const here = account('o-day', { unit: old, standingRoles: held(old, into) });
      const disabled = account('khoa', { unit: old, disabledAt: 5, standingRoles: [] });
      const elsewhere = account('noi-khac', {
        unit: 'TW' as UnitId,
        standingRoles: held('TW' as UnitId, old),
      });
      for (const row of [here, disabled, elsewhere, account('khong-lien-quan')])
        await store.accounts.put(row);
      const stale = { ...merged(await store.units.register()), revision: 0 };
      expect(await store.units.revise(stale, [{ unit: old, into }])).toBe(false);
      expect(await store.accounts.byId(here.id)).toEqual(here);
      expect(await store.units.revise(merged(await store.units.register()), [{ unit: old, into }])).toBe(
        true,
      );
      expect(await store.accounts.byId(here.id)).toEqual({ ...here, unit: into, standingRoles: held(into) });
      expect(await store.accounts.byId(disabled.id)).toEqual({ ...disabled, unit: into });
      expect(await store.accounts.byId(elsewhere.id)).toEqual({
        ...elsewhere,
        standingRoles: held('TW' as UnitId, into),
      });
      expect(await store.accounts.byUsername('khong-lien-quan')).toEqual(account('khong-lien-quan'));
    });

    it('keeps accounts by id and user name', async () => {
      await store.accounts.put(account('thuky'));
      await store.accounts.put(account('chutri', { administrator: true, name: awkward }));
      expect(await store.accounts.byUsername('thuky')).toEqual(account('thuky'));
      expect(await store.accounts.byId('person:chutri' as ParticipantId)).toEqual(
        account('chutri', { administrator: true, name: awkward }),
      );
      expect(await store.accounts.byUsername('nobody')).toBeNull();
      expect(await store.accounts.byId('person:nobody' as ParticipantId)).toBeNull();
      const disabled = account('thuky', { disabledAt: 5, standingRoles: [], username: 'thu.ky' });
      await store.accounts.put(disabled);
      expect(await store.accounts.byId(disabled.id)).toEqual(disabled);
      expect(await store.accounts.byUsername('thuky')).toBeNull();
      expect(await store.accounts.all()).toHaveLength(2);
    });

    it('gives a user name to one account only', async () => {
      await store.accounts.put(account('thuky'));
      const thief = account('chutri', { username: 'thuky' });
      await expect(store.accounts.put(thief)).rejects.toMatchObject({ code: 'username-taken' });
      expect(await store.accounts.byUsername('thuky')).toEqual(account('thuky'));
      expect(await store.accounts.byId(thief.id)).toBeNull();
    });

    it('rotates a refresh token once, whoever asks', async () => {
      await store.refreshTokens.put(token('a'));
      const asked = [store.refreshTokens.rotate('a', 100), store.refreshTokens.rotate('a', 101)];
      expect((await Promise.all(asked)).toSorted()).toEqual([false, true]);
      expect((await store.refreshTokens.byHash('a'))?.rotatedAt).toBeOneOf([100, 101]);
      expect(await store.refreshTokens.rotate('unknown', 100)).toBe(false);
      expect(await store.refreshTokens.byHash('unknown')).toBeNull();
    });

    it('revokes refresh tokens by family, by account, and by time', async () => {
      const chair = 'person:chutri' as ParticipantId;
      await store.refreshTokens.put(token('a'));
      await store.refreshTokens.put(token('b', { family: 'f-2' }));
      await store.refreshTokens.put(token('c', { family: 'f-3', account: chair, expiresAt: 3_000 }));
      const left = async () =>
        (await Promise.all(['a', 'b', 'c'].map((hash) => store.refreshTokens.byHash(hash)))).map(
          (one) => one?.hash ?? null,
        );
      await store.refreshTokens.revokeFamily('f-1');
      expect(await left()).toEqual([null, 'b', 'c']);
      await store.refreshTokens.removeExpired(1_999);
      expect(await left()).toEqual([null, 'b', 'c']);
      await store.refreshTokens.removeExpired(2_000);
      expect(await left()).toEqual([null, null, 'c']);
      await store.refreshTokens.revokeAccount(person);
      expect(await left()).toEqual([null, null, 'c']);
      await store.refreshTokens.revokeAccount(chair);
      expect(await left()).toEqual([null, null, null]);
    });

    it('keeps devices by id and credential', async () => {
      await store.devices.put(device('d-1'));
      await store.devices.put(device('d-2', { pairedAt: 5 }));
      expect(await store.devices.byCredentialHash('hash of d-1')).toEqual(device('d-1'));
      expect(await store.devices.byCredentialHash('hash')).toBeNull();
      expect(await store.devices.byId('d-3')).toBeNull();
      const revoked = device('d-1', { lastSeenAt: 7, revokedAt: 8 });
      await store.devices.put(revoked);
      expect(await store.devices.all()).toEqual([device('d-2', { pairedAt: 5 }), revoked]);
    });

    it('keeps recordings, newest first', async () => {
      await store.recordings.put(recording('r-1'));
      await store.recordings.put(recording('r-2', { startedAt: 1_795_000_000_001 }));
      expect((await store.recordings.all()).map(({ id }) => id)).toEqual(['r-2', 'r-1']);
      const size = 9_007_199_254_740_991;
      const ready = recording('r-1', { state: 'ready', gaps: [], durationMs: 60_000, size, sha256: 'ab' });
      await store.recordings.put(ready);
      expect(await store.recordings.byId(ready.id)).toEqual(ready);
      expect(await store.recordings.byId('r-3' as RecordingId)).toBeNull();
    });

    it('hands out copies: changing one changes nothing that is kept', async () => {
      const mine = account('thuky', { standingRoles: [] });
      await store.accounts.put(mine);
      const first = await store.accounts.byId(mine.id);
      Object.assign(first ?? {}, { name: 'another' });
      expect(await store.accounts.byId(mine.id)).toEqual(mine);
    });
  });
}
