import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { ArchiveRight, ArchiveViewer } from '../../core/archive-right.ts';
import type { MeetingDocument } from '../../core/document.ts';
import type { AccessUse } from '../../core/dossier/access-use.ts';
import type { MinutesOrder } from '../../core/dossier/minutes.ts';
import type {
  AgendaItemId,
  DocumentId,
  MeetingId,
  ParticipantId,
  RecordingId,
  UnitId,
} from '../../core/id.ts';
import type { LogLine } from '../../core/log-line.ts';
import type { LogReader, LogRight } from '../../core/log-right.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { MinutesFacts } from '../../core/minutes/facts.ts';
import type { MinutesRight } from '../../core/minutes/right.ts';
import type { Stretch } from '../../core/stretch.ts';
import type { AccountBody, AccountEditBody, AccountReply, AccountsReply } from '../../protocol/accounts.ts';
import type {
  ArchiveItem,
  ArchiveNotices,
  BesideReply,
  CataloguePage,
  CatalogueQuery,
  DossierOrder,
  DossierReply,
  ImportReply,
  VerifyReply,
} from '../../protocol/archive.ts';
import type {
  ClashBody,
  ClashItem,
  ConveneBody,
  ConveneReply,
  Invitable,
  MeetingOrderReply,
  ReviseBody,
  ScheduleBody,
  UnitMeetingItem,
} from '../../protocol/convening.ts';
import type { DocumentChangeBody, DocumentsReply } from '../../protocol/documents.ts';
import type { MeetingListItem } from '../../protocol/http.ts';
import type { LogVerifyReply } from '../../protocol/log.ts';
import type { MinutesReply } from '../../protocol/minutes.ts';
import type { UnitOrder, UnitPreview, UnitRegisterReply } from '../../protocol/units.ts';
import type { HeldDocument } from '../archive-ports.ts';
import type { Auth, Clock, FilmWish, Outcome, Principal, RecordingRow, Store } from '../ports.ts';
import type { Exchange } from './route.ts';

/** One part of the hub as /healthz shows it; `detail` is for those who run the hub and is not shown to others. */
export type HealthPart = { readonly ok: boolean; readonly detail: string };
/** `ok` decides between 200 and 503: whether meetings can be held, not whether every part is well. */
export type Health = { readonly ok: boolean; readonly parts: Readonly<Record<string, HealthPart>> };

/** What HTTP asks of the live meetings. */
export type MeetingHub = {
  /** Those the caller may join: live first, then by time. */
  listMeetings(principal: Principal): Promise<readonly MeetingListItem[]>;
  health(): Health;
};

/** Calling and arranging meetings, for who may (core CONVENE-1, SCHEDULE-4); refusals stand in docs/protocol.md. */
export type Convening = {
  convene(by: Principal, order: ConveneBody): Promise<Outcome<ConveneReply>>;
  invitable(by: Principal, unit: UnitId): Promise<Outcome<Invitable>>;
  meetingsOf(by: Principal, unit: UnitId): Promise<Outcome<readonly UnitMeetingItem[]>>;
  order(by: Principal, meeting: MeetingId): Promise<Outcome<MeetingOrderReply>>;
  revise(by: Principal, meeting: MeetingId, order: ReviseBody): Promise<Outcome<{ readonly seq: number }>>;
  schedule(by: Principal, meeting: MeetingId, wish: ScheduleBody): Promise<Outcome<{ readonly seq: number }>>;
};

/** Who is wanted by two meetings at once (core SCHEDULE-6). */
export type ClashWatch = {
  ofOrder(by: Principal, order: ClashBody): Promise<Outcome<readonly ClashItem[]>>;
  whenMoved(by: Principal, meeting: MeetingId, scheduledAt: number): Promise<Outcome<readonly ClashItem[]>>;
};

/** The records of meetings, live or closed, as far as a right covers them. */
export type RecordBook = {
  /** Null: there is no such meeting, or none that the reader may know of. */
  right(id: MeetingId, reader: LogReader): Promise<LogRight | null>;
  /** Rejects when there is no such meeting, or no right. */
  state(id: MeetingId, right: LogRight): Promise<Meeting>;
  /** In order of sequence. */
  lines(id: MeetingId, right: LogRight): Promise<readonly LogLine[]>;
  verify(id: MeetingId): Promise<LogVerifyReply>;
  /** Each entry as the bytes that were hashed, with the hash. */
  hashed(id: MeetingId): AsyncIterable<{ readonly text: string; readonly hash: string }>;
  /** The public key (PEM) of the signed heads. */
  readonly publicKey: string;
};

/** The minutes of meetings (biên bản), for who may (the MINUTES rules). */
export type MinutesBook = {
  /** What the caller may do with them; null: there is no such meeting, or none that they may know of. */
  rights(by: Principal, meeting: MeetingId): Promise<readonly MinutesRight[] | null>;
  read(by: Principal, meeting: MeetingId): Promise<MinutesReply>;
  /** What the record tells, to draft them from. */
  facts(meeting: MeetingId): Promise<MinutesFacts>;
  order(by: Principal, meeting: MeetingId, order: MinutesOrder): Promise<Outcome<MinutesReply>>;
};

/** What is taken out of a film. Milliseconds on the recording's time line. */
export type Excerpt =
  /** A stretch of it; `toMs` null: to its end. */
  | { readonly what: 'film'; readonly fromMs: number; readonly toMs: number | null }
  /** Several, joined; in order. */
  | { readonly what: 'turns'; readonly turns: readonly Stretch[] }
  | { readonly what: 'sound'; readonly format: 'm4a' | 'mp3' };

/** The archive's list, and what stands beside a recording. */
export type CatalogueBook = {
  /** Of what the viewer may see (core ARCHIVE-7). `invalid-message`: `after` is of no page. */
  page(viewer: ArchiveViewer, query: CatalogueQuery): Promise<Outcome<CataloguePage>>;
  item(row: RecordingRow, rights: readonly ArchiveRight[]): Promise<ArchiveItem>;
  beside(row: RecordingRow, rights: readonly ArchiveRight[]): Promise<BesideReply>;
  /** A document whose file is in the recording's package (its path absolute); null: none. */
  document(row: RecordingRow, document: DocumentId): Promise<HeldDocument | null>;
  /** When that participant held the floor or conducted, in order. */
  turnsOf(row: RecordingRow, participant: ParticipantId): Promise<readonly Stretch[]>;
};

/** The archive packages as files on disk; the names within one are the protocol's `packageFiles`. */
export type ArchiveFiles = {
  /** Absolute, made from the recording's id alone; it need not be there. */
  folderOf(id: RecordingId): string;
  /** Takes an excerpt out of the film without encoding it again; null: too many are being taken just now. */
  excerpt(id: RecordingId, wanted: Excerpt): AsyncIterable<Uint8Array> | null;
  /** Hashes every file of the package again. Rejects when there is no package. */
  verify(id: RecordingId): Promise<VerifyReply>;
};

/** Packages of whole meetings as files, taken home and brought in (docs/recording-format.md). */
export type MeetingPackages = {
  /** The public key (PEM) that packages are signed by. */
  readonly publicKey: string;
  /**
   * A ZIP, made while it is sent. Refusals: `overloaded`: others are being sent; `package-damaged`: files of a
   * recording are missing, or its signature does not hold.
   */
  export(order: {
    readonly meeting: Meeting;
    readonly recordings: readonly RecordingRow[];
    /** Of the folder in the ZIP. */
    readonly name: string;
    readonly attendance: Iterable<string>;
    readonly speeches: Iterable<string>;
  }): Promise<Outcome<AsyncIterable<Uint8Array>>>;
  /**
   * Takes in the bytes; then `take` checks them and takes the meeting in, or says what is wrong. Refusals:
   * `overloaded`: another comes in; `invalid-message`: it broke off.
   */
  receive(body: Exchange['rawBody']): Promise<Outcome<{ take(): Promise<ImportReply> }>>;
};

/** Films made anew of recordings that have ended. */
export type Compositions = {
  /**
   * Has the film made anew, and written down who ordered it. Refusals: `out-of-order`: it is still under way, or there is nothing to make it of;
   * `unavailable`: no recorder could take it on.
   */
  compose(by: Principal, recording: RecordingRow, wish: FilmWish): Promise<Outcome<null>>;
};

/** Somebody without an account, by an open link. */
export type LinkBearer = { readonly link: number; readonly whom: string };
/** What an open link leads to, and until when (epoch milliseconds). */
export type SharedRecording = LinkBearer & { readonly recording: RecordingRow; readonly until: number };

/** The files of meetings (hồ sơ cuộc họp), for who may (the DOSSIER rules). */
export type DossierBook = {
  read(by: Principal, recording: RecordingRow): Promise<DossierReply>;
  order(by: Principal, recording: RecordingRow, order: DossierOrder): Promise<Outcome<DossierReply>>;
  notices(by: Principal): Promise<ArchiveNotices>;
  /** Writes down who does what with a recording; only then is anything of it handed out (DOSSIER-9). */
  accessed(
    by: Principal | LinkBearer,
    recording: Pick<RecordingRow, 'id' | 'meeting'>,
    use: AccessUse,
  ): Promise<void>;
  /** Null: there is no such link, or it is no longer open. */
  shared(secret: string): Promise<SharedRecording | null>;
  /** Whether somebody still has that right over a recording that is still there, by the books of this moment. */
  mayStill(by: Principal, recording: RecordingId, right: ArchiveRight): Promise<boolean>;
};

/** The documents of meetings (tài liệu), for who may (the DOCUMENT rules); refusals stand in docs/protocol.md. */
export type DocumentBook = {
  list(by: Principal, meeting: MeetingId): Promise<Outcome<DocumentsReply>>;
  /** The document, and where its file lies (absolute). */
  file(
    by: Principal,
    meeting: MeetingId,
    document: DocumentId,
  ): Promise<Outcome<{ readonly document: MeetingDocument; readonly path: string }>>;
  /** Reads the body only if `by` may add it. `item` left out: of the meeting as a whole. */
  add(
    by: Principal,
    to: {
      readonly meeting: MeetingId;
      readonly about: Pick<MeetingDocument, 'title' | 'fileName'> & {
        readonly item?: AgendaItemId | undefined;
      };
    },
    body: Exchange['rawBody'],
  ): Promise<Outcome<{ readonly seq: number }>>;
  change(
    by: Principal,
    at: { readonly meeting: MeetingId; readonly document: DocumentId },
    wish: DocumentChangeBody,
  ): Promise<Outcome<{ readonly seq: number }>>;
  withdraw(
    by: Principal,
    at: { readonly meeting: MeetingId; readonly document: DocumentId },
  ): Promise<Outcome<{ readonly seq: number }>>;
};

/** As in the configuration's `limits`. */
export type HttpLimits = {
  /** Of one address; a whole site, or a province's, may stand behind one. */
  readonly requestsPerMinute: number;
  /** Failed sign-ins of one name from one address in five minutes. */
  readonly signInsPerUser: number;
};

/** Accounts in the hands of administrators. `not-found`: there is no account of that id. */
export type AccountAdministration = {
  list(): Promise<AccountsReply>;
  create(body: AccountBody): Promise<AccountReply>;
  edit(by: Principal, id: ParticipantId, body: AccountEditBody): Promise<Outcome<AccountReply>>;
  setPassword(id: ParticipantId, password: string): Promise<Outcome<AccountReply>>;
  setDisabled(by: Principal, id: ParticipantId, disabled: boolean): Promise<Outcome<AccountReply>>;
};

/** The register of units in the hands of administrators (core UNIT-6). */
export type UnitAdministration = {
  register(): Promise<UnitRegisterReply>;
  /** What the order would change, or what is wrong with it. */
  preview(order: UnitOrder): Promise<UnitPreview>;
  /** Does it. Refusals: `out-of-order`: the tree is not of that revision; `broken-units`: the preview says why. */
  apply(by: Principal, order: UnitOrder, revision: number): Promise<Outcome<UnitPreview>>;
};

export type HttpOptions = {
  readonly auth: Auth;
  readonly store: Pick<Store, 'units' | 'recordings' | 'meetings'>;
  readonly hub: MeetingHub;
  readonly convening: Convening;
  readonly units: UnitAdministration;
  readonly accounts: AccountAdministration;
  readonly clashes: ClashWatch;
  readonly archive: ArchiveFiles;
  readonly catalogue: CatalogueBook;
  readonly dossiers: DossierBook;
  readonly minutes: MinutesBook;
  readonly documents: DocumentBook;
  readonly compositions: Compositions;
  readonly packages: MeetingPackages;
  readonly records: RecordBook;
  /** Absolute folder of the built client (client/dist). */
  readonly clientFolder: string;
  readonly demo: boolean;
  /** Whether pages reach the hub over TLS, ours or a proxy's: Secure cookies and HSTS. */
  readonly tls: boolean;
  /** Addresses or subnets of proxies whose X-Forwarded-* headers count; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Origins (`https://name[:port]`) of our pages; empty: the one a request was sent to, by a name of this machine. */
  readonly publicOrigins: readonly string[];
  /** Addresses or subnets that may read /metrics and the details of /healthz, besides this machine. */
  readonly observers: readonly string[];
  /** How long the refresh cookie is kept, in milliseconds: as long as the refresh token lives. */
  readonly refreshMs: number;
  readonly metrics: Registry;
  readonly limits: HttpLimits;
  readonly logger: Logger;
  readonly clock: Clock;
};
