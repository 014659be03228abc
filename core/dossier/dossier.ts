import type { DocumentId, MeetingId, ParticipantId, RecordingId } from '../id.ts';
import type { Recording } from '../meeting.ts';
import { type MinutesBook, noMinutes } from '../minutes/minutes.ts';

/**
 * The file of a meeting (hồ sơ cuộc họp): what becomes of its recordings after it was closed. Its state is the fold of
 * `DossierEvent`s, as a meeting's is of its own. Times are epoch milliseconds.
 */

/** Who did something, as it was written down then. */
export type Signatory = {
  readonly participant: ParticipantId;
  readonly name: string;
  /** Chức vụ. */
  readonly position: string;
};

/** How long a file is kept; `years` null: for good (Vĩnh viễn). */
export type RetentionClass = { readonly name: string; readonly years: number | null };

/** A reason for which nothing may be destroyed, until it is lifted. Numbered from 1 within the file. */
export type Hold = {
  readonly hold: number;
  readonly reason: string;
  readonly by: Signatory;
  readonly at: number;
  readonly lifted: { readonly by: Signatory; readonly at: number; readonly reason: string } | null;
};

/** A recording's package as it lay on the disk. */
export type PackageFacts = {
  readonly recording: RecordingId;
  readonly files: number;
  readonly bytes: number;
  /** SHA-256 (hex) of its manifest; null: it has none (a recording that failed). */
  readonly manifestSha256: string | null;
};

/** A recording's package as it lies there now. */
export type FoundPackage = PackageFacts & {
  /** Nothing was wrong when its files were last hashed again. */
  readonly sound: boolean;
};

export type Disposal =
  | { readonly state: 'none' }
  | { readonly state: 'asked'; readonly by: Signatory; readonly at: number; readonly reason: string }
  | {
      /** `confirmed`: the files may still be there; `carriedOut`: they are gone, here and elsewhere. */
      readonly state: 'confirmed' | 'carriedOut';
      readonly by: Signatory;
      readonly askedAt: number;
      readonly reason: string;
      readonly confirmedBy: Signatory;
      /** When it was confirmed. */
      readonly at: number;
      readonly packages: readonly PackageFacts[];
    };

/** Handed over to the historical archive. */
export type Custody = {
  readonly to: string;
  readonly receiver: string;
  readonly receiverPosition: string;
  readonly note: string;
  readonly by: Signatory;
  readonly at: number;
  readonly packages: readonly PackageFacts[];
};

/** A way in for somebody without an account. Numbered from 1 within the file. */
export type SharedLink = {
  readonly link: number;
  readonly recording: RecordingId;
  readonly whom: string;
  readonly by: Signatory;
  readonly at: number;
  readonly until: number;
  /** SHA-256 (hex) of the address's secret part, which nobody keeps. */
  readonly secretHash: string;
  /** When it was withdrawn, or ended because links were forbidden. */
  readonly withdrawnAt: number | null;
  readonly lastUsedAt: number | null;
};

export const accessKinds = [
  'watched',
  'read',
  'downloaded',
  'exported',
  'verified',
  'recomposed',
  'imported',
  'shared',
] as const;
/**
 * What somebody did with a recording; `read`: a document of its package; `recomposed`: ordered its film to be made
 * anew; `shared`: watched by a link.
 */
export type AccessKind = (typeof accessKinds)[number];

/** Which part of a recording it was, where it was not the film, or its package, as a whole. */
export type AccessPart =
  | { readonly kind: 'sound'; readonly format: 'm4a' | 'mp3' }
  /** Milliseconds on the recording's time line. */
  | { readonly kind: 'stretch'; readonly fromMs: number; readonly toMs: number }
  /** All that one person said. */
  | { readonly kind: 'turns'; readonly speaker: ParticipantId }
  /** By the name that its file had. */
  | { readonly kind: 'document'; readonly document: DocumentId; readonly name: string };

export type Access = {
  readonly at: number;
  /** Name, or for whom the link was made. */
  readonly by: string;
  readonly recording: RecordingId;
  readonly what: AccessKind;
  readonly part: AccessPart | null;
};

export type Dossier = {
  readonly meeting: MeetingId;
  readonly retention: RetentionClass | null;
  readonly holds: readonly Hold[];
  readonly disposal: Disposal;
  readonly custody: Custody | null;
  readonly linksAllowed: boolean;
  readonly links: readonly SharedLink[];
  readonly minutes: MinutesBook;
  /** The latest `keptAccesses`, newest first; all of them stand in the log. */
  readonly accesses: readonly Access[];
  /** When the latest entry was written; 0: none was. */
  readonly lastAt: number;
};

/** As many accesses as are shown. */
export const keptAccesses = 100;

/** A recording's state as the archive's books have it: of one that was destroyed the line stays. */
export type ArchivedState = Recording['state'] | 'disposed';

/** The file before anything was ordered about it. */
export function openDossier(meeting: MeetingId): Dossier {
  return {
    meeting,
    retention: null,
    holds: [],
    disposal: { state: 'none' },
    custody: null,
    linksAllowed: false,
    links: [],
    minutes: noMinutes,
    accesses: [],
    lastAt: 0,
  };
}
