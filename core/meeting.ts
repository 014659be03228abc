import type { Attendance, RollCall } from './attendance.ts';
import type { MeetingDocument } from './document.ts';
import type {
  AgendaItemId,
  FloorRequestId,
  LevelId,
  MeetingId,
  NoticeId,
  ParticipantId,
  RecordingId,
  UnitId,
} from './id.ts';
import type { RoleGrant } from './role.ts';
import type { MeetingSettings } from './settings.ts';
import type { SpeechKind } from './speech.ts';
import type { Trial } from './trial.ts';
import type { Level, UnitById } from './unit.ts';
import type { Vote } from './vote.ts';

/** How a participant is shown to everyone: on a name plate, in the queue, on the stage. */
export type Card = {
  readonly participant: ParticipantId;
  readonly kind: 'site' | 'person' | 'recorder';
  readonly name: string;
  /** Position (chức vụ), empty for a site. */
  readonly position: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly level: LevelId;
};

/** Times are epoch milliseconds. */
export type Presence =
  | { readonly kind: 'absent' }
  | { readonly kind: 'waiting'; readonly since: number }
  | { readonly kind: 'present'; readonly since: number }
  | { readonly kind: 'dropped'; readonly since: number }
  | { readonly kind: 'left'; readonly since: number }
  | { readonly kind: 'denied'; readonly since: number };

export type Participant = {
  readonly card: Card;
  readonly invited: boolean;
  readonly presence: Presence;
  readonly microphone: 'on' | 'off';
  readonly camera: 'on' | 'off';
  readonly attendance: Attendance;
  readonly trial: Trial;
};

export const floors = ['speech', 'content'] as const;
/** The two floors of a meeting (RFC 8855): who speaks, and whose content is shown. */
export type Floor = (typeof floors)[number];

/** A pending request. */
export type FloorRequest = {
  readonly id: FloorRequestId;
  readonly floor: Floor;
  readonly beneficiary: Card;
  readonly kind: SpeechKind;
  /** What the beneficiary wants to speak about; may be empty. */
  readonly topic: string;
  readonly at: number;
  /** The queue is ordered by it. A number, so that moving one request means the same in every viewer's part. */
  readonly rank: number;
  /** The unit at whose chairs' desk it lies: the hall's own, or one below it that it still has to climb past. */
  readonly desk: UnitId;
  readonly deskSince: number;
  /** Put into the queue by who conducts, for a list that is called in sequence. */
  readonly enlisted: boolean;
  /** Milliseconds promised with it; null: what its kind has. */
  readonly limitMs: number | null;
  /** Which turn of the beneficiary on the current agenda item this would be, from 1. */
  readonly turn: number;
};

/** A holder's card with what everyone sees of its line and devices. */
export type Holder = Card & {
  readonly connected: boolean;
  readonly microphone: 'on' | 'off';
  readonly camera: 'on' | 'off';
};

/** The running time of a floor. It ends at `at + limitMs + pausedMs`, and not while it is paused. */
export type SpeechClock = {
  readonly at: number;
  /** Milliseconds of speech, extensions included, or null for no limit (the content floor). */
  readonly limitMs: number | null;
  /** Since when the time stands still; null while it runs. */
  readonly pausedAt: number | null;
  /** Milliseconds of earlier pauses. */
  readonly pausedMs: number;
  readonly clock: 'running' | 'warned' | 'up';
};

export type FloorGrant = SpeechClock & {
  readonly id: FloorRequestId;
  readonly floor: Floor;
  readonly holder: Holder;
  readonly kind: SpeechKind;
  /** The hall in which it is held. */
  readonly hall: UnitId;
  /** Under which agenda item it was given. */
  readonly item: AgendaItemId | null;
  readonly turn: number;
  /** The unit in whose name the floor was given: only who conducts it, or above, takes it back (FLOOR-9). */
  readonly authority: UnitId;
  /**
   * What it ends with (FLOOR-10): the delegation under which a subtree's chair passed the floor on, or the speech
   * during which content is shown. Null for a grant by who conducts the whole hall.
   */
  readonly under: FloorRequestId | null;
  /** Its holder took it, as one may in open discussion: closing the microphone gives it back (MIC-4). */
  readonly taken: boolean;
};

/** The floor given to a unit: its own chair picks who of its subtree speaks, or passes it further down. */
export type Delegation = SpeechClock & {
  readonly id: FloorRequestId;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly level: LevelId;
  readonly kind: SpeechKind;
  readonly hall: UnitId;
  readonly authority: UnitId;
  /** The delegation to a unit above under which this one was passed on. */
  readonly under: FloorRequestId | null;
};

/** A speech that has ended: what the report of time spoken counts. A viewer's part holds those of whom it knows. */
export type Speech = {
  readonly id: FloorRequestId;
  readonly speaker: Card;
  readonly kind: SpeechKind;
  readonly hall: UnitId;
  readonly item: AgendaItemId | null;
  readonly turn: number;
  readonly from: number;
  readonly to: number;
  /** Milliseconds, pauses left out. */
  readonly spokenMs: number;
};

/** Chất vấn: who asked and who answers. Until the next question the asker has priority to debate (QUESTION-3). */
export type Question = {
  readonly hall: UnitId;
  readonly asker: Card;
  readonly answerer: Card;
  /** When the two were told that it is over; null before. */
  readonly endedAt: number | null;
};

/** What somebody wanted to say and did not get to, handed in writing; `text` is null until it is written. */
export type Opinion = {
  readonly id: FloorRequestId;
  readonly author: Card;
  readonly item: AgendaItemId | null;
  readonly topic: string;
  readonly text: string | null;
  readonly at: number;
};

/**
 * Họp tiếp (RFC 5239): a subtree that goes on alone, with a chair, stage, floor and recording of its own. A *hall* is
 * the main conversation or a sidebar, named by its unit; everyone sits in the innermost one above their seat.
 */
export type Sidebar = {
  readonly unit: UnitId;
  readonly unitName: string;
  readonly openedAt: number;
  /** Those of it who were called back into the hall around it. */
  readonly recalled: readonly ParticipantId[];
};

/** Who acts for the chairs of a unit: because their lines are gone, or because one of them handed over. */
export type Acting = {
  readonly participant: ParticipantId;
  readonly why: 'absence' | 'handOver';
  readonly since: number;
};

/** A picture put before everyone's eyes in a hall. */
export type Spotlight = { readonly hall: UnitId; readonly holder: Holder };

/** Somebody who helps a site talks with it alone: only these two hear each other. */
export type Talk = { readonly helper: ParticipantId; readonly site: ParticipantId };

/** Told in writing to everybody of a unit's subtree. */
export type Notice = {
  readonly id: NoticeId;
  readonly unit: UnitId;
  readonly unitName: string;
  /** Name of who sent it. */
  readonly from: string;
  readonly text: string;
  readonly at: number;
};

/** A line of the text channel among those who conduct. */
export type ChannelMessage = {
  readonly id: NoticeId;
  readonly author: Card;
  readonly text: string;
  readonly at: number;
};

export type AgendaItem = {
  readonly id: AgendaItemId;
  readonly title: string;
  readonly presenter: string;
  readonly plannedMs: number | null;
  /** The kinds of speech it takes; empty: all of them. */
  readonly kinds: readonly SpeechKind[];
  /** Limits of its own, in milliseconds; the meeting's count for the others. */
  readonly limitMsByKind: Readonly<Partial<Record<SpeechKind, number>>>;
};

/** A stretch in which an agenda item was the current one; `to` is null while it is. */
export type AgendaRun = { readonly item: AgendaItemId; readonly from: number; readonly to: number | null };

/** A stretch in which the recorder captured nothing although ordered to; `to` is null while it lasts. */
export type Gap = { readonly from: number; readonly to: number | null; readonly reason: string };

/** A stretch that by the chair's order is not recorded (a closed part); `to` is null while it lasts. */
export type Pause = { readonly from: number; readonly to: number | null };

/**
 * What is left of the place where recordings are kept (design.md, "the disk fills"): `low` from 15 % free, `sound-only`
 * from 5 %, `full` from 2 %.
 */
export const recordingStorages = ['enough', 'low', 'sound-only', 'full'] as const;
export type RecordingStorage = (typeof recordingStorages)[number];

/** What was found not to be right before a recording began. None of these keeps it from beginning. */
export type RecordingFinding =
  /** The planned length, twice over, does not fit. */
  | { readonly kind: 'space'; readonly freeBytes: number; readonly neededBytes: number }
  /** The disk does not take what will be written, twice over. */
  | { readonly kind: 'slow-disk'; readonly bytesPerSecond: number; readonly neededBytesPerSecond: number }
  /** The recorder's clock is not the hub's. */
  | { readonly kind: 'clock'; readonly offsetMs: number }
  /** ffmpeg lacks what a film is made with; null: it does not run, and nothing can be captured. */
  | { readonly kind: 'ffmpeg'; readonly missing: readonly string[] | null };

type RecordingBase = {
  readonly id: RecordingId;
  /** The hall that is recorded. */
  readonly hall: UnitId;
  readonly orderedAt: number;
  readonly gaps: readonly Gap[];
  readonly pauses: readonly Pause[];
  readonly storage: RecordingStorage;
  /** Null until it was checked. */
  readonly findings: readonly RecordingFinding[] | null;
};
/** A recording only ever moves forward (recording.md). */
export type Recording =
  | (RecordingBase & { readonly state: 'starting' })
  | (RecordingBase & { readonly state: 'recording'; readonly startedAt: number })
  | (RecordingBase & { readonly state: 'stopping'; readonly startedAt: number })
  | (RecordingBase & { readonly state: 'composing'; readonly startedAt: number; readonly stoppedAt: number })
  | (RecordingBase & { readonly state: 'ready'; readonly startedAt: number; readonly durationMs: number })
  | (RecordingBase & {
      readonly state: 'failed';
      /** Absent: it never began. */
      readonly startedAt?: number;
      readonly reason: string;
    });

/** Times are epoch milliseconds. */
export type Phase =
  | { readonly kind: 'scheduled' }
  | { readonly kind: 'trial'; readonly since: number }
  | {
      readonly kind: 'live';
      readonly openedAt: number;
      /** When the main hall ended while sidebars went on; null before. */
      readonly adjournedAt: number | null;
      /** Nghỉ giải lao, until when as far as that was said; null while the main hall sits. */
      readonly rest: { readonly since: number; readonly until: number | null } | null;
    }
  | { readonly kind: 'closed'; readonly openedAt: number; readonly closedAt: number }
  | { readonly kind: 'postponed'; readonly since: number; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly since: number; readonly reason: string };

/** Đổi giờ: what a meeting was moved from, and why; told to every site. */
export type Rescheduling = { readonly from: number; readonly reason: string; readonly at: number };

/**
 * The whole state of a meeting: the fold of its event log, plain JSON.
 * A viewer's redacted snapshot has the same shape with less in it (see redact.ts).
 */
export type Meeting = {
  readonly id: MeetingId;
  /** Sequence of the last event folded in; 0 is none. */
  readonly seq: number;
  readonly title: string;
  /** The convening unit: its site is the main site, its chair the meeting's chair. */
  readonly unit: UnitId;
  readonly scheduledAt: number;
  /** How long it is to last, in milliseconds; null: nobody said. */
  readonly plannedMs: number | null;
  readonly phase: Phase;
  readonly settings: MeetingSettings;
  readonly levels: readonly Level[];
  readonly unitById: UnitById;
  readonly roles: readonly RoleGrant[];
  readonly participantById: Readonly<Record<ParticipantId, Participant>>;
  /** Pending requests of both floors, ordered by rank. */
  readonly queue: readonly FloorRequest[];
  readonly grants: readonly FloorGrant[];
  readonly delegations: readonly Delegation[];
  readonly speeches: readonly Speech[];
  readonly questions: readonly Question[];
  readonly opinions: readonly Opinion[];
  readonly agenda: readonly AgendaItem[];
  readonly agendaItem: AgendaItemId | null;
  readonly agendaRuns: readonly AgendaRun[];
  readonly sidebars: readonly Sidebar[];
  /** Who acts for the chairs of which unit. */
  readonly actingByUnit: Readonly<Record<UnitId, Acting>>;
  readonly spotlights: readonly Spotlight[];
  readonly talks: readonly Talk[];
  /** One at most for each unit. */
  readonly rollCalls: readonly RollCall[];
  readonly notices: readonly Notice[];
  readonly channel: readonly ChannelMessage[];
  readonly votes: readonly Vote[];
  readonly documents: readonly MeetingDocument[];
  readonly reschedulings: readonly Rescheduling[];
  readonly recordings: readonly Recording[];
};
