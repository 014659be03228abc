import type { UnitId } from '../../../core/id.ts';
import type { Meeting, Recording } from '../../../core/meeting.ts';

/** What every screen says about the recording; `none` while nothing is recorded or prepared. */
export type RecordingState =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'on'; readonly since: number }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'composing' }
  /** Nothing is captured although it was ordered. */
  | { readonly kind: 'failed'; readonly since: number; readonly reason: string };

function stateOf(recording: Recording): RecordingState {
  const gap = recording.gaps.find((candidate) => candidate.to === null);
  switch (recording.state) {
    case 'starting':
      return gap ? { kind: 'failed', since: gap.from, reason: gap.reason } : { kind: 'starting' };
    case 'recording':
      return gap
        ? { kind: 'failed', since: gap.from, reason: gap.reason }
        : { kind: 'on', since: recording.startedAt };
    case 'stopping':
      return { kind: 'stopping' };
    case 'composing':
      return { kind: 'composing' };
    case 'ready':
      return { kind: 'none' };
    case 'failed':
      return { kind: 'failed', since: recording.orderedAt, reason: recording.reason };
  }
}

/**
 * Pure: of several recordings the last one counts; an earlier one may still be composed meanwhile. `hall`: who sees
 * several halls is told of this one's; left out, of all that is seen.
 */
export function recordingState(meeting: Meeting, hall?: UnitId): RecordingState {
  const last = meeting.recordings.findLast((recording) => hall === undefined || recording.hall === hall);
  return last === undefined ? { kind: 'none' } : stateOf(last);
}
