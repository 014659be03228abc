import type { Actor } from './actor.ts';
import type { AgendaItemId, FloorRequestId, MeetingId, ParticipantId, RecordingId, UnitId } from './id.ts';
import type { AgendaItem, FloorGrant, FloorRequest, Participant } from './meeting.ts';
import type { RoleGrant } from './role.ts';
import type { MeetingSettings } from './settings.ts';
import type { Level, Unit } from './unit.ts';

/** Why a floor ended without its holder's wish. */
export type RevokeReason = 'chair' | 'next' | 'time' | 'above' | 'removed' | 'role' | 'closed';
/** Why a microphone closed. */
export type CloseReason = 'self' | 'muted' | 'floor' | 'left' | 'closed';

/** A fact. Its time and author stand in the entry around it. */
export type MeetingEvent =
  | {
      readonly type: 'meeting.created';
      readonly meeting: MeetingId;
      readonly title: string;
      readonly unit: UnitId;
      readonly scheduledAt: number;
      readonly settings: MeetingSettings;
      readonly levels: readonly Level[];
      readonly units: readonly Unit[];
      readonly participants: readonly Participant[];
      readonly roles: readonly RoleGrant[];
      readonly agenda: readonly AgendaItem[];
    }
  | { readonly type: 'meeting.opened' }
  | { readonly type: 'meeting.closed' }
  | { readonly type: 'settings.changed'; readonly settings: Partial<MeetingSettings> }
  | { readonly type: 'agenda.selected'; readonly item: AgendaItemId | null }
  /** Someone who was not invited appeared; a request for admission follows. */
  | { readonly type: 'participant.added'; readonly participant: Participant }
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
  | { readonly type: 'deputy.started'; readonly participant: ParticipantId }
  | { readonly type: 'deputy.ended' }
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
  | { readonly type: 'recording.ordered'; readonly recording: RecordingId }
  | { readonly type: 'recording.started'; readonly recording: RecordingId }
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
