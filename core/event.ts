import type { Actor } from './actor.ts';
import type { AssistOrder } from './assist.ts';
import type { Attendance } from './attendance.ts';
import type { MeetingDocument } from './document.ts';
import type {
  AgendaItemId,
  DocumentId,
  FloorRequestId,
  MeetingId,
  NoticeId,
  ParticipantId,
  RecordingId,
  UnitId,
  VoteId,
} from './id.ts';
import type {
  Acting,
  AgendaItem,
  Card,
  ChannelMessage,
  Delegation,
  FloorGrant,
  FloorRequest,
  Holder,
  Notice,
  Opinion,
  Participant,
  RecordingFinding,
  RecordingStorage,
} from './meeting.ts';
import type { RoleGrant } from './role.ts';
import type { MeetingSettings } from './settings.ts';
import type { TrialCheck, TrialResult } from './trial.ts';
import type { Level, Unit } from './unit.ts';
import type { Ballot, HandCount, Vote, VoteTally } from './vote.ts';

/** Why a floor ended without its holder's wish. */
export type RevokeReason =
  | 'chair'
  | 'next'
  | 'time'
  | 'above'
  | 'removed'
  | 'role'
  | 'rest'
  /** its holder went into another hall */
  | 'moved'
  | 'closed';
/** Why a microphone closed. */
export type CloseReason = 'self' | 'muted' | 'floor' | 'left' | 'moved' | 'closed';

/** A fact. Its time and author stand in the entry around it. */
export type MeetingEvent =
  | {
      readonly type: 'meeting.created';
      readonly meeting: MeetingId;
      readonly title: string;
      readonly unit: UnitId;
      readonly scheduledAt: number;
      readonly plannedMs: number | null;
      readonly settings: MeetingSettings;
      readonly levels: readonly Level[];
      readonly units: readonly Unit[];
      readonly participants: readonly Participant[];
      readonly roles: readonly RoleGrant[];
      readonly agenda: readonly AgendaItem[];
    }
  | { readonly type: 'meeting.opened' }
  | { readonly type: 'meeting.closed' }
  /** The main hall ended; sidebars go on. */
  | { readonly type: 'meeting.adjourned' }
  | { readonly type: 'meeting.rested'; readonly until: number | null }
  | { readonly type: 'meeting.resumed' }
  | { readonly type: 'meeting.rescheduled'; readonly scheduledAt: number; readonly reason: string }
  | { readonly type: 'meeting.postponed'; readonly reason: string }
  | { readonly type: 'meeting.cancelled'; readonly reason: string }
  /** Its title, or how long it is to last, is another before it began. */
  | { readonly type: 'meeting.renamed'; readonly title: string; readonly plannedMs: number | null }
  | { readonly type: 'trial.opened' }
  | { readonly type: 'trial.closed' }
  | {
      readonly type: 'trial.reported';
      readonly participant: ParticipantId;
      readonly check: TrialCheck;
      readonly result: TrialResult;
    }
  | { readonly type: 'settings.changed'; readonly settings: Partial<MeetingSettings> }
  | { readonly type: 'agenda.selected'; readonly item: AgendaItemId | null }
  | { readonly type: 'agenda.changed'; readonly agenda: readonly AgendaItem[] }
  /** Someone was invited afterwards, or appeared without being invited: then a request for admission follows. */
  | { readonly type: 'participant.added'; readonly participant: Participant }
  /** Is invited no longer: has neither a seat nor a role, and is turned away who had come already. */
  | { readonly type: 'participant.uninvited'; readonly participant: ParticipantId }
  | {
      readonly type: 'participant.waited';
      readonly participant: ParticipantId;
      readonly camera: 'on' | 'off';
    }
  | {
      readonly type: 'participant.admitted';
      readonly participant: ParticipantId;
      readonly camera: 'on' | 'off';
    }
  | { readonly type: 'participant.denied'; readonly participant: ParticipantId }
  | { readonly type: 'participant.dropped'; readonly participant: ParticipantId }
  | { readonly type: 'participant.returned'; readonly participant: ParticipantId }
  | { readonly type: 'participant.left'; readonly participant: ParticipantId }
  | { readonly type: 'role.granted'; readonly grant: RoleGrant }
  | { readonly type: 'role.revoked'; readonly grant: RoleGrant }
  | { readonly type: 'deputy.started'; readonly unit: UnitId; readonly acting: Acting }
  | { readonly type: 'deputy.ended'; readonly unit: UnitId }
  | { readonly type: 'floor.requested'; readonly request: FloorRequest }
  | {
      readonly type: 'floor.cancelled';
      readonly request: FloorRequestId;
      readonly participant: ParticipantId;
    }
  | {
      readonly type: 'floor.denied';
      readonly request: FloorRequestId;
      readonly participant: ParticipantId;
      readonly reason: string;
    }
  | {
      readonly type: 'floor.moved';
      readonly request: FloorRequestId;
      readonly participant: ParticipantId;
      readonly rank: number;
    }
  /** It lies at another desk now. */
  | {
      readonly type: 'floor.forwarded';
      readonly request: FloorRequestId;
      readonly participant: ParticipantId;
      readonly desk: UnitId;
      readonly why: 'chair' | 'absence' | 'route';
    }
  | { readonly type: 'floor.delegated'; readonly delegation: Delegation }
  /** Of a grant or a delegation. */
  | { readonly type: 'floor.extended'; readonly grant: FloorRequestId; readonly byMs: number }
  | { readonly type: 'floor.paused'; readonly grant: FloorRequestId }
  | { readonly type: 'floor.resumed'; readonly grant: FloorRequestId }
  | {
      readonly type: 'question.called';
      readonly hall: UnitId;
      readonly asker: Card;
      readonly answerer: Card;
    }
  | { readonly type: 'question.ended'; readonly hall: UnitId }
  /** A request that was not reached leaves the queue and waits for its text. */
  | { readonly type: 'opinion.awaited'; readonly opinion: Opinion }
  | { readonly type: 'opinion.written'; readonly opinion: Opinion }
  /** The grant's id is the request's, if there was one: that request leaves the queue. */
  | { readonly type: 'floor.granted'; readonly grant: FloorGrant }
  | { readonly type: 'floor.warned'; readonly grant: FloorRequestId }
  | { readonly type: 'floor.timeUp'; readonly grant: FloorRequestId }
  | { readonly type: 'floor.released'; readonly grant: FloorRequestId }
  | { readonly type: 'floor.revoked'; readonly grant: FloorRequestId; readonly reason: RevokeReason }
  | { readonly type: 'microphone.opened'; readonly participant: ParticipantId }
  | { readonly type: 'microphone.closed'; readonly participant: ParticipantId; readonly reason: CloseReason }
  | { readonly type: 'camera.started'; readonly participant: ParticipantId }
  | { readonly type: 'camera.stopped'; readonly participant: ParticipantId }
  | { readonly type: 'sidebar.opened'; readonly unit: UnitId; readonly unitName: string }
  | { readonly type: 'sidebar.closed'; readonly unit: UnitId }
  | { readonly type: 'sidebar.recalled'; readonly unit: UnitId; readonly participant: ParticipantId }
  | { readonly type: 'sidebar.rejoined'; readonly unit: UnitId; readonly participant: ParticipantId }
  | { readonly type: 'stage.spotlit'; readonly hall: UnitId; readonly holder: Holder | null }
  | {
      readonly type: 'attendance.recorded';
      readonly participant: ParticipantId;
      readonly attendance: Attendance;
    }
  | { readonly type: 'rollCall.called'; readonly unit: UnitId; readonly current: Card }
  | { readonly type: 'rollCall.ended'; readonly unit: UnitId }
  | { readonly type: 'notice.sent'; readonly notice: Notice }
  | { readonly type: 'notice.withdrawn'; readonly notice: NoticeId; readonly unit: UnitId }
  | { readonly type: 'channel.posted'; readonly message: ChannelMessage }
  | { readonly type: 'assist.ordered'; readonly participant: ParticipantId; readonly order: AssistOrder }
  | {
      readonly type: 'assist.talkStarted';
      readonly helper: ParticipantId;
      readonly participant: ParticipantId;
    }
  | {
      readonly type: 'assist.talkEnded';
      readonly helper: ParticipantId;
      readonly participant: ParticipantId;
    }
  /** `ballots` and `hands` are empty. */
  | { readonly type: 'vote.opened'; readonly vote: Vote & { readonly state: 'open' } }
  | {
      readonly type: 'vote.cast';
      readonly vote: VoteId;
      readonly participant: ParticipantId;
      readonly ballot: Ballot;
    }
  /** Of one room; what was counted before is replaced. */
  | {
      readonly type: 'vote.handsCounted';
      readonly vote: VoteId;
      readonly participant: ParticipantId;
      readonly hands: HandCount;
    }
  /** `voters`: people who had a vote then. `hall`: the hall ended. */
  | {
      readonly type: 'vote.closed';
      readonly vote: VoteId;
      readonly why: 'conductor' | 'time' | 'hall';
      readonly voters: number;
    }
  | { readonly type: 'vote.counted'; readonly vote: VoteId; readonly tally: VoteTally }
  | { readonly type: 'vote.annulled'; readonly vote: VoteId; readonly reason: string }
  | { readonly type: 'document.added'; readonly document: MeetingDocument }
  | {
      readonly type: 'document.changed';
      readonly document: DocumentId;
      readonly item: AgendaItemId | null;
      readonly title: string;
    }
  | { readonly type: 'document.withdrawn'; readonly document: DocumentId }
  | { readonly type: 'recording.ordered'; readonly recording: RecordingId; readonly hall: UnitId }
  | {
      readonly type: 'recording.checked';
      readonly recording: RecordingId;
      readonly findings: readonly RecordingFinding[];
    }
  | { readonly type: 'recording.started'; readonly recording: RecordingId }
  | { readonly type: 'recording.paused'; readonly recording: RecordingId }
  | { readonly type: 'recording.continued'; readonly recording: RecordingId }
  | {
      readonly type: 'recording.stored';
      readonly recording: RecordingId;
      readonly storage: RecordingStorage;
    }
  | { readonly type: 'recording.interrupted'; readonly recording: RecordingId; readonly reason: string }
  | { readonly type: 'recording.resumed'; readonly recording: RecordingId }
  | { readonly type: 'recording.stopped'; readonly recording: RecordingId }
  | { readonly type: 'recording.composing'; readonly recording: RecordingId }
  | { readonly type: 'recording.ready'; readonly recording: RecordingId; readonly durationMs: number }
  | { readonly type: 'recording.failed'; readonly recording: RecordingId; readonly reason: string };

export type EventType = MeetingEvent['type'];
export type EventOf<T extends EventType> = Extract<MeetingEvent, { type: T }>;

/** An event as it stands in the log: `seq` counts from 1, `at` is epoch milliseconds and never goes back. */
export type Entry = {
  readonly seq: number;
  readonly at: number;
  readonly by: Actor;
  readonly event: MeetingEvent;
};

/** An entry as it is sent out: who wished it is the log's business, and a name in somebody's id is not everyone's. */
export type SeenEntry = Omit<Entry, 'by'>;
