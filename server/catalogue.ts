import { setImmediate as breath } from 'node:timers/promises';
import {
  type ArchiveRight,
  type ArchiveViewer,
  mayWatchRecording,
  rightsOverFile,
  unitsOffered,
} from '../core/archive-right.ts';
import type { DocumentId, MeetingId, ParticipantId, RecordingId, UnitId } from '../core/id.ts';
import { queryWords, termOf } from '../core/search.ts';
import type { Stretch } from '../core/stretch.ts';
import { recordsById, succession, type UnitRecordById } from '../core/unit-record.ts';
import type {
  ArchiveItem,
  BesideReply,
  CatalogueLine,
  CataloguePage,
  CatalogueQuery,
} from '../protocol/archive.ts';
import { recordingId } from '../protocol/id.ts';
import type { CatalogueFilter, CataloguePlace, HeldDocument } from './archive-ports.ts';
import { besideOf } from './beside.ts';
import type { RecordingContent } from './catalogue-content.ts';
import { hitsIn, type Wanted } from './catalogue-hits.ts';
import type { ItemShaper } from './catalogue-item.ts';
import type { Outcome, RecordingRow, Store } from './ports.ts';

/** Recordings on one page. */
const pageSize = 25;
/** How far recordings are counted: beyond it nobody reads a number, and everybody waits for it. */
const countedMost = 1_000;

/** The archive's list and what stands beside a recording, as HTTP asks for them. */
export type CatalogueService = {
  /** Of what the viewer may see. `invalid-message`: `after` is of no page. */
  page(viewer: ArchiveViewer, query: CatalogueQuery): Promise<Outcome<CataloguePage>>;
  item(row: RecordingRow, rights: readonly ArchiveRight[]): Promise<ArchiveItem>;
  beside(row: RecordingRow, rights: readonly ArchiveRight[]): Promise<BesideReply>;
  /** A document whose file is in the recording's package; null: none. */
  document(row: RecordingRow, document: DocumentId): Promise<HeldDocument | null>;
  /** When that participant held the floor or conducted. */
  turnsOf(row: RecordingRow, participant: ParticipantId): Promise<readonly Stretch[]>;
};

type Needs = {
  readonly store: Pick<Store, 'catalogue' | 'units' | 'meetings'>;
  readonly contents: { of(row: RecordingRow): Promise<RecordingContent> };
  readonly items: ItemShaper;
  /** The documents whose files lie in a recording's package. */
  readonly documents: (recording: RecordingId) => Promise<readonly HeldDocument[]>;
};

const byName = new Intl.Collator('vi', { numeric: true });
const statesByQuery = {
  'under-way': ['starting', 'recording', 'stopping', 'composing'],
  ready: ['ready'],
  failed: ['failed'],
  disposed: ['disposed'],
} as const satisfies Record<NonNullable<CatalogueQuery['state']>, readonly RecordingRow['state'][]>;

/** Where a page ended, as the next one is asked for; null: that was none. */
function placeOf(after: string): CataloguePlace | null {
  const [, startedAt, id] = /^(\d{1,15})\.(.+)$/.exec(after) ?? [];
  const recording = recordingId.safeParse(id);
  return recording.success ? { startedAt: Number(startedAt), recording: recording.data } : null;
}
const cursorOf = ({ startedAt, id }: RecordingRow): string => `${startedAt}.${id}`;

function filterOf(query: CatalogueQuery, units: readonly UnitId[] | null): CatalogueFilter {
  return {
    terms: queryWords(query.text ?? '').map(termOf),
    kind: query.kind ?? null,
    units,
    states: query.state === undefined ? null : statesByQuery[query.state],
    from: query.from ?? null,
    to: query.to ?? null,
    meeting: query.meeting ?? null,
    speaker: query.speaker ?? null,
  };
}

/** By name; of a unit that the books do not know, as it is called in its newest recording. */
function offered(
  viewer: ArchiveViewer,
  recordById: UnitRecordById,
  seen: CataloguePage['units'],
): CataloguePage['units'] {
  const nameByUnit = new Map(seen.map(({ unit, name }) => [unit, name]));
  return unitsOffered(viewer, recordById, [...nameByUnit.keys()])
    .map((unit) => ({ unit, name: nameByUnit.get(unit) ?? recordById[unit]?.name ?? '' }))
    .sort((one, other) => byName.compare(one.name, other.name));
}

/** The catalogue of recordings, for who may see what of it (ARCHIVE-7). */
export function createCatalogueService({ store, contents, items, documents }: Needs): CatalogueService {
  const { catalogue } = store;

  const linesOf = async (
    rows: readonly RecordingRow[],
    wanted: Wanted,
    rightsOf: (row: RecordingRow) => readonly ArchiveRight[],
  ): Promise<readonly CatalogueLine[]> => {
    const shaped = await items.of(rows, rightsOf);
    if (wanted.words.length === 0 && wanted.speaker === null)
      return shaped.map((item) => ({ ...item, hits: [], moreHits: false }));
    const lines: CatalogueLine[] = [];
    for (const item of shaped) {
      lines.push({ ...item, ...(await hitsIn(await catalogue.passages(item.id), wanted)) });
      await breath();
    }
    return lines;
  };

  /** Who convened the meetings of these recordings; a meeting that the books do not know is missing. */
  const convenersOf = async (rows: readonly RecordingRow[]): Promise<ReadonlyMap<MeetingId, UnitId>> => {
    const meetings = await Promise.all(
      [...new Set(rows.map(({ meeting }) => meeting))].map((id) => store.meetings.byId(id)),
    );
    return new Map(meetings.flatMap((row) => (row === null ? [] : [[row.id, row.unit] as const])));
  };

  /** Until its package is finished it holds none. */
  const heldIn = async ({ id, state }: RecordingRow): Promise<readonly HeldDocument[]> =>
    state === 'ready' ? documents(id) : [];

  /** The units of whose recordings the viewer sees something. */
  const unitsSeen = async (viewer: ArchiveViewer, recordById: UnitRecordById) => {
    const all = await catalogue.units();
    return all
      .filter(({ unit }) => mayWatchRecording(viewer, recordById, unit))
      .map(({ unit, name }) => ({ unit, name: recordById[unit]?.name ?? name }));
  };

  return {
    async page(viewer, query) {
      const after = query.after === undefined ? null : placeOf(query.after);
      if (query.after !== undefined && after === null)
        return { ok: false, refusal: { code: 'invalid-message' } };
      const recordById = recordsById((await store.units.register()).records);
      const seen = await unitsSeen(viewer, recordById);
      const { unit: chosen } = query;
      const isWanted = (unit: UnitId) =>
        chosen === undefined || unit === chosen || succession(recordById, unit).includes(chosen);
      const units = seen.filter(({ unit }) => isWanted(unit)).map(({ unit }) => unit);
      const filter = filterOf(query, viewer.administrator && chosen === undefined ? null : units);
      const rows = await catalogue.page(filter, after, pageSize + 1);
      await breath();
      const counted = await catalogue.count(filter, countedMost + 1);
      await breath();
      const shown = rows.slice(0, pageSize);
      const last = rows.length > pageSize ? shown.at(-1) : undefined;
      const conveners = await convenersOf(shown);
      const wanted = { words: queryWords(query.text ?? ''), kind: filter.kind, speaker: filter.speaker };
      const lines = await linesOf(shown, wanted, (row) =>
        rightsOverFile(viewer, recordById, {
          keptBy: row.unit,
          convenedBy: conveners.get(row.meeting) ?? row.unit,
        }),
      );
      return {
        ok: true,
        value: {
          lines,
          count: Math.min(counted, countedMost),
          more: counted > countedMost,
          next: last === undefined ? null : cursorOf(last),
          units: offered(viewer, recordById, seen),
        },
      };
    },
    async item(row, rights) {
      const [item] = await items.of([row], () => rights);
      if (item === undefined) throw new Error(`recording ${row.id} was not shaped`);
      return item;
    },
    async beside(row, rights) {
      const held = await heldIn(row);
      return besideOf(await contents.of(row), {
        names: rights.includes('download'),
        readable: new Set(held.map(({ id }) => id)),
      });
    },
    document: async (row, wanted) => (await heldIn(row)).find(({ id }) => id === wanted) ?? null,
    async turnsOf(row, participant) {
      const { recorded } = await contents.of(row);
      return (recorded?.turns ?? [])
        .filter(({ card }) => card.participant === participant)
        .map(({ startMs, endMs }) => ({ startMs, endMs }));
    },
  };
}
