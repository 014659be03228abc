import type { SystemCommand } from '../command.ts';
import type { MeetingEvent } from '../event.ts';
import { hallOf } from '../hall.ts';
import type { RecordingId, UnitId } from '../id.ts';
import type { Meeting, Recording } from '../meeting.ts';
import { captures, isInterrupted, isPaused, lacksOnlyFilm } from '../recording.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';

/** The recording of a hall that captures now, or is about to; at most one at a time (REC-2). */
export function recordingUnderWay(meeting: Meeting, hall: UnitId): Recording | null {
  return meeting.recordings.find((recording) => recording.hall === hall && captures(recording)) ?? null;
}

/** The id names a folder and a row in the archive, so it carries the meeting's. */
function nextRecordingId(meeting: Meeting): RecordingId {
  return `${meeting.id}.r${meeting.seq + 1}` as RecordingId;
}

export function startRecording({ meeting, self }: Wish): Decision {
  const hall = hallOf(meeting, self);
  const still = standstill(meeting, hall);
  if (still !== null) return refuse(still);
  if (recordingUnderWay(meeting, hall)) return refuse('already-recording');
  return accept({ type: 'recording.ordered', recording: nextRecordingId(meeting), hall });
}

export function stopRecording({ meeting, self }: Wish): Decision {
  const recording = recordingUnderWay(meeting, hallOf(meeting, self));
  if (!recording) return refuse('not-recording');
  return accept({ type: 'recording.stopped', recording: recording.id });
}

export function pauseRecording({ meeting, self }: Wish): Decision {
  const recording = recordingUnderWay(meeting, hallOf(meeting, self));
  if (!recording) return refuse('not-recording');
  if (isPaused(recording)) return refuse('recording-paused');
  return accept({ type: 'recording.paused', recording: recording.id });
}

export function continueRecording({ meeting, self }: Wish): Decision {
  const recording = recordingUnderWay(meeting, hallOf(meeting, self));
  if (!recording) return refuse('not-recording');
  if (!isPaused(recording)) return refuse('recording-not-paused');
  return accept({ type: 'recording.continued', recording: recording.id });
}

type Report = Extract<SystemCommand, { type: `recording.${string}` }>;

/** Whether the report moves this recording forward, or tells something new of it (REC-3). */
function advances(recording: Recording, report: Report): boolean {
  const { state } = recording;
  switch (report.type) {
    case 'recording.check':
      return state === 'starting' && recording.findings === null;
    case 'recording.store':
      return captures(recording) && recording.storage !== report.storage;
    case 'recording.confirm':
      return state === 'starting';
    case 'recording.interrupt':
      return captures(recording) && !isInterrupted(recording);
    case 'recording.resume':
      return captures(recording) && isInterrupted(recording);
    case 'recording.compose':
      return state === 'stopping' || (recording.state === 'failed' && lacksOnlyFilm(recording.reason));
    case 'recording.finish':
      return state === 'stopping' || state === 'composing';
    case 'recording.fail':
      return state !== 'ready' && state !== 'failed';
  }
}

function eventsOf(report: Report): readonly MeetingEvent[] {
  const { recording } = report;
  switch (report.type) {
    case 'recording.check':
      return [{ type: 'recording.checked', recording, findings: report.findings }];
    case 'recording.store': {
      const stored: MeetingEvent = { type: 'recording.stored', recording, storage: report.storage };
      // Ended while there is room to end it in good order (REC-6).
      return report.storage === 'full' ? [stored, { type: 'recording.stopped', recording }] : [stored];
    }
    case 'recording.confirm':
      return [{ type: 'recording.started', recording }];
    case 'recording.interrupt':
      return [{ type: 'recording.interrupted', recording, reason: report.reason }];
    case 'recording.resume':
      return [{ type: 'recording.resumed', recording }];
    case 'recording.compose':
      return [{ type: 'recording.composing', recording }];
    case 'recording.finish':
      return [{ type: 'recording.ready', recording, durationMs: report.durationMs }];
    case 'recording.fail':
      return [{ type: 'recording.failed', recording, reason: report.reason }];
  }
}

/** What the recorder reports. A report that does not move the recording forward is accepted and changes nothing. */
export function reportRecording(meeting: Meeting, report: Report): Decision {
  const recording = meeting.recordings.find(({ id }) => id === report.recording);
  if (!recording) return refuse('not-found');
  return advances(recording, report) ? accept(...eventsOf(report)) : accept();
}
