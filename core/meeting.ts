import type {
  AgendaItemId,
  FloorRequestId,
  LevelId,
  MeetingId,
  ParticipantId,
  RecordingId,
  UnitId,
} from './id.ts';
import type { RoleGrant } from './role.ts';
import type { MeetingSettings } from './settings.ts';
import type { SpeechKind } from './speech.ts';
import type { Level, UnitById } from './unit.ts';

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
};

/** A holder's card with what everyone sees of its line and devices. */
export type Holder = Card & {
  readonly connected: boolean;
  readonly microphone: 'on' | 'off';
  readonly camera: 'on' | 'off';
};

export type FloorGrant = {
  readonly id: FloorRequestId;
  readonly floor: Floor;
  readonly holder: Holder;
  readonly kind: SpeechKind;
  readonly at: number;
  /** The unit in whose name the floor was given: only who conducts it, or above, takes it back (FLOOR-9). */
  readonly authority: UnitId;
  /**
   * The grant in whose name a subtree's chair passed the floor on: it ends when that one ends (FLOOR-10). Null for a
   * grant by who conducts the whole meeting.
   */
  readonly under: FloorRequestId | null;
  /** Milliseconds of speech, or null for no limit (the content floor). */
  readonly limitMs: number | null;
  readonly clock: 'running' | 'warned' | 'up';
};

export type AgendaItem = {
  readonly id: AgendaItemId;
  readonly title: string;
  readonly presenter: string;
  readonly plannedMs: number | null;
};

/** A stretch in which the recorder captured nothing although ordered to; `to` is null while it lasts. */
export type Gap = { readonly from: number; readonly to: number | null; readonly reason: string };

type RecordingBase = {
  readonly id: RecordingId;
  readonly orderedAt: number;
  readonly gaps: readonly Gap[];
};
/** A recording only ever moves forward (recording.md). */
export type Recording =
  | (RecordingBase & { readonly state: 'starting' })
  | (RecordingBase & { readonly state: 'recording'; readonly startedAt: number })
  | (RecordingBase & { readonly state: 'stopping'; readonly startedAt: number })
  | (RecordingBase & { readonly state: 'composing'; readonly startedAt: number; readonly stoppedAt: number })
  | (RecordingBase & { readonly state: 'ready'; readonly startedAt: number; readonly durationMs: number })
  | (RecordingBase & { readonly state: 'failed'; readonly reason: string });

export type Phase =
  | { readonly kind: 'scheduled' }
  | { readonly kind: 'live'; readonly openedAt: number }
  | { readonly kind: 'closed'; readonly openedAt: number; readonly closedAt: number };

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
  readonly phase: Phase;
  readonly settings: MeetingSettings;
  readonly levels: readonly Level[];
  readonly unitById: UnitById;
  readonly roles: readonly RoleGrant[];
  readonly participantById: Readonly<Record<ParticipantId, Participant>>;
  /** Pending requests of both floors, ordered by rank. */
  readonly queue: readonly FloorRequest[];
  readonly grants: readonly FloorGrant[];
  readonly agenda: readonly AgendaItem[];
  readonly agendaItem: AgendaItemId | null;
  /** The deputy acting while the chair's line is gone. */
  readonly acting: ParticipantId | null;
  readonly recordings: readonly Recording[];
};
