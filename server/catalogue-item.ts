import type { ArchiveRight } from '../core/archive-right.ts';
import type { MeetingId, RecordingId } from '../core/id.ts';
import type { ArchiveItem } from '../protocol/archive.ts';
import type { CopyRow, PackageRow } from './archive-ports.ts';
import type { CompositionProgress, RecordingRow, Store } from './ports.ts';

/** What the file of a meeting says of its recordings. */
export type FileStanding = Pick<ArchiveItem, 'held' | 'handOverBy' | 'handOverSoon'>;

/** Makes what is shown of recordings; with what may be done with each. In the order of the rows. */
export type ItemShaper = {
  of(
    rows: readonly RecordingRow[],
    rightsOf: (row: RecordingRow) => readonly ArchiveRight[],
  ): Promise<readonly ArchiveItem[]>;
};

type Needs = {
  readonly store: Pick<Store, 'packages'>;
  /** The files of these meetings; one that is missing is neither held nor due. */
  readonly files: (meetings: readonly MeetingId[]) => Promise<ReadonlyMap<MeetingId, FileStanding>>;
  readonly progressOf: (recording: RecordingId) => CompositionProgress | null;
};

type Beside = {
  readonly standing: FileStanding | undefined;
  readonly kept: PackageRow | undefined;
  readonly copies: readonly CopyRow[];
  readonly progress: CompositionProgress | null;
  readonly rights: readonly ArchiveRight[];
};

/** Named field by field: what a row gains later is not shown by accident. */
function itemOf(row: RecordingRow, { standing, kept, copies, progress, rights }: Beside): ArchiveItem {
  const { id, meeting, title, unit, unitName, startedAt, durationMs, state, reason } = row;
  const { gaps, pauses, size, sha256 } = row;
  const checkedAt = kept?.checkedAt ?? null;
  return {
    ...{ id, meeting, title, unit, unitName, startedAt, durationMs, state, reason },
    ...{ gaps, pauses, size, sha256, progress, rights },
    held: standing?.held ?? false,
    handOverBy: standing?.handOverBy ?? null,
    handOverSoon: standing?.handOverSoon ?? false,
    checked: checkedAt === null ? null : { at: checkedAt, ok: kept?.sound ?? true },
    copies: copies.map(({ place, state: copied, at }) => ({ place, state: copied, at })),
  };
}

export function createItemShaper({ store, files, progressOf }: Needs): ItemShaper {
  return {
    async of(rows, rightsOf) {
      const ids = rows.map(({ id }) => id);
      const [kept, copies, standings] = await Promise.all([
        store.packages.of(ids),
        store.packages.copiesOf(ids),
        files([...new Set(rows.map(({ meeting }) => meeting))]),
      ]);
      const keptById = new Map(kept.map((row) => [row.recording, row]));
      const copiesById = Map.groupBy(copies, ({ recording }) => recording);
      return rows.map((row) =>
        itemOf(row, {
          standing: standings.get(row.meeting),
          kept: keptById.get(row.id),
          copies: copiesById.get(row.id) ?? [],
          progress: row.state === 'composing' || row.state === 'ready' ? progressOf(row.id) : null,
          rights: rightsOf(row),
        }),
      );
    },
  };
}
