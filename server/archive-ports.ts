import type { RecordingId } from '../core/id.ts';
import type { HashedEntry, MeetingRow, RecordingRow } from './ports.ts';

/** What the archive's adapters share beside ports.ts. */

/** What the hub knows of a recording's package beside its files. */
export type PackageRow = {
  readonly recording: RecordingId;
  /** When this hub signed its manifest; null: it has not, or the package came from another hub. */
  readonly sealedAt: number | null;
  /** Public key (PEM) of the hub that it was imported from; null: it was made here. */
  readonly origin: string | null;
  /** When every file was last hashed again; null: never yet. */
  readonly checkedAt: number | null;
  /** Whether nothing was wrong then; true as long as it was never checked. */
  readonly sound: boolean;
};
/** How far the copy of a package in a second place is. */
export type CopyRow = {
  readonly recording: RecordingId;
  /** The place's name in the configuration. */
  readonly place: string;
  readonly state: 'waiting' | 'verified' | 'failed';
  /** When it came to be so. */
  readonly at: number;
  /** SHA-256 (hex) of the manifest that was copied; null: none yet. */
  readonly manifest: string | null;
  /** How often in a row it went wrong. */
  readonly failures: number;
};
export type Packages = {
  /** Those that are known of these recordings. */
  of(recordings: readonly RecordingId[]): Promise<readonly PackageRow[]>;
  all(): Promise<readonly PackageRow[]>;
  put(row: PackageRow): Promise<void>;
  copiesOf(recordings: readonly RecordingId[]): Promise<readonly CopyRow[]>;
  allCopies(): Promise<readonly CopyRow[]>;
  putCopy(row: CopyRow): Promise<void>;
  /** Of a recording that is no more. */
  forget(recording: RecordingId): Promise<void>;
};

/** A meeting that another hub held, as its package brings it. */
export type ImportedMeeting = {
  readonly row: MeetingRow;
  /** From the first entry on, byte for byte as the other hub hashed them. */
  readonly log: readonly HashedEntry[];
  readonly recordings: readonly RecordingRow[];
  readonly packages: readonly PackageRow[];
};
