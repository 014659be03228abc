import type { AgendaItemId, FloorRequestId, ParticipantId, RecordingId, UnitId } from './id.ts';
import type { Card, Floor } from './meeting.ts';
import type { Role } from './role.ts';
import type { MeetingSettings } from './settings.ts';
import type { SpeechKind } from './speech.ts';

/** A wish that a participant may send. */
export type ParticipantCommand =
  | { readonly type: 'meeting.open' }
  | { readonly type: 'meeting.close' }
  | { readonly type: 'settings.change'; readonly settings: Partial<MeetingSettings> }
  | { readonly type: 'agenda.select'; readonly item: AgendaItemId | null }
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
  | { readonly type: 'floor.release'; readonly grant: FloorRequestId }
  | { readonly type: 'floor.revoke'; readonly grant: FloorRequestId }
  | { readonly type: 'microphone.open' }
  | { readonly type: 'microphone.close' }
  | { readonly type: 'microphone.mute'; readonly participant: ParticipantId }
  | { readonly type: 'microphone.muteAll'; readonly unit: UnitId }
  | { readonly type: 'camera.start' }
  | { readonly type: 'camera.stop' }
  | { readonly type: 'recording.start' }
  | { readonly type: 'recording.stop' };

/** A wish that only the hub's own parts may send. */
export type SystemCommand =
  /** An identity's connection arrived. The hub says who it is; the core decides what that means. */
  | { readonly type: 'participant.join'; readonly card: Card; readonly camera: 'on' | 'off' }
  | { readonly type: 'participant.drop'; readonly participant: ParticipantId }
  | { readonly type: 'clock.tick' }
  | { readonly type: 'recording.confirm'; readonly recording: RecordingId }
  | { readonly type: 'recording.interrupt'; readonly recording: RecordingId; readonly reason: string }
  | { readonly type: 'recording.resume'; readonly recording: RecordingId }
  | { readonly type: 'recording.compose'; readonly recording: RecordingId }
  | { readonly type: 'recording.finish'; readonly recording: RecordingId; readonly durationMs: number }
  | { readonly type: 'recording.fail'; readonly recording: RecordingId; readonly reason: string };

export type Command = ParticipantCommand | SystemCommand;
export type CommandType = Command['type'];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
