import { z } from 'zod';
import type { ArchiveRight } from '../core/archive-right.ts';
import type { DocumentMediaType } from '../core/document.ts';
import type { Access } from '../core/dossier/dossier.ts';
import type { DocumentId, MeetingId, ParticipantId, RecordingId, UnitId, VoteId } from '../core/id.ts';
import type { Gap, Pause, Recording } from '../core/meeting.ts';
import type { VoteChoice, VoteMajority, VoteSecrecy, VoteTally } from '../core/vote.ts';
import { meetingId, participantId, unitId } from './id.ts';

/**
 * The archive over HTTP (docs/protocol.md). Times are epoch milliseconds, positions (`…Ms` of a recording)
 * milliseconds from the recording's beginning.
 */

const text = (max: number) => z.string().trim().min(1).max(max);

// ── catalogue ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Where something looked for stands. */
export const passageKinds = [
  'title',
  'agenda',
  'speaker',
  'opinion',
  'notice',
  'vote',
  'document',
  'minutes',
] as const;
export type PassageKind = (typeof passageKinds)[number];

/**
 * What stands after `GET /api/archive?`. Words are looked for in titles, agenda, names, what was said in writing,
 * notices, questions put to the vote, documents' names and approved minutes: a word written without diacritics finds
 * all, one with diacritics only itself.
 */
export const catalogueQuery = z.strictObject({
  text: z.string().trim().max(200).optional(),
  /** In which kind of places all of the words are to stand; of no effect without words. */
  kind: z.enum(passageKinds).optional(),
  /** Of the meetings that this unit or one below it convened or kept. */
  unit: unitId.optional(),
  from: z.coerce.number().int().min(0).optional(),
  to: z.coerce.number().int().min(0).optional(),
  meeting: meetingId.optional(),
  /** Recordings in which this participant spoke. */
  speaker: participantId.optional(),
  state: z.enum(['under-way', 'ready', 'failed', 'disposed']).optional(),
  /** `next` of the page before. */
  after: z.string().max(200).optional(),
});
export type CatalogueQuery = z.infer<typeof catalogueQuery>;

export type Hit = {
  readonly kind: PassageKind;
  readonly text: string;
  /** Stretches `[from, to)` of `text` (UTF-16) that were found. */
  readonly marks: readonly (readonly [number, number])[];
  /** From where on the recording shows it; null: from nowhere in particular (the title), or it stands in the minutes. */
  readonly atMs: number | null;
};

/** How far a composition is. */
export type Progress = {
  /** 0 to 1. */
  readonly share: number;
  readonly remainingMs: number | null;
  readonly held: 'behind-another' | 'meeting' | null;
};

/** GET /api/archive/:id, and a line of GET /api/archive */
export type ArchiveItem = {
  readonly id: RecordingId;
  readonly meeting: MeetingId;
  readonly title: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly startedAt: number;
  readonly durationMs: number | null;
  readonly state: Recording['state'] | 'disposed';
  readonly reason: string | null;
  readonly gaps: readonly Gap[];
  readonly pauses: readonly Pause[];
  /** Size in bytes and SHA-256 (hex) of the MP4, once ready. */
  readonly size: number | null;
  readonly sha256: string | null;
  /** Null: not being composed, or not known. */
  readonly progress: Progress | null;
  readonly rights: readonly ArchiveRight[];
  readonly held: boolean;
  /** When its meeting's file is to be with the historical archive at the latest; null: it is there, or still open. */
  readonly handOverBy: number | null;
  /** Whether that is soon, or past (DOSSIER-13). */
  readonly handOverSoon: boolean;
  /** The last time every file was hashed again; null: never yet. */
  readonly checked: { readonly at: number; readonly ok: boolean } | null;
  readonly copies: readonly CopyState[];
};
/** A copy of the package in a second place. */
export type CopyState = {
  /** The place's name in the configuration. */
  readonly place: string;
  /** Verified after it was written: at that time. */
  readonly state: 'waiting' | 'verified' | 'failed';
  readonly at: number | null;
};

export type CatalogueLine = ArchiveItem & {
  readonly hits: readonly Hit[];
  /** Whether the words stand in more places than are told. */
  readonly moreHits: boolean;
};
/** GET /api/archive: newest first. */
export type CataloguePage = {
  readonly lines: readonly CatalogueLine[];
  /** How many there are in all, as far as they were counted; `more`: there are more than that. */
  readonly count: number;
  readonly more: boolean;
  /** Null: this was the last page. */
  readonly next: string | null;
  /** Those that the list can be narrowed to, by name (ARCHIVE-11). */
  readonly units: readonly { readonly unit: UnitId; readonly name: string }[];
};

// ── beside the player ────────────────────────────────────────────────────────────────────────────────────────────

/** GET /api/archive/:id/chapters. `pause`: a closed part that was not recorded. */
export type Chapter = {
  readonly startMs: number;
  readonly endMs: number;
  readonly title: string;
  readonly kind?: 'agenda' | 'speaker' | 'pause' | 'gap' | undefined;
};

/** Who held the floor, or conducted, from when to when. */
export type Turn = {
  readonly startMs: number;
  readonly endMs: number;
  readonly participant: ParticipantId;
  readonly name: string;
  readonly position: string;
  readonly unitName: string;
};
/** GET /api/archive/:id/beside: what is read beside the film, following the position. */
export type BesideReply = {
  readonly turns: readonly Turn[];
  readonly agenda: readonly {
    readonly title: string;
    readonly presenter: string;
    readonly startMs: number | null;
    readonly endMs: number | null;
  }[];
  readonly attendance: readonly {
    readonly participant: ParticipantId;
    readonly name: string;
    readonly position: string;
    readonly unitName: string;
    /** When they were there; empty: never. */
    readonly stretches: readonly { readonly startMs: number; readonly endMs: number }[];
  }[];
  /** What was handed in in writing, and notices to all. */
  readonly writings: readonly {
    readonly kind: 'opinion' | 'notice';
    readonly author: string;
    readonly text: string;
    readonly atMs: number;
  }[];
  readonly votes: readonly BesideVote[];
  /** In the order of the agenda; first those of the meeting as a whole. */
  readonly documents: readonly BesideDocuments[];
};

/** A vote beside the film; milliseconds of the recording. */
export type BesideVote = {
  readonly vote: VoteId;
  readonly question: string;
  /** Title of the agenda item; null: none. */
  readonly item: string | null;
  readonly secrecy: VoteSecrecy;
  readonly majority: VoteMajority;
  /** Null: before the recording began, or in a closed part. */
  readonly openedMs: number | null;
  /** Null with the outcome: what came of it is not in the recording. */
  readonly closedMs: number | null;
  readonly outcome:
    | {
        readonly state: 'counted';
        readonly tally: VoteTally;
        readonly carried: boolean;
        /** Null: it was secret, or the viewer may not take the recording home (ARCHIVE-9). */
        readonly named: {
          readonly ballots: readonly (NamedVoter & { readonly choice: VoteChoice })[];
          readonly hands: readonly (NamedVoter & Readonly<Record<VoteChoice, number>>)[];
        } | null;
      }
    | { readonly state: 'annulled'; readonly reason: string }
    | null;
};
export type NamedVoter = { readonly name: string; readonly position: string; readonly unitName: string };

/** The documents of one agenda item. */
export type BesideDocuments = {
  /** Null: of the meeting as a whole. */
  readonly item: string | null;
  /** When it was taken up; empty: never, or it is of the whole. */
  readonly runs: readonly { readonly startMs: number; readonly endMs: number }[];
  readonly documents: readonly {
    readonly document: DocumentId;
    readonly title: string;
    readonly fileName: string;
    readonly mediaType: DocumentMediaType;
    readonly bytes: number;
    /** Name of who added it. */
    readonly from: string;
    /** Whether its file can be read here: it lies in the recording's package (ARCHIVE-10). */
    readonly readable: boolean;
  }[];
};

/** POST /api/archive/:id/verify: every file of the package hashed again. */
export type VerifyReply = {
  readonly ok: boolean;
  readonly checked: number;
  readonly changed: readonly string[];
  readonly missing: readonly string[];
  readonly added: readonly string[];
  /** Of the manifest, by this hub's key or that of the hub it was imported from. */
  readonly signature: 'genuine' | 'missing' | 'false';
};

export const layouts = ['speaker', 'gallery', 'content'] as const;
/** `speaker`: as the meeting saw it; `gallery`: all who are on the stage alike; `content`: what was presented alone, where something was. */
export type FilmLayout = (typeof layouts)[number];
/** POST /api/archive/:id/compose: the film is made anew from the package; the reply is the item. */
export const composeBody = z.strictObject({
  height: z.union([z.literal(720), z.literal(1080)]),
  layout: z.enum(layouts),
});

// ── the file of a meeting (hồ sơ) ────────────────────────────────────────────────────────────────────────────────

/** POST /api/archive/:id/dossier: what is ordered about the file of the recording's meeting. */
export const dossierOrder = z.discriminatedUnion('type', [
  /** `name`: of a class in the configuration. */
  z.strictObject({ type: z.literal('retention.set'), name: text(100) }),
  z.strictObject({ type: z.literal('hold.place'), reason: text(1000) }),
  z.strictObject({ type: z.literal('hold.lift'), hold: z.int().min(1), reason: text(1000) }),
  z.strictObject({ type: z.literal('disposal.ask'), reason: text(1000) }),
  z.strictObject({ type: z.literal('disposal.withdraw') }),
  z.strictObject({ type: z.literal('disposal.confirm') }),
  z.strictObject({
    type: z.literal('custody.handOver'),
    /** The historical archive, and who takes it over there. */
    to: text(300),
    receiver: text(200),
    receiverPosition: z.string().trim().max(200),
    note: z.string().trim().max(2000),
  }),
  z.strictObject({ type: z.literal('links.allow') }),
  z.strictObject({ type: z.literal('links.forbid') }),
  /** `whom`: for whom it is made; it ends at `until`, at most 90 days from now. */
  z.strictObject({ type: z.literal('link.make'), whom: text(200), until: z.int().min(0) }),
  z.strictObject({ type: z.literal('link.withdraw'), link: z.int().min(1) }),
]);
export type DossierOrder = z.infer<typeof dossierOrder>;

/** Who did something, as it was written down then. */
export type Signatory = {
  readonly participant: ParticipantId;
  readonly name: string;
  readonly position: string;
};

/** GET and POST /api/archive/:id/dossier */
export type DossierReply = {
  readonly meeting: MeetingId;
  readonly title: string;
  readonly unitName: string;
  /** When the meeting was closed; null: not yet, then nothing can be disposed of or handed over. */
  readonly closedAt: number | null;
  readonly retention: {
    readonly name: string;
    readonly years: number | null;
    readonly until: number | null;
  } | null;
  /** What the configuration offers. */
  readonly classes: readonly { readonly name: string; readonly years: number | null }[];
  readonly holds: readonly {
    readonly hold: number;
    readonly reason: string;
    readonly by: Signatory;
    readonly at: number;
    readonly lifted: { readonly by: Signatory; readonly at: number; readonly reason: string } | null;
  }[];
  readonly disposal:
    | { readonly state: 'none' }
    | { readonly state: 'asked'; readonly by: Signatory; readonly at: number; readonly reason: string }
    | {
        readonly state: 'done';
        readonly by: Signatory;
        readonly confirmedBy: Signatory;
        readonly at: number;
        readonly reason: string;
        /**
         * What was destroyed: files, bytes, and the digest of the manifest that listed them; of several recordings that
         * of the list of their manifests' digests, as `sha256sum` writes it, by recording id.
         */
        readonly files: number;
        readonly bytes: number;
        readonly manifestSha256: string | null;
      };
  readonly custody: {
    readonly to: string;
    readonly receiver: string;
    readonly receiverPosition: string;
    readonly note: string;
    readonly by: Signatory;
    readonly at: number;
    /** Of each recording's manifest at that time, for the record (biên bản giao nhận). */
    readonly manifests: readonly {
      readonly recording: RecordingId;
      readonly sha256: string;
      readonly files: number;
      readonly bytes: number;
    }[];
  } | null;
  readonly handOverBy: number | null;
  readonly handOverSoon: boolean;
  readonly linksAllowed: boolean;
  readonly links: readonly {
    readonly link: number;
    readonly whom: string;
    readonly by: Signatory;
    readonly at: number;
    readonly until: number;
    /** As of now: only an open one lets anybody in; `lapsed`: whoever made it may make none now (DOSSIER-8). */
    readonly state: 'open' | 'lapsed' | 'ended' | 'withdrawn';
    readonly withdrawnAt: number | null;
    readonly lastUsedAt: number | null;
  }[];
  /** The meeting's, for whom accesses are shown: by these they are told apart. */
  readonly recordings: readonly Pick<ArchiveItem, 'id' | 'unitName' | 'startedAt'>[];
  /** The latest hundred: who watched, read, took home, checked which of them. */
  readonly accesses: readonly Access[];
  /** Only in the answer to `link.make`: the address's secret part, shown this once. */
  readonly secret: string | null;
};

/** GET /api/archive-notices: what whoever keeps the archive has to see to. */
export type ArchiveNotices = {
  readonly handOver: readonly {
    readonly recording: RecordingId;
    readonly title: string;
    readonly unitName: string;
    readonly by: number;
  }[];
  readonly damaged: readonly {
    readonly recording: RecordingId;
    readonly title: string;
    readonly at: number;
  }[];
  readonly disposals: readonly {
    readonly recording: RecordingId;
    readonly title: string;
    readonly by: Signatory;
    readonly at: number;
  }[];
};

/** GET /api/shared/:secret: a recording for whoever holds its link; also …/video, …/chapters, …/speakers.vtt */
export type SharedReply = {
  readonly title: string;
  readonly unitName: string;
  readonly startedAt: number;
  readonly durationMs: number | null;
  readonly gaps: readonly Gap[];
  readonly pauses: readonly Pause[];
  readonly whom: string;
  readonly until: number;
};

// ── export and import ────────────────────────────────────────────────────────────────────────────────────────────

/** What is wrong with a package that was to be imported; `path` names a file in it, empty: the whole. */
export const packageFaults = [
  'not-a-package',
  'too-large',
  'unsafe-path',
  'changed',
  'missing',
  'added',
  'signature',
  'other-meeting',
  'broken-log',
  'already-here',
  'no-room',
] as const;
export type PackageFault = { readonly code: (typeof packageFaults)[number]; readonly path: string };
/** POST /api/archive-import, the file as the body: all of it is taken in, or nothing. */
export type ImportReply =
  | {
      readonly ok: true;
      readonly meeting: MeetingId;
      readonly title: string;
      readonly recordings: readonly RecordingId[];
      /** SHA-256 (hex) of the public key that signed it, and whether it is this hub's own. */
      readonly key: string;
      readonly own: boolean;
    }
  | { readonly ok: false; readonly faults: readonly PackageFault[] };
