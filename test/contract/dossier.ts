import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DossierEntry, DossierEvent } from '../../core/dossier/event.ts';
import type { MeetingId, ParticipantId, RecordingId, UnitId } from '../../core/id.ts';
import type { DossierSummary } from '../../server/dossier-ports.ts';
import type { RecordingRow, Store } from '../../server/ports.ts';

/** A store under test. */
export type DossierStore = {
  readonly store: Pick<Store, 'dossiers' | 'meetings' | 'recordings' | 'log' | 'close'>;
  /** Changes one byte of a stored entry of a file behind the log's back. */
  readonly corruptDossier: (meeting: MeetingId, seq: number) => void;
};

const [one, other] = ['m-1' as MeetingId, 'm-2' as MeetingId];
const by = {
  kind: 'person',
  participant: 'person:thuky' as ParticipantId,
  name: 'Phạm Thu Hà “Tây” \\ \u0000',
  position: '',
} as const;
const entry = (
  seq: number,
  event: DossierEvent = { type: 'hold.placed', hold: 1, reason: 'Đang thanh tra' },
): DossierEntry => ({ seq, at: 1_795_000_000_000 + seq, by, event });
const open: DossierSummary = { held: false, handedOverAt: null, disposal: 'none' };
const link = (seq: number, secretHash: string): DossierEntry =>
  entry(seq, {
    type: 'link.made',
    link: seq,
    recording: 'r-1' as RecordingId,
    whom: 'Báo Nhân Dân',
    until: 5,
    secretHash,
  });

/** What every store must do for the files of meetings (server/dossier-ports.ts, `Dossiers`). */
export function dossierContract(name: string, openStore: () => Promise<DossierStore>): void {
  let store: DossierStore['store'];
  let corruptDossier: DossierStore['corruptDossier'];
  beforeEach(async () => {
    ({ store, corruptDossier } = await openStore());
  });
  afterEach(() => store.close());

  const putMeeting = (id: string, closedAt: number | null) =>
    store.meetings.put({
      id: id as MeetingId,
      title: `Họp ${id}`,
      unit: 'TW' as UnitId,
      scheduledAt: 1,
      plannedMs: null,
      phase: closedAt === null ? { kind: 'scheduled' } : { kind: 'closed', openedAt: 1, closedAt },
      moved: null,
    });
  const putRecording = (id: string, meeting: string, more: Partial<RecordingRow> = {}) =>
    store.recordings.put({
      id: id as RecordingId,
      meeting: meeting as MeetingId,
      title: `Họp ${meeting}`,
      unit: '11' as UnitId,
      unitName: 'Tỉnh 11',
      startedAt: 5,
      state: 'ready',
      reason: null,
      gaps: [],
      pauses: [],
      durationMs: 1,
      size: 1,
      sha256: 'ab',
      ...more,
    });

  describe(`${name}: the files of meetings`, () => {
    it('DOSSIER-12: gives back what was recorded, chained by the bytes that were hashed', async () => {
      await store.dossiers.record(one, [entry(1), entry(2)], open);
      await store.dossiers.record(other, [entry(1)], open);
      await store.dossiers.record(one, [entry(3)], open);
      expect(await store.dossiers.log.read(one, 0)).toEqual([entry(1), entry(2), entry(3)]);
      expect(await store.dossiers.log.read(one, 2)).toEqual([entry(3)]);
      let hash = '0'.repeat(64);
      for (const link of await store.dossiers.log.readWithHashes(one, 0, 10)) {
        hash = createHash('sha256').update(`${hash}${link.text}`).digest('hex');
        expect(link.hash).toBe(hash);
      }
      expect(await store.dossiers.log.heads()).toEqual([
        { meeting: one, seq: 3, at: entry(3).at, hash },
        expect.objectContaining({ meeting: other, seq: 1 }),
      ]);
    });

    it('DOSSIER-12: shows the first entry that was changed', async () => {
      await store.dossiers.record(one, [entry(1), entry(2), entry(3)], open);
      expect(await store.dossiers.log.firstBroken(one)).toBeNull();
      corruptDossier(one, 2);
      expect(await store.dossiers.log.firstBroken(one)).toBe(2);
    });

    it('keeps the log of a file apart from the log of its meeting', async () => {
      await store.dossiers.record(one, [entry(1)], open);
      expect(await store.log.heads()).toEqual([]);
      const opened = { type: 'meeting.opened' } as const;
      await store.log.append([
        { meeting: one, entries: [{ seq: 1, at: 1, by: { kind: 'system', part: 'hub' }, event: opened }] },
      ]);
      expect(await store.dossiers.log.read(one, 0)).toEqual([entry(1)]);
    });

    it('writes all of an order or nothing when a number is taken or leaves a hole', async () => {
      await putMeeting(one, 10);
      await store.dossiers.record(one, [entry(1)], open);
      for (const seq of [1, 3]) {
        const wrong = store.dossiers.record(one, [link(seq, 'hash')], { ...open, held: true });
        await expect(wrong).rejects.toMatchObject({ code: 'sequence' });
      }
      expect(await store.dossiers.byLink('hash')).toBeNull();
      expect(await store.dossiers.standings([one])).toEqual([{ meeting: one, closedAt: 10, ...open }]);
    });

    it('says how the files of known meetings stand', async () => {
      await putMeeting('m-1', 10);
      await putMeeting('m-2', null);
      const summary = { held: true, handedOverAt: 12, disposal: 'asked' } as const;
      await store.dossiers.record(one, [entry(1)], summary);
      const standings = await store.dossiers.standings([one, other, 'm-3' as MeetingId]);
      expect(standings.toSorted((a, b) => a.meeting.localeCompare(b.meeting))).toEqual([
        { meeting: one, closedAt: 10, ...summary },
        { meeting: other, closedAt: null, ...open },
      ]);
      expect(await store.dossiers.standings([])).toEqual([]);
    });

    it('DOSSIER-13: pages through recordings whose file nobody handed over, the earliest closed first', async () => {
      for (const [id, closedAt] of [
        ['m-1', 30],
        ['m-2', 10],
        ['m-3', 20],
        ['m-4', 31],
        ['m-5', null],
        ['m-6', 5],
        ['m-7', 6],
        ['m-8', 7],
      ] as const)
        await putMeeting(id, closedAt);
      for (const [id, meeting] of [
        ['r-1', 'm-1'],
        ['r-2', 'm-2'],
        ['r-4', 'm-3'],
        ['r-3', 'm-3'],
        ['r-5', 'm-4'],
        ['r-6', 'm-5'],
        ['r-7', 'm-6'],
        ['r-8', 'm-7'],
        ['r-9', 'm-8'],
      ] as const)
        await putRecording(id, meeting);
      await store.dossiers.record('m-6' as MeetingId, [entry(1)], { ...open, handedOverAt: 6 });
      await store.dossiers.record('m-7' as MeetingId, [entry(1)], { ...open, disposal: 'confirmed' });
      await store.dossiers.record('m-8' as MeetingId, [entry(1)], { ...open, disposal: 'asked' });
      const first = await store.dossiers.unhanded(30, null, 3);
      expect(first.map(({ recording }) => recording)).toEqual(['r-9', 'r-2', 'r-3']);
      const second = await store.dossiers.unhanded(30, first.at(-1) ?? null, 3);
      expect(second.map(({ recording }) => recording)).toEqual(['r-4', 'r-1']);
      expect(await store.dossiers.unhanded(30, second.at(-1) ?? null, 3)).toEqual([]);
      expect(second[1]).toEqual({
        meeting: one,
        meetingUnit: 'TW',
        closedAt: 30,
        recording: 'r-1',
        title: 'Họp m-1',
        unit: '11',
        unitName: 'Tỉnh 11',
      });
    });

    it('finds files by how their disposal stands', async () => {
      await store.dossiers.record(other, [entry(1)], { ...open, disposal: 'asked' });
      await store.dossiers.record(one, [entry(1)], { ...open, disposal: 'asked' });
      expect(await store.dossiers.inDisposal('asked')).toEqual([one, other]);
      await store.dossiers.record(one, [entry(2)], { ...open, disposal: 'confirmed' });
      expect(await store.dossiers.inDisposal('asked')).toEqual([other]);
      expect(await store.dossiers.inDisposal('confirmed')).toEqual([one]);
      expect(await store.dossiers.inDisposal('carriedOut')).toEqual([]);
    });

    it('DOSSIER-11: finds a link by the hash of its secret alone', async () => {
      await store.dossiers.record(one, [link(1, 'hash-a'), link(2, 'hash-b')], open);
      expect(await store.dossiers.byLink('hash-b')).toEqual({ meeting: one, link: 2 });
      expect(await store.dossiers.byLink('hash-c')).toBeNull();
    });

    it('finds one meeting, and the recordings of one, newest first', async () => {
      await putMeeting('m-1', 10);
      await putRecording('r-1', 'm-1', { startedAt: 1 });
      await putRecording('r-2', 'm-1', { startedAt: 2 });
      await putRecording('r-3', 'm-2', { startedAt: 3 });
      expect((await store.meetings.byId(one))?.phase).toEqual({ kind: 'closed', openedAt: 1, closedAt: 10 });
      expect(await store.meetings.byId(other)).toBeNull();
      expect((await store.recordings.ofMeeting(one)).map(({ id }) => id)).toEqual(['r-2', 'r-1']);
    });

    it('DOSSIER-10: what was disposed of stays so, whoever writes its row from what they read before', async () => {
      await putRecording('r-1', 'm-1');
      await putRecording('r-1', 'm-1', { state: 'disposed' });
      await putRecording('r-1', 'm-1', { state: 'ready', title: 'Tên mới' });
      expect(await store.recordings.byId('r-1' as RecordingId)).toMatchObject({
        state: 'disposed',
        title: 'Tên mới',
      });
    });
  });
}
