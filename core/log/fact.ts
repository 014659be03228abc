import type { AttendanceState } from '../attendance.ts';
import type { CloseReason, EventType, RevokeReason } from '../event.ts';
import type { ParticipantId } from '../id.ts';
import type { Role } from '../role.ts';
import type { MeetingSettings } from '../settings.ts';
import type { SpeechKind } from '../speech.ts';
import type { TrialCheck } from '../trial.ts';
import type { VoteChoice } from '../vote.ts';
import type { LogBook } from './book.ts';

/** The proper names in a line, as they stood on the plates and in the tree when it was written. */
export type LogNames = {
  /** Whom or what it happened to: a person, a site, or a unit that was given the floor. */
  readonly whom?: string;
  /** The second one of two. */
  readonly other?: string;
  readonly unit?: string;
  /** An agenda item. */
  readonly item?: string;
  readonly title?: string;
};

/** The values in a line; codes are worded, and times and figures written, by who shows it. */
export type LogValues = {
  readonly kind?: SpeechKind;
  readonly durationMs?: number;
  /** Epoch milliseconds. */
  readonly moment?: number;
  readonly count?: number;
  readonly role?: Role;
  readonly revoked?: RevokeReason;
  readonly closed?: CloseReason;
  readonly check?: TrialCheck;
  readonly attendance?: AttendanceState;
  /** Heads; null: not entered. */
  readonly expected?: number | null;
  readonly present?: number | null;
  readonly device?: 'camera' | 'microphone' | 'speaker';
  readonly percent?: number;
  /** People who chose each; of a vote, or of a room's hands. */
  readonly tally?: Readonly<Record<VoteChoice, number>>;
  readonly settings?: readonly (keyof MeetingSettings)[];
  /** A recorder's reason (protocol `RecordingReason`). */
  readonly fault?: string;
};

/** What an event says, before its author and time are added. */
export type Fact<Code extends string> = {
  readonly code: Code;
  readonly names?: LogNames;
  readonly values?: LogValues;
  readonly text?: string;
  readonly about?: readonly ParticipantId[];
};

/** The types of the events of a noun. */
export type TypesOf<Noun extends string> = Extract<EventType, `${Noun}.${string}`>;

/** The one whom something happened to. */
export function whom(book: LogBook, participant: ParticipantId): Pick<Fact<never>, 'names' | 'about'> {
  return { names: { whom: book.person(participant) }, about: [participant] };
}
