import type { RecordingId } from '../core/id.ts';
import type { Meeting, Recording } from '../core/meeting.ts';
import type { FilmTimes } from '../protocol/recorder.ts';
import type { FinishedPackage, RecordingRow, Recordings } from './ports.ts';

/** What the log says of when: where something was missing it tells when that was noticed, not when it was. */
function timesByLog(recording: Recording, known: RecordingRow | null) {
  const started = 'startedAt' in recording ? recording.startedAt : undefined;
  return {
    startedAt: started ?? known?.startedAt ?? recording.orderedAt,
    gaps: recording.gaps,
    pauses: recording.pauses,
  };
}

/** What the film says, of whose time the archive's page tells: in the film a gap begins with the last that was captured. */
function timesByFilm({ startedAt, gaps, pauses }: FilmTimes) {
  const start = Math.round(startedAt);
  const spanOf = ({ startMs, endMs }: { readonly startMs: number; readonly endMs: number }) => {
    const from = start + Math.max(0, Math.round(startMs));
    return { from, to: Math.max(from, start + Math.round(endMs)) };
  };
  return {
    startedAt: start,
    gaps: gaps.map((gap) => ({ ...spanOf(gap), reason: gap.reason })),
    pauses: pauses.map(spanOf),
  };
}

function hasFilm(row: RecordingRow | null): row is RecordingRow {
  return row !== null && row.sha256 !== null;
}
const timesOf = ({ startedAt, gaps, pauses }: RecordingRow) => ({ startedAt, gaps, pauses });

function rowOf(meeting: Meeting, recording: Recording, known: RecordingRow | null): RecordingRow {
  // The recording of a sidebar is kept by the unit that went on alone.
  const kept = meeting.unitById[recording.hall] ?? meeting.unitById[meeting.unit];
  return {
    id: recording.id,
    meeting: meeting.id,
    title: meeting.title,
    unit: kept?.id ?? meeting.unit,
    unitName: kept?.name ?? '',
    ...(hasFilm(known) ? timesOf(known) : timesByLog(recording, known)),
    state: recording.state,
    reason: recording.state === 'failed' ? recording.reason : null,
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

/** Adds the finished film's size and checksum to its row, and what it says of its time. */
export async function writeFinished(
  rows: Recordings,
  id: RecordingId,
  { durationMs, size, sha256, times }: FinishedPackage,
): Promise<void> {
  const row = await rows.byId(id);
  if (row) await rows.put({ ...row, durationMs, size, sha256, ...(times && timesByFilm(times)) });
}
