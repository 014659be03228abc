import type { RecordingFinding, RecordingStorage } from '../../core/meeting.ts';
import type { RecordingReason } from '../../protocol/recorder.ts';
import type { FinishedPackage } from '../ports.ts';

/** What one of the recorders of a meeting tells of one recording. */
export type LaneReport = {
  /** Null: it could not be checked. */
  checked(findings: readonly RecordingFinding[] | null): void;
  stored(storage: RecordingStorage): void;
  /** Everything there is to capture is captured, for the first time or again. */
  capturing(): void;
  interrupted(reason: RecordingReason): void;
  /** Its files are ended. */
  stopped(): void;
  /** It cannot end its files, though it is there and was asked for a while. */
  stuck(): void;
  composing(): void;
  finished(result: FinishedPackage): void;
  failed(reason: RecordingReason): void;
};
