import type { Logger } from 'pino';
import type { Meeting } from '../core/meeting.ts';
import type { Batch } from './live-meeting.ts';
import type { Media, Recorder, Store } from './ports.ts';
import { writeRecordingRows } from './recording-rows.ts';

type Needs = {
  readonly store: Pick<Store, 'meetings' | 'recordings'>;
  readonly media: Media;
  readonly recorder: Recorder;
  readonly logger: Logger;
};

export type Effects = {
  /** What follows from events: never writes the meeting's state, and never holds the queue up. */
  follow(batch: Batch): void;
  /** After a restart: everything again from the state alone. */
  resume(meeting: Meeting): void;
};

/** The effects of one meeting. The database and the recorder are followed in order, each batch after the one before. */
export function createEffects({ store, media, recorder, logger }: Needs): Effects {
  let line: Promise<void> = Promise.resolve();
  const inLine = (meeting: Meeting, work: () => Promise<void> | void): void => {
    line = line.then(work).catch((error: unknown) => {
      logger.error({ meeting: meeting.id, err: error }, 'an effect of the meeting failed');
    });
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
      const types = new Set(steps.map(({ entry }) => entry.event.type));
      const entries = steps.map(({ entry }) => entry);
      const recording = [...types].some((type) => type.startsWith('recording.'));
      if (recording) inLine(after, () => writeRecordingRows(store.recordings, after));
      inLine(after, () => recorder.follow(after, entries));
      const turn = [...types].some((type) => type.startsWith('meeting.') || type.startsWith('trial.'));
      if (turn) inLine(after, () => writeRow(after));
      if (types.has('meeting.closed') || types.has('meeting.cancelled')) inLine(after, () => end(after));
    },
    resume: (meeting) => {
      media.follow(meeting);
      inLine(meeting, () => writeRow(meeting));
      inLine(meeting, () => writeRecordingRows(store.recordings, meeting));
      inLine(meeting, () => recorder.follow(meeting, []));
    },
  };
}
