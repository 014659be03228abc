import type { RecordingId, UnitId } from '../../core/id.ts';
import { indexTerms } from '../../core/search.ts';
import type { Catalogue, CatalogueEntry, CatalogueFilter } from '../../server/archive-ports.ts';
import type { RecordingRow } from '../../server/ports.ts';

/** The catalogue in memory, over rows that are kept elsewhere: every one is looked at for every question. */
export function createMemoryCatalogue(
  rows: () => readonly RecordingRow[] | Promise<readonly RecordingRow[]>,
): Catalogue {
  const entryById = new Map<RecordingId, CatalogueEntry>();
  const passagesOf = (id: RecordingId) => entryById.get(id)?.passages ?? [];
  const newestFirst = async () =>
    [...(await rows())].sort(
      (one, other) => other.startedAt - one.startedAt || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0),
    );

  function fits(row: RecordingRow, filter: CatalogueFilter): boolean {
    const { units, states, from, to, meeting, speaker, terms, kind } = filter;
    const looked = passagesOf(row.id).filter((passage) => kind === null || passage.kind === kind);
    const kept = indexTerms(looked.map(({ text }) => text));
    return (
      (units === null || units.includes(row.unit)) &&
      (states === null || states.includes(row.state)) &&
      (from === null || row.startedAt >= from) &&
      (to === null || row.startedAt <= to) &&
      (meeting === null || row.meeting === meeting) &&
      (speaker === null || passagesOf(row.id).some(({ participant }) => participant === speaker)) &&
      terms.every((term) => kept.some((each) => each.startsWith(term)))
    );
  }

  return {
    put: async (entry) => void entryById.set(entry.recording, structuredClone(entry)),
    page: async (filter, after, limit) =>
      (await newestFirst())
        .filter((row) => fits(row, filter))
        .filter(
          ({ startedAt, id }) =>
            after === null ||
            startedAt < after.startedAt ||
            (startedAt === after.startedAt && id < after.recording),
        )
        .slice(0, limit),
    count: async (filter, most) => Math.min(most, (await rows()).filter((row) => fits(row, filter)).length),
    kept: async (id) => {
      const entry = entryById.get(id);
      return entry === undefined ? null : { version: entry.version, whole: entry.whole };
    },
    passages: async (id) => structuredClone(passagesOf(id)),
    units: async () => {
      const nameByUnit = new Map<UnitId, string>();
      for (const { unit, unitName } of await newestFirst())
        if (!nameByUnit.has(unit)) nameByUnit.set(unit, unitName);
      return [...nameByUnit].map(([unit, name]) => ({ unit, name }));
    },
    behind: async (version, limit) =>
      (await newestFirst())
        .filter(({ id, state }) => {
          const entry = entryById.get(id);
          return entry === undefined || entry.version !== version || (state === 'ready' && !entry.whole);
        })
        .slice(0, limit)
        .map(({ id }) => id),
  };
}
