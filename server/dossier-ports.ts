import type { Disposal, FoundPackage } from '../core/dossier/dossier.ts';
import type { DossierEntry } from '../core/dossier/event.ts';
import type { MeetingId, RecordingId, UnitId } from '../core/id.ts';
import type { ChainedLog } from './ports.ts';

/** The packages of recordings on the disk. */
export type PackageFiles = {
  /** What lies there of a recording; no files when there is none. */
  describe(recording: RecordingId): Promise<FoundPackage>;
  /** Destroys all of it for good; what was removed in part, or not at all, may be removed again. */
  remove(recording: RecordingId): Promise<void>;
};

/** The files of meetings' documents, as what is destroyed. */
export type DocumentRemoval = {
  /** Destroys all of the meeting's for good, also those that were taken away; may be repeated. */
  remove(meeting: MeetingId): Promise<void>;
};

/** What lists need to know of the file of a meeting, kept beside its log. */
export type DossierSummary = {
  readonly held: boolean;
  readonly handedOverAt: number | null;
  readonly disposal: Disposal['state'];
};
export type DossierStanding = DossierSummary & {
  readonly meeting: MeetingId;
  /** Null: the meeting has not ended. */
  readonly closedAt: number | null;
};
/** A recording of a meeting whose file is neither handed over nor disposed of. */
export type UnhandedRecording = {
  readonly meeting: MeetingId;
  readonly meetingUnit: UnitId;
  readonly closedAt: number;
  readonly recording: RecordingId;
  readonly title: string;
  readonly unit: UnitId;
  readonly unitName: string;
};

/** The files of meetings (hồ sơ): a log for each, and what is looked up across them. */
export type Dossiers = {
  readonly log: Pick<ChainedLog<DossierEntry>, 'read' | 'firstBroken' | 'readWithHashes' | 'heads'>;
  /**
   * Appends entries to a file's log and brings what is looked up into line with them, in one transaction. Rejects with
   * `sequence` when a number is taken or leaves a hole: then nothing was written.
   */
  record(meeting: MeetingId, entries: readonly DossierEntry[], summary: DossierSummary): Promise<void>;
  /** Of the meetings that the hub knows; in no order. */
  standings(meetings: readonly MeetingId[]): Promise<readonly DossierStanding[]>;
  /**
   * At most `limit` recordings of meetings that were closed at that moment or before and have not been handed over,
   * the earliest first, after the place where the page before ended.
   */
  unhanded(
    closedUntil: number,
    after: Pick<UnhandedRecording, 'closedAt' | 'recording'> | null,
    limit: number,
  ): Promise<readonly UnhandedRecording[]>;
  /** The meetings whose file's disposal stands so. */
  inDisposal(state: Exclude<Disposal['state'], 'none'>): Promise<readonly MeetingId[]>;
  /** The link whose secret has this SHA-256 (hex), open or not. */
  byLink(secretHash: string): Promise<{ readonly meeting: MeetingId; readonly link: number } | null>;
};
