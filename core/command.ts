import type { AssistOrder } from './assist.ts';
import type { AttendanceState } from './attendance.ts';
import type { DraftItem, Invitation } from './create.ts';
import type { MeetingDocument } from './document.ts';
import type {
  AgendaItemId,
  DocumentId,
  FloorRequestId,
  NoticeId,
  ParticipantId,
  RecordingId,
  UnitId,
  VoteId,
} from './id.ts';
import type { AgendaItem, Card, Floor, RecordingFinding, RecordingStorage } from './meeting.ts';
import type { Role } from './role.ts';
import type { MeetingSettings } from './settings.ts';
import type { SpeechKind } from './speech.ts';
import type { LineMeasure, TrialCheck } from './trial.ts';
import type { SealedChoice, VoteChoice, VoteMajority, VoteSecrecy } from './vote.ts';

/** A wish that a participant may send. */
export type ParticipantCommand =
  | { readonly type: 'meeting.open' }
  | { readonly type: 'meeting.close' }
  /** Nghỉ giải lao of the main hall; `until` is what is promised, epoch milliseconds. */
  | { readonly type: 'meeting.rest'; readonly until: number | null }
  | { readonly type: 'meeting.resume' }
  | { readonly type: 'meeting.reschedule'; readonly scheduledAt: number; readonly reason: string }
  | { readonly type: 'meeting.postpone'; readonly reason: string }
  | { readonly type: 'meeting.cancel'; readonly reason: string }
  | { readonly type: 'trial.open' }
  | { readonly type: 'trial.close' }
  /** A site reports what it found of itself; who conducts the trial confirms, or finds otherwise. */
  | {
      readonly type: 'trial.report';
      readonly participant: ParticipantId;
      readonly check: TrialCheck;
      readonly passed: boolean;
      readonly note: string;
      readonly measure: LineMeasure | null;
    }
  | { readonly type: 'settings.change'; readonly settings: Partial<MeetingSettings> }
  | { readonly type: 'agenda.select'; readonly item: AgendaItemId | null }
  /** Replaces the agenda; items that stay keep their ids. */
  | { readonly type: 'agenda.change'; readonly agenda: readonly AgendaItem[] }
  | { readonly type: 'participant.leave' }
  | { readonly type: 'participant.admit'; readonly participant: ParticipantId }
  | { readonly type: 'participant.deny'; readonly participant: ParticipantId }
  | {
      readonly type: 'role.grant';
      readonly participant: ParticipantId;
      readonly role: Role;
      readonly unit: UnitId;
    }
  | {
      readonly type: 'role.revoke';
      readonly participant: ParticipantId;
      readonly role: Role;
      readonly unit: UnitId;
    }
  /** Giao điều hành: a deputy acts although the chair is there. */
  | { readonly type: 'deputy.start'; readonly participant: ParticipantId; readonly unit: UnitId }
  | { readonly type: 'deputy.end'; readonly unit: UnitId }
  | {
      readonly type: 'floor.request';
      readonly floor: Floor;
      readonly kind: SpeechKind;
      readonly topic: string;
    }
  | { readonly type: 'floor.cancel'; readonly request: FloorRequestId }
  | {
      readonly type: 'floor.grant';
      readonly floor: Floor;
      readonly participant: ParticipantId;
      /** null: the preset of the request, or a discussion */
      readonly kind: SpeechKind | null;
      /** null: the limit of the kind in the meeting's settings */
      readonly limitMs: number | null;
    }
  /** Mời tiếp: takes the speech floor back from those who hold it and gives it to the first of the queue. */
  | { readonly type: 'floor.next' }
  | { readonly type: 'floor.deny'; readonly request: FloorRequestId; readonly reason: string }
  | { readonly type: 'floor.move'; readonly request: FloorRequestId; readonly position: number }
  /** Passes a request on to the desk above. */
  | { readonly type: 'floor.forward'; readonly request: FloorRequestId }
  /** Puts these at the end of the queue, in this order, without their asking. */
  | {
      readonly type: 'floor.enlist';
      readonly participants: readonly ParticipantId[];
      readonly kind: SpeechKind;
      readonly limitMs: number | null;
    }
  /** Gives the speech floor to a unit, whose chair picks who speaks. */
  | {
      readonly type: 'floor.delegate';
      readonly unit: UnitId;
      readonly kind: SpeechKind | null;
      readonly limitMs: number | null;
    }
  /** These four take a grant or a delegation. */
  | { readonly type: 'floor.extend'; readonly grant: FloorRequestId; readonly byMs: number }
  | { readonly type: 'floor.pause'; readonly grant: FloorRequestId }
  | { readonly type: 'floor.resume'; readonly grant: FloorRequestId }
  | { readonly type: 'floor.release'; readonly grant: FloorRequestId }
  | { readonly type: 'floor.revoke'; readonly grant: FloorRequestId }
  /** Chất vấn: both hold the floor together, whoever else held it gives it back. */
  | { readonly type: 'question.call'; readonly asker: ParticipantId; readonly answerer: ParticipantId }
  | { readonly type: 'question.end' }
  /** Whoever still waits hands it in writing: what lies at the own hall's desk becomes opinions. */
  | { readonly type: 'opinion.collect' }
  /** One's own opinion; without an id a new one. */
  | {
      readonly type: 'opinion.write';
      readonly opinion: FloorRequestId | null;
      readonly topic: string;
      readonly text: string;
    }
  | { readonly type: 'microphone.open' }
  | { readonly type: 'microphone.close' }
  | { readonly type: 'microphone.mute'; readonly participant: ParticipantId }
  | { readonly type: 'microphone.muteAll'; readonly unit: UnitId }
  | { readonly type: 'camera.start' }
  | { readonly type: 'camera.stop' }
  /** Họp tiếp / Quay lại. */
  | { readonly type: 'sidebar.open'; readonly unit: UnitId }
  | { readonly type: 'sidebar.close'; readonly unit: UnitId }
  /** Calls somebody of a sidebar back into the hall around it, and lets them go again. */
  | { readonly type: 'sidebar.recall'; readonly participant: ParticipantId }
  | { readonly type: 'sidebar.rejoin'; readonly participant: ParticipantId }
  /** In one's own hall; null: nobody. */
  | { readonly type: 'stage.spotlight'; readonly participant: ParticipantId | null }
  | {
      readonly type: 'attendance.count';
      readonly participant: ParticipantId;
      readonly expected: number | null;
      readonly present: number | null;
    }
  | {
      readonly type: 'attendance.mark';
      readonly participant: ParticipantId;
      readonly state: AttendanceState;
      readonly reason: string;
    }
  | {
      readonly type: 'attendance.substitute';
      readonly participant: ParticipantId;
      readonly name: string;
      readonly position: string;
    }
  | { readonly type: 'attendance.consent'; readonly participant: ParticipantId; readonly given: boolean }
  | { readonly type: 'rollCall.start'; readonly unit: UnitId }
  /** Marks the one who is called, by itself or by who calls, and calls the next. */
  | {
      readonly type: 'rollCall.answer';
      readonly unit: UnitId;
      readonly state: AttendanceState;
      readonly reason: string;
    }
  | { readonly type: 'rollCall.end'; readonly unit: UnitId }
  | { readonly type: 'notice.send'; readonly unit: UnitId; readonly text: string }
  | { readonly type: 'notice.withdraw'; readonly notice: NoticeId }
  | { readonly type: 'channel.post'; readonly text: string }
  | { readonly type: 'assist.order'; readonly participant: ParticipantId; readonly order: AssistOrder }
  | { readonly type: 'assist.talk'; readonly participant: ParticipantId }
  | { readonly type: 'assist.endTalk'; readonly participant: ParticipantId }
  /** Puts a question to the vote in one's own hall. */
  | {
      readonly type: 'vote.open';
      readonly question: string;
      readonly item: AgendaItemId | null;
      readonly secrecy: VoteSecrecy;
      readonly majority: VoteMajority;
      readonly limitMs: number | null;
    }
  /** One's own choice; until the vote is closed another one replaces it. The hub seals that of a secret vote. */
  | { readonly type: 'vote.cast'; readonly vote: VoteId; readonly choice: VoteChoice | SealedChoice }
  /** Hands counted in a room. */
  | {
      readonly type: 'vote.countHands';
      readonly vote: VoteId;
      readonly participant: ParticipantId;
      readonly for: number;
      readonly against: number;
      readonly abstain: number;
    }
  | { readonly type: 'vote.close'; readonly vote: VoteId }
  /** It counts for nothing, and is asked again or not. */
  | { readonly type: 'vote.annul'; readonly vote: VoteId; readonly reason: string }
  | { readonly type: 'recording.start' }
  | { readonly type: 'recording.stop' }
  | { readonly type: 'recording.pause' }
  | { readonly type: 'recording.continue' };

/** A wish that only the hub's own parts may send. */
export type SystemCommand =
  /** An identity's connection arrived. The hub says who it is; the core decides what that means. */
  | { readonly type: 'participant.join'; readonly card: Card; readonly camera: 'on' | 'off' }
  | { readonly type: 'participant.drop'; readonly participant: ParticipantId }
  | { readonly type: 'clock.tick' }
  /** What was in the sealed ballots of a closed vote; null: they cannot be opened. */
  | {
      readonly type: 'vote.count';
      readonly vote: VoteId;
      readonly choices: Readonly<Record<VoteChoice, number>> | null;
    }
  | {
      readonly type: 'recording.check';
      readonly recording: RecordingId;
      readonly findings: readonly RecordingFinding[];
    }
  | { readonly type: 'recording.store'; readonly recording: RecordingId; readonly storage: RecordingStorage }
  | { readonly type: 'recording.confirm'; readonly recording: RecordingId }
  | { readonly type: 'recording.interrupt'; readonly recording: RecordingId; readonly reason: string }
  | { readonly type: 'recording.resume'; readonly recording: RecordingId }
  | { readonly type: 'recording.compose'; readonly recording: RecordingId }
  | { readonly type: 'recording.finish'; readonly recording: RecordingId; readonly durationMs: number }
  | { readonly type: 'recording.fail'; readonly recording: RecordingId; readonly reason: string };

/** What may be wished of a meeting from outside it, by who may arrange it (SCHEDULE-4). */
export type ArrangingCommand =
  | Extract<ParticipantCommand, { type: 'meeting.reschedule' | 'meeting.postpone' | 'meeting.cancel' }>
  /** What is to hold of a meeting that has not begun, all of it but its time; the hub says who the invited are. */
  | {
      readonly type: 'meeting.revise';
      readonly title: string;
      readonly plannedMs: number | null;
      readonly settings: MeetingSettings;
      readonly agenda: readonly DraftItem[];
      readonly invited: readonly Invitation[];
    };

/**
 * What may be wished of a meeting's documents: over HTTP, where their bytes come in, by whoever manages them, there or
 * not (DOCUMENT-1).
 */
export type DocumentCommand =
  | ({ readonly type: 'document.add' } & Pick<
      MeetingDocument,
      'item' | 'title' | 'fileName' | 'mediaType' | 'bytes' | 'sha256' | 'from'
    >)
  | {
      readonly type: 'document.change';
      readonly document: DocumentId;
      readonly item: AgendaItemId | null;
      readonly title: string;
    }
  | { readonly type: 'document.withdraw'; readonly document: DocumentId };

export type Command = DocumentCommand | ParticipantCommand | SystemCommand | ArrangingCommand;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
