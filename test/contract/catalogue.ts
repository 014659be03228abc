import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MeetingId, ParticipantId, RecordingId, UnitId } from '../../core/id.ts';
import type { Passage } from '../../core/passage.ts';
import { queryWords, termOf } from '../../core/search.ts';
import type { CatalogueEntry, CatalogueFilter, CataloguePlace } from '../../server/archive-ports.ts';
import type { RecordingRow, Store } from '../../server/ports.ts';

const idOf = (name: string) => name as RecordingId;

function row(name: string, startedAt: number, more: Partial<RecordingRow> = {}): RecordingRow {
  return {
    id: idOf(name),
    meeting: `m-${name}` as MeetingId,
    title: 'Giao ban',
    unit: 'TW' as UnitId,
    unitName: 'Trung ương',
    startedAt,
    state: 'ready',
    reason: null,
    gaps: [],
    pauses: [],
    durationMs: 60_000,
    size: 1,
    sha256: 'a'.repeat(64),
    ...more,
  };
}

const passage = (text: string, more: Partial<Passage> = {}): Passage => ({
  kind: 'title',
  text,
  participant: null,
  atMs: null,
  ...more,
});

function entry(name: string, texts: readonly string[], more: Partial<CatalogueEntry> = {}): CatalogueEntry {
  const passages = texts.map((text) => passage(text));
  return { recording: idOf(name), version: 1, whole: true, passages, ...more };
}

const everything: CatalogueFilter = {
  terms: [],
  kind: null,
  units: null,
  states: null,
  from: null,
  to: null,
  meeting: null,
  speaker: null,
};
const asking = (text: string): CatalogueFilter => ({ ...everything, terms: queryWords(text).map(termOf) });

/** What every catalogue must do (server/archive-ports.ts, `Catalogue`); `open` gives an empty store for each test. */
export function catalogueContract(name: string, open: () => Promise<Store>): void {
  let store: Store;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const keep = async (...all: readonly (readonly [RecordingRow, CatalogueEntry | null])[]): Promise<void> => {
    for (const [kept, found] of all) {
      await store.recordings.put(kept);
      if (found) await store.catalogue.put(found);
    }
  };
  const found = async (filter: CatalogueFilter): Promise<readonly string[]> =>
    (await store.catalogue.page(filter, null, 100)).map(({ id }) => id);

  describe(`${name}: the catalogue`, () => {
    it('ARCHIVE-5: finds a recording by words of different passages, with diacritics or without', async () => {
      await keep(
        [row('r1', 1), entry('r1', ['Phòng chống thiên tai', 'Nguyễn Thị Hòa, Chủ tịch'])],
        [row('r2', 2), entry('r2', ['Phỏng vấn', 'Đỗ Văn Hoa'])],
        [row('r3', 3), null],
      );
      expect(await found(asking('phong hoa'))).toEqual(['r2', 'r1']);
      expect(await found(asking('phòng hoa'))).toEqual(['r1']);
      expect(await found(asking('hoà'))).toEqual(['r1']);
      expect(await found(asking('đỗ'))).toEqual(['r2']);
      expect(await found(asking('phong do nguyen'))).toEqual([]);
      expect(await found(asking('HONG'))).toEqual([]);
      expect(await found(everything)).toEqual(['r3', 'r2', 'r1']);
    });

    it('ARCHIVE-11: finds words in one kind of places alone, all of them there', async () => {
      const agenda = (text: string) => passage(text, { kind: 'agenda' });
      const minutes = (text: string) => passage(text, { kind: 'minutes' });
      await keep(
        [row('r1', 1), entry('r1', [], { passages: [agenda('Giải ngân'), agenda('Đê điều')] })],
        [row('r2', 2), entry('r2', [], { passages: [minutes('Giải ngân'), agenda('Đê điều')] })],
        [row('r3', 3), entry('r3', ['Giải ngân, đê điều'])],
      );
      const inAgenda = (text: string) => found({ ...asking(text), kind: 'agenda' });
      expect(await found(asking('giai de'))).toEqual(['r3', 'r2', 'r1']);
      expect(await inAgenda('giai de')).toEqual(['r1']);
      expect(await inAgenda('đê')).toEqual(['r2', 'r1']);
      expect(await found({ ...asking('ngân'), kind: 'minutes' })).toEqual(['r2']);
      expect(await found({ ...asking('ngân'), kind: 'vote' })).toEqual([]);
      expect(await found({ ...everything, kind: 'vote' })).toEqual(['r3', 'r2', 'r1']);
    });

    it('takes any word for a word, whatever else it means to a database', async () => {
      const words = [
        'AND',
        'NOT',
        'near',
        'a"b',
        "c'd",
        'e*f',
        '100%',
        'x_y',
        'пример',
        '会议',
        '𝔘nicode',
        'İzmir',
        'ñandú',
      ];
      await keep([row('r1', 1), entry('r1', words)]);
      for (const word of words) expect([word, await found(asking(word))]).toEqual([word, ['r1']]);
      expect(await found(asking('NOT absent'))).toEqual([]);
    });

    it('puts what was indexed anew in place of what was before', async () => {
      await keep([row('r1', 1), entry('r1', ['Cũ'])], [row('r2', 2), entry('r2', ['Cũ'])]);
      const spoken = passage('Lan', { kind: 'speaker', participant: 'person:lan' as ParticipantId, atMs: 5 });
      await store.catalogue.put(entry('r1', [], { passages: [spoken] }));
      expect(await found(asking('cu'))).toEqual(['r2']);
      expect(await found(asking('lan'))).toEqual(['r1']);
      expect(await store.catalogue.passages(idOf('r1'))).toEqual([spoken]);
      expect(await store.catalogue.passages(idOf('none'))).toEqual([]);
      await store.catalogue.put(entry('r1', ['Mới']));
      expect(await found({ ...everything, speaker: 'person:lan' as ParticipantId })).toEqual([]);
    });

    it('filters by unit, time, meeting, state and speaker, all at once', async () => {
      const lan = 'person:lan' as ParticipantId;
      const spoken = {
        passages: [passage('Lan', { participant: lan }), passage('Lan', { participant: lan })],
      };
      await keep(
        [row('r1', 10, { unit: '11' as UnitId }), entry('r1', [], spoken)],
        [row('r2', 20, { unit: '12' as UnitId, state: 'failed' }), entry('r2', [], spoken)],
        [row('r3', 30), entry('r3', ['Lan'])],
      );
      const by = (more: Partial<CatalogueFilter>) => found({ ...everything, ...more });
      expect(await by({ units: ['11', 'TW'] as UnitId[] })).toEqual(['r3', 'r1']);
      expect(await by({ units: [] })).toEqual([]);
      expect(await by({ from: 20, to: 30 })).toEqual(['r3', 'r2']);
      expect(await by({ meeting: 'm-r2' as MeetingId })).toEqual(['r2']);
      expect(await by({ states: ['failed', 'composing'] })).toEqual(['r2']);
      expect(await by({ speaker: lan })).toEqual(['r2', 'r1']);
      expect(await by({ ...asking('lan'), speaker: lan, units: ['11'] as UnitId[], to: 10 })).toEqual(['r1']);
      expect(await by({ states: ['disposed'] })).toEqual([]);
    });

    it('ARCHIVE-7: turns pages newest first; what is added meanwhile moves nothing', async () => {
      for (let each = 0; each < 7; each += 1)
        await keep([row(`r${each}`, Math.floor(each / 3)), entry(`r${each}`, ['Họp'])]);
      const seen: string[] = [];
      let after: CataloguePlace | null = null;
      for (;;) {
        const page = await store.catalogue.page(asking('hop'), after, 2);
        seen.push(...page.map(({ id }) => id));
        const last = page.at(-1);
        if (last === undefined || page.length < 2) break;
        after = { startedAt: last.startedAt, recording: last.id };
        await keep([row(`new-${seen.length}`, 100), entry(`new-${seen.length}`, ['Họp'])]);
      }
      expect(seen).toEqual(['r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0']);
    });

    it('counts, as far as it is asked to', async () => {
      for (let each = 0; each < 5; each += 1) await keep([row(`r${each}`, each), entry(`r${each}`, ['Họp'])]);
      expect(await store.catalogue.count(asking('hop'), 100)).toBe(5);
      expect(await store.catalogue.count(everything, 3)).toBe(3);
      expect(await store.catalogue.count(asking('none'), 100)).toBe(0);
    });

    it('names each unit once, as it is called in its newest recording', async () => {
      await keep(
        [row('r1', 1, { unitName: 'Tên cũ' }), null],
        [row('r2', 2, { unitName: 'Tên mới' }), null],
        [row('r3', 2, { unit: '11' as UnitId, unitName: 'Điện Biên' }), null],
      );
      const units = await store.catalogue.units();
      expect([...units].sort((one, other) => (one.unit < other.unit ? -1 : 1))).toEqual([
        { unit: '11', name: 'Điện Biên' },
        { unit: 'TW', name: 'Tên mới' },
      ]);
    });

    it('knows what is not kept, or not by these rules, or not whole', async () => {
      await keep(
        [row('r1', 1), entry('r1', [])],
        [row('r2', 2), entry('r2', [], { version: 0 })],
        [row('r3', 3), entry('r3', [], { whole: false })],
        [row('r4', 4, { state: 'recording' }), entry('r4', [], { whole: false })],
        [row('r5', 5, { state: 'failed' }), null],
      );
      expect(await store.catalogue.behind(1, 10)).toEqual(['r5', 'r3', 'r2']);
      expect(await store.catalogue.behind(1, 1)).toEqual(['r5']);
      expect(await store.catalogue.kept(idOf('r5'))).toBeNull();
      expect(await store.catalogue.kept(idOf('r3'))).toEqual({ version: 1, whole: false });
      expect(await store.catalogue.behind(2, 10)).toHaveLength(5);
    });
  });
}
