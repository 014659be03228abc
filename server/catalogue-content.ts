import { setImmediate as breath } from 'node:timers/promises';
import type { Entry } from '../core/event.ts';
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

type Reading = {
  readonly reader: ReturnType<typeof createRecordedReader>;
  seq: number;
  /** Whoever asks meanwhile waits. */
  turn: Promise<void>;
};

/** Reads recordings' contents out of the logs, each on from where it was left. */
export function createRecordingContents({
  log,
  clock,
}: {
  readonly log: Pick<Store['log'], 'readWithHashes'>;
  readonly clock: Clock;
}): { of(row: Pick<RecordingRow, 'id' | 'meeting'>): Promise<RecordingContent> } {
  const readings = new Map<RecordingId, Reading>();

  const readingOf = (id: RecordingId): Reading => {
    const reading = readings.get(id) ?? {
      reader: createRecordedReader(id),
      seq: 0,
      turn: Promise.resolve(),
    };
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
    async of({ id, meeting }) {
      const reading = readingOf(id);
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
