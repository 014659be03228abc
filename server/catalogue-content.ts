import { setImmediate as breath } from 'node:timers/promises';
import type { Entry } from '../core/event.ts';
import type { FilmMoment } from '../core/film-time.ts';
import type { RecordingId } from '../core/id.ts';
import type { AgendaItem } from '../core/meeting.ts';
import type { RecordedMeeting } from '../core/recorded-meeting.ts';
import { createRecordedReader } from '../core/recorded-reader.ts';
import type { Clock, RecordingRow, Store } from './ports.ts';

/** What of a meeting's log is in a recording; `recorded` is null before the recording began. */
export type RecordingContent = {
  readonly agenda: readonly AgendaItem[];
  readonly recorded: RecordedMeeting | null;
};

/** Entries read and folded between two breaths of the event loop. */
const readAtOnce = 250;
/** Recordings kept read for whoever asks next: the page beside a film asks for one again and again. */
const keptReadings = 6;

/** By which of its films a recording is read. */
type Asked = Pick<RecordingRow, 'id' | 'meeting' | 'state' | 'sha256'>;

type Reading = {
  readonly film: string | null;
  readonly reader: ReturnType<typeof createRecordedReader>;
  seq: number;
  /** Whoever asks meanwhile waits. */
  turn: Promise<void>;
};

/** Reads recordings' contents out of the logs, each on from where it was left. */
export function createRecordingContents({
  log,
  clock,
  momentsOf = async () => [],
}: {
  readonly log: Pick<Store['log'], 'readWithHashes'>;
  readonly clock: Clock;
  /** Where the log stands in the recording's film, in order; none: there is no film, or it does not say. */
  readonly momentsOf?: (row: Asked) => Promise<readonly FilmMoment[]>;
}): { of(row: Asked): Promise<RecordingContent> } {
  const readings = new Map<RecordingId, Reading>();

  const readingOf = async (row: Asked): Promise<Reading> => {
    const { id } = row;
    const film = row.state === 'ready' ? row.sha256 : null;
    const isOfFilm = (known: Reading | undefined): known is Reading => known?.film === film;
    const kept = readings.get(id);
    const moments = isOfFilm(kept) ? [] : await momentsOf(row);
    const known = readings.get(id);
    const reading = isOfFilm(known)
      ? known
      : { film, reader: createRecordedReader(id, moments), seq: 0, turn: Promise.resolve() };
    readings.delete(id);
    readings.set(id, reading);
    const [oldest] = readings.keys();
    if (readings.size > keptReadings && oldest !== undefined) readings.delete(oldest);
    return reading;
  };

  const readOn = async (reading: Reading, meeting: RecordingRow['meeting']): Promise<void> => {
    for (;;) {
      const some = await log.readWithHashes(meeting, reading.seq, readAtOnce);
      const entries = some.map(({ text }): Entry => JSON.parse(text));
      reading.reader.read(entries);
      reading.seq = some.at(-1)?.seq ?? reading.seq;
      if (some.length < readAtOnce) return;
      await breath();
    }
  };

  return {
    async of(row) {
      const { id, meeting } = row;
      const reading = await readingOf(row);
      const done = reading.turn.then(() => readOn(reading, meeting));
      reading.turn = done.catch(() => {
        // A log that could not be read on is read from its beginning the next time.
        if (readings.get(id) === reading) readings.delete(id);
      });
      await done;
      return { agenda: reading.reader.agenda(), recorded: reading.reader.content(clock.now()) };
    },
  };
}
