import type { ParticipantCommand } from '../core/command.ts';
import type { DocumentMediaType } from '../core/document.ts';
import type { ArchivedState } from '../core/dossier/dossier.ts';
import type { Entry } from '../core/event.ts';
import type { MeetingId, ParticipantId, RecordingId, UnitId } from '../core/id.ts';
import type {
  Gap,
  Meeting,
  Pause,
  Phase,
  RecordingFinding,
  RecordingStorage,
  Rescheduling,
} from '../core/meeting.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Role } from '../core/role.ts';
import type { Level, Unit } from '../core/unit.ts';
import type { UnitRegister } from '../core/unit-record.ts';
import type { FilmLayout } from '../protocol/archive.ts';
import type { Account, DeviceItem, PairingReply, PairingState, SessionReply } from '../protocol/http.ts';
import type {
  LoopReply,
  LoopRequest,
  LoopRequestType,
  MediaNews,
  MediaReply,
  MediaRequest,
  MediaRequestType,
  Opaque,
  Source,
} from '../protocol/media.ts';
import type { Equipment, Pushes, Request, Snapshot } from '../protocol/message.ts';
import type { RecorderNews } from '../protocol/recorder.ts';
import type { Catalogue, ImportedMeeting, Packages } from './archive-ports.ts';
import type { Dossiers } from './dossier-ports.ts';

/** What the hub needs of the world. Adapters implement these; only main.ts knows which. */

export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** Epoch milliseconds. */
export type Clock = { now(): number };

// ── store ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** An entry as the chain holds it: `hash` is SHA-256 (hex) of the previous hash (64 zeros at the start) and `text`. */
export type HashedEntry = { readonly seq: number; readonly text: string; readonly hash: string };
/** The last link of a meeting's chain; `at` is its entry's time. */
export type LogHead = {
  readonly meeting: MeetingId;
  readonly seq: number;
  readonly at: number;
  readonly hash: string;
};

/** A log of which each entry is chained to the one before; a meeting's own, or that of its file. */
export type ChainedLog<E> = {
  /**
   * Appends entries of one or several meetings in one transaction, each meeting's in sequence, extending its hash
   * chain: `hash = SHA-256(previous hash + canonical JSON of the entry)`. Rejects when a sequence number is already
   * taken or leaves a hole (a second writer): then nothing was written.
   */
  append(batch: readonly { readonly meeting: MeetingId; readonly entries: readonly E[] }[]): Promise<void>;
  /** Entries with `seq > after`, in order. */
  read(meeting: MeetingId, after: number): Promise<readonly E[]>;
  /** Walks the chain: the sequence of the first entry whose hash does not hold, or null if all hold. */
  firstBroken(meeting: MeetingId): Promise<number | null>;
  /** At most `limit` entries with `seq > after`, in order, as the bytes that were hashed. */
  readWithHashes(meeting: MeetingId, after: number, limit: number): Promise<readonly HashedEntry[]>;
  /** The last link of every meeting that has a log. */
  heads(): Promise<readonly LogHead[]>;
};
export type EventLog = ChainedLog<Entry>;

/** A head as it was signed and kept outside the database. */
export type SignedHead = LogHead & {
  /** When it was signed, epoch milliseconds. */
  readonly signedAt: number;
  /** Whether the signature holds, by the hub's own key. */
  readonly genuine: boolean;
};
/** The signed heads: what the database's own chain is measured against (LOG-8). Only ever appended to. */
export type LogHeads = {
  /** Signs and keeps these; when it resolves they are on disk. */
  keep(heads: readonly LogHead[], signedAt: number): Promise<void>;
  /** All kept ones of a meeting, in the order they were signed. */
  of(meeting: MeetingId): Promise<readonly SignedHead[]>;
  /** The last genuine one of each meeting. */
  latest(): Promise<readonly SignedHead[]>;
  /** All kept ones of a meeting as the lines that hold them, so that anybody can verify their signatures. */
  linesOf(meeting: MeetingId): Promise<readonly string[]>;
  /** The public key (PEM, SPKI) by which anybody can verify them. */
  readonly publicKey: string;
};

/** A line of the list of meetings: a projection of the log, rebuilt from it at any time. */
export type MeetingRow = {
  readonly id: MeetingId;
  readonly title: string;
  readonly unit: UnitId;
  readonly scheduledAt: number;
  /** How long it is to last, in milliseconds; null: nobody said. */
  readonly plannedMs: number | null;
  /** Why it was postponed or cancelled stands in the phase. */
  readonly phase: Phase;
  /** When it was last moved, from when, and why. */
  readonly moved: Rescheduling | null;
};
export type Meetings = {
  byId(id: MeetingId): Promise<MeetingRow | null>;
  put(row: MeetingRow): Promise<void>;
  /** All of a phase, by scheduled time. */
  list(phase: Phase['kind']): Promise<readonly MeetingRow[]>;
  /** All that were called in this unit's name, the latest first. */
  ofUnit(unit: UnitId): Promise<readonly MeetingRow[]>;
};

/** The register of units cannot change under somebody's hands: see `revise`. */
export type Units = {
  levels(): Promise<readonly Level[]>;
  /** Those that exist, without their history. */
  all(): Promise<readonly Unit[]>;
  /** All that is known of units, closed ones too; empty and of revision 0 before the first were written. */
  register(): Promise<UnitRegister>;
  /** Founds levels and units anew, without any history. Rejects a forest with faults (core `unitFaults`). */
  replace(levels: readonly Level[], units: readonly Unit[]): Promise<void>;
  /**
   * Writes the register as the next revision, and gives the accounts of units that were merged, with their standing
   * roles, to the unit they were merged into (UNIT-4): all in one transaction. False, and nothing written, when the
   * register's revision is no longer the present one. Rejects units that exist and have faults.
   */
  revise(register: UnitRegister, mergers: readonly Merger[]): Promise<boolean>;
};
/** A unit that became part of another. */
export type Merger = { readonly unit: UnitId; readonly into: UnitId };

/** A role that an account holds in its unit's daily life; a new meeting starts from it. */
export type StandingRole = { readonly role: Role; readonly unit: UnitId };
export type AccountRow = {
  readonly id: ParticipantId;
  readonly username: string;
  readonly name: string;
  readonly position: string;
  readonly unit: UnitId;
  readonly passwordHash: string;
  readonly administrator: boolean;
  readonly standingRoles: readonly StandingRole[];
  readonly disabledAt: number | null;
};
export type Accounts = {
  byUsername(username: string): Promise<AccountRow | null>;
  byId(id: ParticipantId): Promise<AccountRow | null>;
  all(): Promise<readonly AccountRow[]>;
  /** Inserts, or replaces the row of the same id. A username taken by another id rejects. */
  put(row: AccountRow): Promise<void>;
};

/** A refresh token is stored by its SHA-256 only. `family` is one sign-in; reuse of a rotated token revokes it. */
export type RefreshRow = {
  readonly hash: string;
  readonly family: string;
  readonly account: ParticipantId;
  readonly expiresAt: number;
  readonly rotatedAt: number | null;
};
export type RefreshTokens = {
  byHash(hash: string): Promise<RefreshRow | null>;
  put(row: RefreshRow): Promise<void>;
  /** Marks it rotated if it is not yet; false if somebody was first (or it is unknown). One transaction. */
  rotate(hash: string, at: number): Promise<boolean>;
  revokeFamily(family: string): Promise<void>;
  revokeAccount(account: ParticipantId): Promise<void>;
  removeExpired(now: number): Promise<void>;
};

export type DeviceRow = {
  readonly id: string;
  readonly unit: UnitId;
  readonly credentialHash: string;
  readonly pairedAt: number;
  readonly pairedBy: ParticipantId;
  readonly lastSeenAt: number | null;
  readonly revokedAt: number | null;
};
export type Devices = {
  byCredentialHash(hash: string): Promise<DeviceRow | null>;
  byId(id: string): Promise<DeviceRow | null>;
  all(): Promise<readonly DeviceRow[]>;
  put(row: DeviceRow): Promise<void>;
};

/** A line of the archive: exists before the first byte is recorded. */
export type RecordingRow = {
  readonly id: RecordingId;
  readonly meeting: MeetingId;
  readonly title: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly startedAt: number;
  readonly state: ArchivedState;
  readonly reason: string | null;
  readonly gaps: readonly Gap[];
  readonly pauses: readonly Pause[];
  readonly durationMs: number | null;
  /** Of the access MP4. */
  readonly size: number | null;
  readonly sha256: string | null;
};
export type Recordings = {
  byId(id: RecordingId): Promise<RecordingRow | null>;
  /** Newest first. */
  all(): Promise<readonly RecordingRow[]>;
  /** Newest first. */
  ofMeeting(meeting: MeetingId): Promise<readonly RecordingRow[]>;
  /** Inserts or replaces; a row that is `disposed` stays so, whatever state is given. */
  put(row: RecordingRow): Promise<void>;
};

export type Store = {
  /**
   * Takes in a meeting with its log, its recordings and what is known of their packages, in one transaction. False,
   * and nothing written, when the meeting or one of the recordings is here already. Rejects with `broken-chain` when
   * the entries are not that meeting's, or their hashes do not hold.
   */
  importMeeting(meeting: ImportedMeeting): Promise<boolean>;
  readonly packages: Packages;
  readonly dossiers: Dossiers;
  readonly log: EventLog;
  readonly meetings: Meetings;
  readonly units: Units;
  readonly accounts: Accounts;
  readonly refreshTokens: RefreshTokens;
  readonly devices: Devices;
  readonly recordings: Recordings;
  readonly catalogue: Catalogue;
  close(): Promise<void>;
};

// ── documents ────────────────────────────────────────────────────────────────────────────────────────────────────

/** A body as it comes in. */
export type IncomingBody = {
  /** As it was announced, in bytes; null: it was not. */
  readonly length: number | null;
  readonly parts: AsyncIterable<Uint8Array>;
};

/** A document's bytes that have come in and are not the meeting's yet: `keep` or `discard` must follow. */
export type ReceivedDocument = {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: DocumentMediaType;
  /**
   * Puts the file where the meeting's documents lie, on the disk, then has it written into the log; without a trace
   * where that is refused.
   */
  keep<T>(meeting: MeetingId, write: () => Promise<Outcome<T>>): Promise<Outcome<T>>;
  discard(): Promise<void>;
};

/** The files of meetings' documents, named by their content. */
export type DocumentFiles = {
  /**
   * Where a document of the meeting lies, absolute; also one that was taken away since: it stays until the meeting's
   * file is disposed of. It need not be there. Throws on an id or a hash that is none.
   */
  pathOf(meeting: MeetingId, sha256: string): string;
  /**
   * Takes in a file; its kind is what its content and its name agree on. Refusals: `too-large`, `no-room`,
   * `file-not-taken`; `file-locked`, `file-damaged`: a PDF that does not open (DOCUMENT-10); `overloaded`: as many come
   * in as may at once; `invalid-message`: it broke off.
   */
  receive(fileName: string, body: IncomingBody): Promise<Outcome<ReceivedDocument>>;
  /** Takes away what came in and never became a document: `isNamed` tells whether the meeting's log names that hash. */
  start(isNamed: (meeting: MeetingId, sha256: string) => Promise<boolean>): Promise<void>;
};

// ── auth ─────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Who stands behind a verified token, read from server state at each call. */
export type Principal = {
  readonly account: Account;
  readonly standingRoles: readonly StandingRole[];
  /** The paired device, for a site; null for a person or a demo site. */
  readonly device: string | null;
};
export type SignedIn = {
  readonly session: SessionReply;
  /** The opaque refresh token for the cookie; null for sites (their device credential is their refresh). */
  readonly refresh: string | null;
};
export type Auth = {
  /** The answer for an unknown name, a wrong password and a disabled account is the same, and takes as long. */
  signIn(username: string, password: string): Promise<Outcome<SignedIn>>;
  refresh(token: string): Promise<Outcome<SignedIn>>;
  signOut(token: string): Promise<void>;
  siteSession(credential: string): Promise<Outcome<SignedIn>>;
  /** Demo mode only: refused otherwise. */
  demoSite(unit: UnitId): Promise<Outcome<SignedIn>>;
  /** Signature, issuer, audience, key id, expiry; then that the account is not disabled nor the device revoked. */
  verify(accessToken: string): Promise<Outcome<Principal>>;
  /**
   * Whether the account or device that this principal came in by may still be connected: another process may have
   * disabled it. True while the store does not answer: a database that is gone throws nobody out of a meeting.
   */
  holds(principal: Principal): Promise<boolean>;
  requestPairing(): Promise<PairingReply>;
  claimPairing(secret: string): Promise<PairingState>;
  /** `by` must operate the unit (or be an administrator). */
  confirmPairing(by: Principal, code: string, unit: UnitId): Promise<Outcome<DeviceItem>>;
  listDevices(by: Principal): Promise<readonly DeviceItem[]>;
  revokeDevice(by: Principal, id: string): Promise<Outcome<null>>;
  disableAccount(by: Principal, account: ParticipantId): Promise<Outcome<null>>;
  /** Told whenever an identity loses its right to be connected; live sockets and transports are closed then. */
  onRevoked(listener: (participant: ParticipantId) => void): void;
};

// ── connections ──────────────────────────────────────────────────────────────────────────────────────────────────

/** The lines to people's devices. Sending to one that is gone does nothing. */
export type Connections = {
  /** Encoded once for all of them. Signals may be dropped on a slow line. */
  push<K extends keyof Pushes>(connections: readonly string[], type: K, payload: Pushes[K]): void;
  /** Tells why, then closes the line. */
  end(connection: string, refusal: Refusal): void;
};

/** What a connection may ask of the hub. Every answer is from the hub's own state, never from what a client claims. */
export type Sessions = {
  /** Takes the identity's seat. Another connection holds it: refused `replaced`, unless `takeOver`. */
  join(
    connection: string,
    principal: Principal,
    request: Request<'meeting.join'>,
  ): Promise<Outcome<Snapshot>>;
  snapshot(connection: string): Promise<Outcome<Snapshot>>;
  command(connection: string, command: ParticipantCommand): Promise<Outcome<{ readonly seq: number }>>;
  media<T extends MediaRequestType>(
    connection: string,
    type: T,
    body: MediaRequest<T>,
  ): Promise<Outcome<MediaReply[T]>>;
  /** A line test's loop of media, for whoever is in the meeting. */
  loop<T extends LoopRequestType>(
    connection: string,
    type: T,
    body: LoopRequest<T>,
  ): Promise<Outcome<LoopReply[T]>>;
  /** Keeps what the seat's page says of its devices for those who may help it. */
  equipment(connection: string, equipment: Equipment): Promise<Outcome<null>>;
  /** The line is gone: the seat is kept, its media is closed. */
  disconnect(connection: string): void;
};

// ── media ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** One connection's place in a meeting. */
export type Seat = {
  readonly connection: string;
  readonly meeting: MeetingId;
  readonly participant: ParticipantId;
};

/** Something being sent into a meeting. */
export type Sender = {
  readonly producer: string;
  readonly participant: ParticipantId;
  readonly source: Source;
  readonly kind: 'audio' | 'video';
};

/** A producer copied over plain RTP to the recorder. Created paused. */
export type Capture = {
  readonly rtpParameters: Opaque;
  /** The hub's own ports, from which RTP and RTCP leave. */
  readonly local: { readonly ip: string; readonly rtpPort: number; readonly rtcpPort: number };
  connect(target: {
    readonly ip: string;
    readonly rtpPort: number;
    readonly rtcpPort: number;
  }): Promise<void>;
  /** Starts the flow and asks for a key frame. */
  resume(): Promise<void>;
  requestKeyFrame(): Promise<void>;
  /** Packets the consumer sent so far, beside which the file's growth is watched. */
  packetsSent(): Promise<number>;
  close(): void;
  /** The producer or its worker ended; `lost`: the worker died, its sender is still there. Not called after `close`. */
  onEnd(listener: (lost: boolean) => void): void;
};

export type MediaListener = {
  news(connection: string, news: MediaNews): void;
  /** Loudness of those who may be heard, at most twice a second. */
  levels(meeting: MeetingId, levels: readonly { participant: ParticipantId; dbov: number }[]): void;
  /** Quality of each participant's line, 0 to 4, every few seconds. */
  lines(meeting: MeetingId, lines: readonly { participant: ParticipantId; quality: number }[]): void;
  /** A sender appeared or went away: the recorder looks again. */
  sendersChanged(meeting: MeetingId): void;
};

export type Media = {
  /** Whoever listens; set once by the composition root before the first seat. */
  listen(listener: MediaListener): void;
  /** Admits a connection to the meeting's routers. A second connection of the same participant is another seat. */
  enter(seat: Seat, meeting: Meeting): Promise<Outcome<null>>;
  /** Closes everything of that connection: transports, producers, consumers. Unknown connections are ignored. */
  leave(connection: string): void;
  /** Ids in the body are looked up only among the connection's own. Refusals: not-found, out-of-order, not-permitted… */
  handle<T extends MediaRequestType>(
    connection: string,
    type: T,
    body: MediaRequest<T>,
  ): Promise<Outcome<MediaReply[T]>>;
  /** A picture out and back for the line test, apart from every meeting; a few at a time: else `overloaded`. */
  loop<T extends LoopRequestType>(
    connection: string,
    type: T,
    body: LoopRequest<T>,
  ): Promise<Outcome<LoopReply[T]>>;
  /**
   * Makes the media agree with what the state allows and shows (core `mediaRights`, `stageOf`, `mayWatch`): pauses
   * and resumes producers, opens and closes consumers. Called after every batch of events; cheap when nothing changed.
   */
  follow(meeting: Meeting): void;
  endMeeting(meeting: MeetingId): void;
  sendersOf(meeting: MeetingId): readonly Sender[];
  capture(meeting: MeetingId, producer: string): Promise<Outcome<Capture>>;
  /** For /metrics and /healthz. */
  workers(): Promise<readonly { readonly pid: number; readonly load: number; readonly routers: number }[]>;
  close(): Promise<void>;
};

// ── recording ────────────────────────────────────────────────────────────────────────────────────────────────────

/** What the recorder says of a finished package; see protocol `recording.finished`. */
export type FinishedPackage = Omit<RecorderNews<'recording.finished'>, 'recording'>;

/** What became of a recording, as the recorder reports it; the hub turns each into a command of the core. */
export type RecordingListener = {
  checked(meeting: MeetingId, recording: RecordingId, findings: readonly RecordingFinding[]): void;
  stored(meeting: MeetingId, recording: RecordingId, storage: RecordingStorage): void;
  confirmed(meeting: MeetingId, recording: RecordingId): void;
  interrupted(meeting: MeetingId, recording: RecordingId, reason: string): void;
  resumed(meeting: MeetingId, recording: RecordingId): void;
  composing(meeting: MeetingId, recording: RecordingId): void;
  finished(meeting: MeetingId, recording: RecordingId, result: FinishedPackage): void;
  failed(meeting: MeetingId, recording: RecordingId, reason: string): void;
};

/** How far a composition is; see protocol `recording.progress`. */
export type CompositionProgress = {
  readonly share: number;
  readonly remainingMs: number | null;
  readonly held: 'behind-another' | 'meeting' | null;
};

/** How a film is wanted. */
export type FilmWish = { readonly height: 720 | 1080; readonly layout: FilmLayout };

export type RecorderState = 'absent' | 'ready' | 'restarting';

export type Recorder = {
  listen(listener: RecordingListener): void;
  /**
   * Follows the meeting: starts, continues or ends captures so that they agree with `meeting.recordings` and with what
   * is on the stage (core `recordedParticipants`), and writes the entries to the time line. Called after every batch
   * with the state after it, and after a hub restart with no entries.
   */
  follow(meeting: Meeting, entries: readonly Entry[]): void;
  /**
   * Ends at once what the state no longer lets be captured, ahead of `follow`, which waits for the database: of a
   * closed part not a word may be kept.
   */
  restrict(meeting: Meeting): void;
  /** A sender appeared or went away. */
  sendersChanged(meeting: Meeting): void;
  /** `ready` while there is one that is. */
  state(): RecorderState;
  /** Of each configured recorder, the first one first. */
  states(): readonly RecorderState[];
  /** Of a recording that is being composed; null: of any other, or not known yet. */
  progressOf(recording: RecordingId): CompositionProgress | null;
  /**
   * Has the film of a recording that has ended made anew; what became of it is reported as after any composition.
   * Refusals: `unavailable`: no recorder is there, or none that has the recording or could take it on.
   */
  compose(recording: RecordingId, wish: FilmWish): Promise<Outcome<null>>;
  close(): Promise<void>;
};
