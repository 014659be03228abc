import type { UnitId } from '../../../core/id.ts';
import type { Meeting, Recording } from '../../../core/meeting.ts';
import { captures } from '../../../core/recording.ts';

/** What is running short while it is recorded; null: nothing. */
export type Shortage = 'low' | 'sound-only' | null;

/** What every screen says about the recording; `none` while nothing is recorded or prepared. */
export type RecordingState =
  | { readonly kind: 'none' }
  | { readonly kind: 'starting'; readonly shortage: Shortage }
  | { readonly kind: 'on'; readonly since: number; readonly shortage: Shortage }
  /** By the chair's order: a closed part. */
  | { readonly kind: 'paused'; readonly since: number; readonly shortage: Shortage }
  | { readonly kind: 'stopping' }
  | { readonly kind: 'composing' }
  /** Ended because there was no room left. */
  | { readonly kind: 'full' }
  /** Nothing is captured although it was ordered. */
  | { readonly kind: 'failed'; readonly since: number; readonly reason: string };

function shortageOf({ storage }: Recording): Shortage {
  return storage === 'low' || storage === 'sound-only' ? storage : null;
}

/** While it captures, or is to. A fault is told before a pause: going on would not help. */
function underWay(recording: Recording, since: number | null): RecordingState {
  const gap = recording.gaps.find(({ to }) => to === null);
  if (gap) return { kind: 'failed', since: gap.from, reason: gap.reason };
  const shortage = shortageOf(recording);
  const pause = recording.pauses.find(({ to }) => to === null);
  if (pause) return { kind: 'paused', since: pause.from, shortage };
  return since === null ? { kind: 'starting', shortage } : { kind: 'on', since, shortage };
}

function stateOf(recording: Recording): RecordingState {
  switch (recording.state) {
    case 'starting':
      return underWay(recording, null);
    case 'recording':
      return underWay(recording, recording.startedAt);
    case 'failed':
      return { kind: 'failed', since: recording.orderedAt, reason: recording.reason };
    case 'stopping':
    case 'composing':
      return { kind: recording.storage === 'full' ? 'full' : recording.state };
    case 'ready':
      return { kind: recording.storage === 'full' ? 'full' : 'none' };
  }
}

/** The recording of a hall that counts: the last one; an earlier one may still be composed meanwhile. */
export function lastRecording({ recordings }: Meeting, hall?: UnitId): Recording | undefined {
  return recordings.findLast((recording) => hall === undefined || recording.hall === hall);
}

/**
 * Pure: of several recordings the last one counts. `hall`: who sees several halls is told of this one's; left out, of
 * all that is seen.
 */
export function recordingState(meeting: Meeting, hall?: UnitId): RecordingState {
  const last = lastRecording(meeting, hall);
  return last === undefined ? { kind: 'none' } : stateOf(last);
}

/** What the check before the first byte found, for as long as it matters: while it captures. */
export function findingsOf(recording: Recording | undefined) {
  return recording !== undefined && captures(recording) ? (recording.findings ?? []) : [];
}
