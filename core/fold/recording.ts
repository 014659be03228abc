import type { MeetingEvent } from '../event.ts';
import type { RecordingId } from '../id.ts';
import type { Gap, Meeting, Recording } from '../meeting.ts';

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

function closeGap(gaps: readonly Gap[], at: number): readonly Gap[] {
  return gaps.map((gap) => (gap.to === null ? { ...gap, to: at } : gap));
}

function startOf(recording: Recording, otherwise: number): number {
  return 'startedAt' in recording ? recording.startedAt : otherwise;
}

type RecordingEvent = Extract<MeetingEvent, { type: `recording.${string}` }>;

export function foldRecording(meeting: Meeting, event: RecordingEvent, at: number): Meeting {
  if (event.type === 'recording.ordered') {
    const { recording: id, hall } = event;
    const recording: Recording = { id, hall, state: 'starting', orderedAt: at, gaps: [] };
    return { ...meeting, recordings: [...meeting.recordings, recording] };
  }
  return withRecording(meeting, event.recording, (recording) => {
    const { id, hall, orderedAt, gaps } = recording;
    const base = { id, hall, orderedAt };
    const startedAt = startOf(recording, at);
    switch (event.type) {
      case 'recording.started':
        return { ...base, gaps: closeGap(gaps, at), state: 'recording', startedAt: at };
      case 'recording.interrupted':
        return { ...recording, gaps: [...gaps, { from: at, to: null, reason: event.reason }] };
      case 'recording.resumed':
        return { ...recording, gaps: closeGap(gaps, at) };
      case 'recording.stopped':
        return { ...base, gaps: closeGap(gaps, at), state: 'stopping', startedAt };
      case 'recording.composing':
        return { ...base, gaps, state: 'composing', startedAt, stoppedAt: at };
      case 'recording.ready':
        return { ...base, gaps, state: 'ready', startedAt, durationMs: event.durationMs };
      case 'recording.failed':
        return { ...base, gaps: closeGap(gaps, at), state: 'failed', reason: event.reason };
    }
  });
}
