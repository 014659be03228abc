import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MeetingId, RecordingId, UnitId } from '../../core/id.ts';
import type { CopyRow, ImportedMeeting, PackageRow } from '../../server/archive-ports.ts';
import type { HashedEntry, RecordingRow, Store } from '../../server/ports.ts';

const id = 'm-9' as MeetingId;

/** Canonical entries of a meeting, hashed as anybody would: without the store's own code. */
function chained(meeting: string, count: number): HashedEntry[] {
  let hash = '0'.repeat(64);
  return Array.from({ length: count }, (_, index) => {
    const seq = index + 1;
    const event = `{"name":"Xã Đức Bình “Tây”","type":"x"}`;
    const text = `{"at":${1_795_000_000_000 + seq},"by":{"kind":"system","part":"hub"},"event":${event},"meeting":"${meeting}","seq":${seq}}`;
    hash = createHash('sha256')
      .update(hash + text)
      .digest('hex');
    return { seq, text, hash };
  });
}

const recording: RecordingRow = {
  id: 'r-9' as RecordingId,
  meeting: id,
  title: 'Hội nghị',
  unit: '99' as UnitId,
  unitName: 'Đơn vị không có ở đây',
  startedAt: 1,
  state: 'ready',
  reason: null,
  gaps: [],
  pauses: [],
  durationMs: 5,
  size: 6,
  sha256: 'ab',
};
const row: PackageRow = {
  recording: recording.id,
  sealedAt: null,
  origin: 'PEM',
  checkedAt: 7,
  sound: true,
};
const copy: CopyRow = {
  recording: recording.id,
  place: 'kho-2',
  state: 'failed',
  at: 8,
  manifest: null,
  failures: 3,
};
const meeting = (changes: Partial<ImportedMeeting> = {}): ImportedMeeting => ({
  row: {
    id,
    title: 'Hội nghị',
    unit: '99' as UnitId,
    scheduledAt: 1,
    plannedMs: null,
    phase: { kind: 'closed', openedAt: 1, closedAt: 2 },
    moved: null,
  },
  log: chained(id, 1_200),
  recordings: [recording],
  packages: [row],
  file: [],
  ...changes,
});

/** What every store must do with packages and imported meetings; `open` gives an empty one for each test. */
export function packageStoreContract(name: string, open: () => Promise<Store>): void {
  describe(`${name}: packages`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const nothingThere = async () => {
      expect(await store.log.read(id, 0)).toEqual([]);
      expect(await store.meetings.ofUnit('99' as UnitId)).toEqual([]);
      expect(await store.recordings.all()).toEqual([]);
      expect(await store.packages.all()).toEqual([]);
    };

    it('PACKAGE-6: takes in a meeting whole, its log byte for byte', async () => {
      expect(await store.importMeeting(meeting())).toBe(true);
      expect(await store.log.readWithHashes(id, 0, 2_000)).toEqual(meeting().log);
      expect(await store.log.firstBroken(id)).toBeNull();
      expect(await store.meetings.list('closed')).toEqual([meeting().row]);
      expect(await store.recordings.byId(recording.id)).toEqual(recording);
      expect(await store.packages.of([recording.id])).toEqual([row]);
    });

    it('MINUTES-7: takes in what it brings for the file of the meeting, and writes on after it', async () => {
      const event = { type: 'hold.placed', hold: 1, reason: 'Thanh tra' } as const;
      const file = [{ seq: 1, at: 5, by: { kind: 'hub' }, event }] as const;
      await store.importMeeting(meeting({ file }));
      expect(await store.dossiers.log.read(id, 0)).toEqual(file);
      const next = { ...file[0], seq: 2, at: 6 };
      const summary = { held: true, handedOverAt: null, disposal: 'none' } as const;
      await store.dossiers.record(id, [next], summary);
      expect(await store.dossiers.log.firstBroken(id)).toBeNull();
      expect(await store.dossiers.log.read(id, 1)).toEqual([next]);
    });

    it('PACKAGE-6: takes in no meeting, and no recording, that it has', async () => {
      await store.importMeeting(meeting());
      expect(await store.importMeeting(meeting())).toBe(false);
      const other = 'm-8' as MeetingId;
      const sameRecording = meeting({ row: { ...meeting().row, id: other }, log: chained(other, 1) });
      expect(await store.importMeeting(sameRecording)).toBe(false);
      expect(await store.log.read(other, 0)).toEqual([]);
      expect(await store.log.read(id, 1_200)).toEqual([]);
    });

    it.each<[string, (log: HashedEntry[]) => HashedEntry[]]>([
      ['a changed byte', (log) => log.map((one) => ({ ...one, text: one.text.replace('Tây', 'Tay') }))],
      ['a changed hash', (log) => log.map((one) => ({ ...one, hash: 'a'.repeat(64) }))],
      ['an entry left out', (log) => log.filter(({ seq }) => seq !== 2)],
      ['the first entry left out', (log) => log.slice(1)],
      ['another meeting', () => chained('m-8', 3)],
      ['no entry at all', () => []],
      [
        'an entry that is no canonical JSON',
        ([one]) => {
          const text = ` ${one?.text}`;
          const hash = createHash('sha256')
            .update('0'.repeat(64) + text)
            .digest('hex');
          return [{ seq: 1, text, hash }];
        },
      ],
    ])('PACKAGE-6: writes nothing of a log with %s', async (_, spoil) => {
      const spoilt = meeting({ log: spoil(chained(id, 3)) });
      await expect(store.importMeeting(spoilt)).rejects.toMatchObject({ code: 'broken-chain' });
      await nothingThere();
    });

    it('keeps what is known of packages and their copies, and forgets it', async () => {
      await store.packages.put(row);
      const checked = { ...row, sealedAt: 1, origin: null, checkedAt: 9, sound: false };
      await store.packages.put(checked);
      await store.packages.putCopy(copy);
      await store.packages.putCopy({ ...copy, place: 'kho-1' });
      const verified = { ...copy, state: 'verified' as const, manifest: 'ab', failures: 0 };
      await store.packages.putCopy(verified);
      const ids = [recording.id, ...Array.from({ length: 1_100 }, (_, at) => `x${at}` as RecordingId)];
      expect(await store.packages.of(ids)).toEqual([checked]);
      expect(await store.packages.all()).toEqual([checked]);
      expect(await store.packages.copiesOf(ids)).toEqual([{ ...copy, place: 'kho-1' }, verified]);
      expect(await store.packages.allCopies()).toHaveLength(2);
      expect(await store.packages.of([])).toEqual([]);
      await store.packages.forget(recording.id);
      expect([await store.packages.all(), await store.packages.allCopies()]).toEqual([[], []]);
    });
  });
}
