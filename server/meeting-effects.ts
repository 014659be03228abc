import type { Logger } from 'pino';
import type { RecordingId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import type { Batch } from './live-meeting.ts';
import type { FinishedPackage, Media, Recorder, Store } from './ports.ts';
import { writeFinished, writeRecordingRows } from './recording-rows.ts';

type Needs = {
  readonly store: Pick<Store, 'meetings' | 'recordings'>;
  readonly media: Media;
  readonly recorder: Recorder;
  /** Told of each package that is finished, once the archive's line says so. */
  readonly onFinished?: (recording: RecordingId) => void;
  readonly logger: Logger;
};

export type Effects = {
  /** What follows from events: never writes the meeting's state, and never holds the queue up. */
  follow(batch: Batch): void;
  /** After a restart: everything again from the state alone. */
  resume(meeting: Meeting): void;
  /** Keeps what is known of a finished package, beside what the log keeps. */
  finished(meeting: Meeting, recording: RecordingId, finished: FinishedPackage): void;
  close(): void;
};

/** How soon lines of the archive that the database refused are offered again. */
const retryMs = 1_000;

/** The effects of one meeting. The database and the recorder are followed in order, each batch after the one before. */
export function createEffects({ store, media, recorder, onFinished, logger }: Needs): Effects {
  let line: Promise<void> = Promise.resolve();
  const inLine = (meeting: Meeting, work: () => Promise<void> | void): void => {
    line = line.then(work).catch((error: unknown) => {
      logger.error({ meeting: meeting.id, err: error }, 'an effect of the meeting failed');
    });
  };

  /** The newest state whose lines in the archive are still to be written, and what is to be added to them. */
  let due: Meeting | null = null;
  const finishedById = new Map<RecordingId, FinishedPackage>();
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const writeArchive = async () => {
    const meeting = due;
    if (meeting === null) return;
    try {
      await writeRecordingRows(store.recordings, meeting);
      for (const [id, finished] of finishedById) {
        await writeFinished(store.recordings, id, finished);
        finishedById.delete(id);
        onFinished?.(id);
      }
      if (due === meeting) due = null;
    } catch (error) {
      clearTimeout(retry);
      // Nothing else may ever write them again: the last word on a recording is also the meeting's last event.
      if (!closed) retry = setTimeout(() => inLine(meeting, writeArchive), retryMs);
      throw error;
    }
  };
  const archive = (meeting: Meeting) => {
    due = meeting;
    inLine(meeting, writeArchive);
  };

  const writeRow = (meeting: Meeting) => {
    const { id, title, unit, scheduledAt, plannedMs, phase, reschedulings } = meeting;
    const moved = reschedulings.at(-1) ?? null;
    return store.meetings.put({ id, title, unit, scheduledAt, plannedMs, phase, moved });
  };

  const end = (meeting: Meeting) => {
    if (meeting.phase.kind === 'closed' || meeting.phase.kind === 'cancelled') media.endMeeting(meeting.id);
  };

  return {
    follow: ({ steps, after }) => {
      media.follow(after);
      recorder.restrict(after);
      const types = new Set(steps.map(({ entry }) => entry.event.type));
      const entries = steps.map(({ entry }) => entry);
      const recording = [...types].some((type) => type.startsWith('recording.'));
      if (recording) archive(after);
      inLine(after, () => recorder.follow(after, entries));
      const turn = [...types].some((type) => type.startsWith('meeting.') || type.startsWith('trial.'));
      if (turn) inLine(after, () => writeRow(after));
      if (types.has('meeting.closed') || types.has('meeting.cancelled')) inLine(after, () => end(after));
    },
    resume: (meeting) => {
      media.follow(meeting);
      inLine(meeting, () => writeRow(meeting));
      archive(meeting);
      inLine(meeting, () => recorder.follow(meeting, []));
    },
    finished: (meeting, recording, finished) => {
      finishedById.set(recording, finished);
      archive(meeting);
    },
    close: () => {
      closed = true;
      clearTimeout(retry);
    },
  };
}
