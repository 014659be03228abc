import type { Logger } from 'pino';
import type { RecordingId } from '../core/id.ts';
import type { Minutes } from '../core/minutes/minutes.ts';
import { firstPassages, minutesPassages, type Passage, passagesOf } from '../core/passage.ts';
import type { RecordingContent } from './catalogue-content.ts';
import type { RecordingRow, Store } from './ports.ts';

/** By which rules recordings are indexed: counted up when they change, and everything is indexed again. */
export const catalogueVersion = 3;

/** No rules were ever of this version. */
const outdated = 0;

/** Recordings looked up at once of those that are behind. */
const behindAtOnce = 20;

export type CatalogueIndex = {
  /** Makes what a recording is found by anew from its meeting's log, and keeps it. A recording that there is not: nothing. */
  index(recording: RecordingId): Promise<void>;
  /** What it is found by is about to change: as it is kept it is behind from here on, whatever dies meanwhile. */
  outdate(recording: RecordingId): Promise<void>;
  /** The row was written: it is indexed at its beginning, and again when it has ended. Never waits, never rejects. */
  follow(row: RecordingRow): void;
  /** Its film is made, or made anew: what is found in it is found where that film has it. Never waits, never rejects. */
  filmed(recording: RecordingId): void;
  /** Indexes what is missing, or was indexed by other rules, one after the other. Never rejects. */
  catchUp(): Promise<void>;
  /** Resolves when nothing is under way any more, and nothing more will be. */
  close(): Promise<void>;
};

type Needs = {
  readonly store: Pick<Store, 'recordings' | 'catalogue'>;
  readonly contents: { of(row: RecordingRow): Promise<RecordingContent> };
  /** The approved minutes that the recording is found by; null: none. */
  readonly minutesOf: (row: RecordingRow) => Promise<{ readonly minutes: Minutes } | null>;
  readonly logger: Logger;
};

/** Whether nothing more will be in it. */
const hasEnded = ({ state }: RecordingRow): boolean =>
  state === 'ready' || state === 'failed' || state === 'disposed';

function foundBy(
  row: RecordingRow,
  { agenda, recorded }: RecordingContent,
  minutes: Minutes | null,
): readonly Passage[] {
  // Of what was disposed of, what was said and written is found no longer.
  if (!hasEnded(row) || row.state === 'disposed') return firstPassages(row.title, agenda);
  const found = recorded === null ? firstPassages(row.title, agenda) : passagesOf(row.title, recorded);
  return minutes === null ? found : [...found, ...minutesPassages(minutes)];
}

/** Keeps the catalogue in line with the recordings: one recording at a time, so that a meeting is never held up. */
export function createCatalogueIndex({ store, contents, minutesOf, logger }: Needs): CatalogueIndex {
  let line: Promise<void> = Promise.resolve();
  let closed = false;
  /** As which each was last put in line, since the start: a row is written far more often than it changes so. */
  const followed = new Map<RecordingId, RecordingRow['state'] | 'begun'>();

  const index = async (id: RecordingId): Promise<void> => {
    const row = await store.recordings.byId(id);
    if (row === null) return;
    const approved = await minutesOf(row);
    const passages = foundBy(row, await contents.of(row), approved?.minutes ?? null);
    await store.catalogue.put({
      recording: id,
      version: catalogueVersion,
      whole: hasEnded(row),
      passages,
    });
  };

  const outdate = async (recording: RecordingId): Promise<void> => {
    const kept = await store.catalogue.kept(recording);
    if (kept === null) return;
    const passages = await store.catalogue.passages(recording);
    await store.catalogue.put({ recording, version: outdated, whole: kept.whole, passages });
  };

  const inLine = (work: () => Promise<void>): Promise<void> => {
    const done = line.then(() => (closed ? undefined : work()));
    line = done.catch(() => undefined);
    return done;
  };
  /** The next start tries again. */
  const inLineOrTold = (id: RecordingId, work: () => Promise<void>): Promise<void> =>
    inLine(work).catch((error: unknown) => {
      logger.error({ recording: id, err: error }, 'a recording was not indexed');
    });

  const behindBy = async (most: number): Promise<readonly RecordingId[]> => {
    try {
      return await store.catalogue.behind(catalogueVersion, most);
    } catch (error) {
      logger.error({ err: error }, 'the catalogue does not say what is behind');
      return [];
    }
  };

  return {
    index: (id) => inLine(() => index(id)),
    outdate: (id) => inLine(() => outdate(id)),
    follow(row) {
      const as = hasEnded(row) ? row.state : 'begun';
      if (followed.get(row.id) === as) return;
      followed.set(row.id, as);
      void inLineOrTold(row.id, async () => {
        const kept = await store.catalogue.kept(row.id);
        const done = kept?.version === catalogueVersion && (kept.whole || as === 'begun');
        if (!done || as === 'disposed') await index(row.id);
      });
    },
    filmed: (id) => void inLineOrTold(id, () => index(id)),
    async catchUp() {
      const tried = new Set<RecordingId>();
      for (;;) {
        if (closed) return;
        // What failed stays behind: it must not keep the others from their turn.
        const behind = await behindBy(tried.size + behindAtOnce);
        const next = behind.filter((id) => !tried.has(id));
        if (next.length === 0) return;
        for (const id of next) {
          tried.add(id);
          await inLineOrTold(id, () => index(id));
        }
      }
    },
    async close() {
      closed = true;
      await line;
    },
  };
}

/** The store, with whoever follows the recordings told of each row that was written. */
export function withRecordingsFollowed(store: Store, follow: (row: RecordingRow) => void): Store {
  return {
    ...store,
    recordings: {
      ...store.recordings,
      async put(row) {
        await store.recordings.put(row);
        follow(row);
      },
    },
  };
}
