import type { ArchivedState } from '../core/dossier/dossier.ts';
import type { DossierEntry } from '../core/dossier/event.ts';
import type { MeetingId, ParticipantId, RecordingId, UnitId } from '../core/id.ts';
import type { Passage } from '../core/passage.ts';
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
  /** What is known of its file from then on; empty: nothing. */
  readonly file: readonly DossierEntry[];
};

/** A document whose file lies in a recording's package. */
export type HeldDocument = {
  readonly id: string;
  readonly fileName: string;
  /** As the package tells; it may be of another hub. */
  readonly mediaType: string;
  /** Absolute. */
  readonly file: string;
};

/** What is kept of a recording to find it by; rebuilt from the meeting's log at any time. */
export type CatalogueEntry = {
  readonly recording: RecordingId;
  /** By which version of the rules it was made. */
  readonly version: number;
  /** False: only what is known at its beginning. */
  readonly whole: boolean;
  readonly passages: readonly Passage[];
};
/** What a search asks for; null: whatever it is. Times are epoch milliseconds, both included. */
export type CatalogueFilter = {
  /** With what entries of the index have to begin (core `termOf`), all of them. */
  readonly terms: readonly string[];
  /** In passages of this kind alone; counts only where there are terms. */
  readonly kind: Passage['kind'] | null;
  /** Of these alone: those that the viewer may see. */
  readonly units: readonly UnitId[] | null;
  readonly states: readonly ArchivedState[] | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly meeting: MeetingId | null;
  readonly speaker: ParticipantId | null;
};
/** Where a page ended. */
export type CataloguePlace = { readonly startedAt: number; readonly recording: RecordingId };
export type Catalogue = {
  /** Inserts or replaces. */
  put(entry: CatalogueEntry): Promise<void>;
  /** At most `limit` after that place, newest first. */
  page(
    filter: CatalogueFilter,
    after: CataloguePlace | null,
    limit: number,
  ): Promise<readonly RecordingRow[]>;
  /** How many there are; no more than `most` are counted. */
  count(filter: CatalogueFilter, most: number): Promise<number>;
  /** What is kept of it; null: nothing. */
  kept(recording: RecordingId): Promise<Pick<CatalogueEntry, 'version' | 'whole'> | null>;
  /** Empty where nothing is kept. */
  passages(recording: RecordingId): Promise<readonly Passage[]>;
  /** Every unit that recordings are kept by, with its name in the newest of them; in no order. */
  units(): Promise<readonly { readonly unit: UnitId; readonly name: string }[]>;
  /** At most `limit` recordings of which nothing of this version is kept, or not the whole although they are ready. */
  behind(version: number, limit: number): Promise<readonly RecordingId[]>;
};
