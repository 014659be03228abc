import { z } from 'zod';
import type { ParticipantCommand } from '../core/command.ts';
import { floors } from '../core/meeting.ts';
import { roles } from '../core/role.ts';
import { speechKinds } from '../core/speech.ts';
import { agendaItemId, floorRequestId, participantId, unitId } from './id.ts';
import { settingsPatch } from './settings.ts';

/** Free text typed by people: trimmed, one line or few, at most 500 characters. */
const text = z.string().trim().max(500);
/** A speech limit: 10 s to 8 h. */
const limitMs = z.int().min(10_000).max(28_800_000);
const roleChange = { participant: participantId, role: z.enum(roles), unit: unitId };

/** One strict schema for each command a participant may send; a missing or drifting one does not compile. */
export const commandSchemas = {
  'meeting.open': z.strictObject({ type: z.literal('meeting.open') }),
  'meeting.close': z.strictObject({ type: z.literal('meeting.close') }),
  'settings.change': z.strictObject({ type: z.literal('settings.change'), settings: settingsPatch }),
  'agenda.select': z.strictObject({ type: z.literal('agenda.select'), item: agendaItemId.nullable() }),
  'participant.leave': z.strictObject({ type: z.literal('participant.leave') }),
  'participant.admit': z.strictObject({ type: z.literal('participant.admit'), participant: participantId }),
  'participant.deny': z.strictObject({ type: z.literal('participant.deny'), participant: participantId }),
  'role.grant': z.strictObject({ type: z.literal('role.grant'), ...roleChange }),
  'role.revoke': z.strictObject({ type: z.literal('role.revoke'), ...roleChange }),
  'floor.request': z.strictObject({
    type: z.literal('floor.request'),
    floor: z.enum(floors),
    kind: z.enum(speechKinds),
    topic: text,
  }),
  'floor.cancel': z.strictObject({ type: z.literal('floor.cancel'), request: floorRequestId }),
  'floor.grant': z.strictObject({
    type: z.literal('floor.grant'),
    floor: z.enum(floors),
    participant: participantId,
    kind: z.enum(speechKinds).nullable(),
    limitMs: limitMs.nullable(),
  }),
  'floor.next': z.strictObject({ type: z.literal('floor.next') }),
  'floor.deny': z.strictObject({ type: z.literal('floor.deny'), request: floorRequestId, reason: text }),
  'floor.move': z.strictObject({
    type: z.literal('floor.move'),
    request: floorRequestId,
    position: z.int().min(0).max(10_000),
  }),
  'floor.release': z.strictObject({ type: z.literal('floor.release'), grant: floorRequestId }),
  'floor.revoke': z.strictObject({ type: z.literal('floor.revoke'), grant: floorRequestId }),
  'microphone.open': z.strictObject({ type: z.literal('microphone.open') }),
  'microphone.close': z.strictObject({ type: z.literal('microphone.close') }),
  'microphone.mute': z.strictObject({ type: z.literal('microphone.mute'), participant: participantId }),
  'microphone.muteAll': z.strictObject({ type: z.literal('microphone.muteAll'), unit: unitId }),
  'camera.start': z.strictObject({ type: z.literal('camera.start') }),
  'camera.stop': z.strictObject({ type: z.literal('camera.stop') }),
  'recording.start': z.strictObject({ type: z.literal('recording.start') }),
  'recording.stop': z.strictObject({ type: z.literal('recording.stop') }),
} satisfies {
  [T in ParticipantCommand['type']]: z.ZodType<Extract<ParticipantCommand, { type: T }>>;
};

export const commandSchema: z.ZodType<ParticipantCommand> = z.union(Object.values(commandSchemas));
