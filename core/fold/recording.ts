import type { MeetingEvent } from '../event.ts';
import type { RecordingId } from '../id.ts';
import type { Meeting, Recording } from '../meeting.ts';

function withRecording(
  meeting: Meeting,
  id: RecordingId,
  change: (recording: Recording) => Recording,
): Meeting {
  return {
    ...meeting,
    recordings: meeting.recordings.map((recording) => (recording.id === id ? change(recording) : recording)),
  };
}

/** Gaps and pauses alike: the one that is open ends. */
function closed<T extends { readonly to: number | null }>(stretches: readonly T[], at: number): readonly T[] {
  return stretches.map((each) => (each.to === null ? { ...each, to: at } : each));
}

function startOf(recording: Recording, otherwise: number): number {
  return ('startedAt' in recording ? recording.startedAt : undefined) ?? otherwise;
}

type RecordingEvent = Extract<MeetingEvent, { type: `recording.${string}` }>;

export function foldRecording(meeting: Meeting, event: RecordingEvent, at: number): Meeting {
  if (event.type === 'recording.ordered') {
    const { recording: id, hall } = event;
    const recording: Recording = {
      id,
      hall,
      state: 'starting',
      orderedAt: at,
      gaps: [],
      pauses: [],
      storage: 'enough',
      findings: null,
    };
    return { ...meeting, recordings: [...meeting.recordings, recording] };
  }
  return withRecording(meeting, event.recording, (recording) => {
    const { id, hall, orderedAt, gaps, pauses, storage, findings } = recording;
    const base = { id, hall, orderedAt, pauses, storage, findings };
    const startedAt = startOf(recording, at);
    switch (event.type) {
      case 'recording.checked':
        return { ...recording, findings: event.findings };
      case 'recording.paused':
        return { ...recording, pauses: [...pauses, { from: at, to: null }] };
      case 'recording.continued':
        return { ...recording, pauses: closed(pauses, at) };
      case 'recording.stored':
        return { ...recording, storage: event.storage };
      case 'recording.started':
        return { ...base, gaps: closed(gaps, at), state: 'recording', startedAt: at };
      case 'recording.interrupted':
        return { ...recording, gaps: [...gaps, { from: at, to: null, reason: event.reason }] };
      case 'recording.resumed':
        return { ...recording, gaps: closed(gaps, at) };
      case 'recording.stopped':
        return { ...base, gaps: closed(gaps, at), pauses: closed(pauses, at), state: 'stopping', startedAt };
      case 'recording.composing':
        return { ...base, gaps, state: 'composing', startedAt, stoppedAt: at };
      case 'recording.ready':
        return { ...base, gaps, state: 'ready', startedAt, durationMs: event.durationMs };
      case 'recording.failed':
        return {
          ...base,
          gaps: closed(gaps, at),
          pauses: closed(pauses, at),
          state: 'failed',
          ...('startedAt' in recording ? { startedAt } : {}),
          reason: event.reason,
        };
    }
  });
}
