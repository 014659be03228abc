import type { RecordingId } from '../core/id.ts';
import type { Meeting, Recording } from '../core/meeting.ts';
import type { RecordingRow, Recordings } from './ports.ts';

/** What the recorder says of a finished package, beside what the meeting's log keeps. */
export type Finished = { readonly durationMs: number; readonly size: number; readonly sha256: string };

function rowOf(meeting: Meeting, recording: Recording, known: RecordingRow | null): RecordingRow {
  // The recording of a sidebar is kept by the unit that went on alone.
  const kept = meeting.unitById[recording.hall] ?? meeting.unitById[meeting.unit];
  return {
    id: recording.id,
    meeting: meeting.id,
    title: meeting.title,
    unit: kept?.id ?? meeting.unit,
    unitName: kept?.name ?? '',
    startedAt:
      ('startedAt' in recording ? recording.startedAt : undefined) ?? known?.startedAt ?? recording.orderedAt,
    state: recording.state,
    reason: recording.state === 'failed' ? recording.reason : null,
    gaps: recording.gaps,
    pauses: recording.pauses,
    durationMs: recording.state === 'ready' ? recording.durationMs : null,
    size: known?.size ?? null,
    sha256: known?.sha256 ?? null,
  };
}

/** Brings the archive's rows to what the meeting says of its recordings. A row exists before the first byte. */
export async function writeRecordingRows(rows: Recordings, meeting: Meeting): Promise<void> {
  for (const recording of meeting.recordings) {
    await rows.put(rowOf(meeting, recording, await rows.byId(recording.id)));
  }
}

/** Adds the finished file's size and checksum to its row. */
export async function writeFinished(rows: Recordings, id: RecordingId, finished: Finished): Promise<void> {
  const row = await rows.byId(id);
  if (row) await rows.put({ ...row, ...finished });
}
