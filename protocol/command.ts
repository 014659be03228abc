import { z } from 'zod';
import type { AssistOrder } from '../core/assist.ts';
import { attendanceStates } from '../core/attendance.ts';
import type { ParticipantCommand } from '../core/command.ts';
import { type AgendaItem, floors } from '../core/meeting.ts';
import { roles } from '../core/role.ts';
import { type SpeechKind, speechKinds } from '../core/speech.ts';
import { type LineMeasure, trialChecks } from '../core/trial.ts';
import { voteChoices, voteMajorities, voteSecrecies } from '../core/vote.ts';
import { agendaItemId, floorRequestId, noticeId, participantId, unitId, voteId } from './id.ts';
import { settingsPatch } from './settings.ts';

/** Free text typed by people: trimmed, one line or few, at most 500 characters. */
const text = z.string().trim().max(500);
/** A speech limit: 10 s to 8 h. */
const limitMs = z.int().min(10_000).max(28_800_000);
/** A name or a title: one line. */
const line = z
  .string()
  .trim()
  .max(200)
  .regex(/^\P{Cc}*$/u);
/** Why a meeting is moved, postponed or cancelled: told to every site, so never empty. */
const reason = text.min(1);
/** Epoch milliseconds until the end of 2099: what is beyond was mistyped. */
const moment = z.int().min(0).max(4_102_444_799_999);
/** Heads in a room. */
const heads = z.int().min(0).max(10_000).nullable();
/** People in a room who raised their hands. */
const people = z.int().min(0).max(10_000);
/** A written opinion. */
const opinionText = z.string().trim().min(1).max(10_000);

const lineMeasure: z.ZodType<LineMeasure> = z.strictObject({
  roundTripMs: z.number().min(0).max(60_000).nullable(),
  lossPercent: z.number().min(0).max(100).nullable(),
  upKbps: z.number().min(0).max(10_000_000).nullable(),
  downKbps: z.number().min(0).max(10_000_000).nullable(),
  udp: z.boolean(),
  tcp: z.boolean(),
});

const assistOrder: z.ZodType<AssistOrder> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('restart') }),
  z.strictObject({
    kind: z.literal('device'),
    device: z.enum(['camera', 'microphone', 'speaker']),
    // As browsers name devices: opaque.
    id: z.string().max(300),
  }),
  z.strictObject({ kind: z.literal('volume'), percent: z.int().min(0).max(100) }),
]);

const limits: z.ZodType<Partial<Record<SpeechKind, number>>> = z.partialRecord(z.enum(speechKinds), limitMs);

/** An agenda item: kinds of speech each once. */
export const agendaItem: z.ZodType<AgendaItem> = z.strictObject({
  id: agendaItemId,
  title: line.min(1),
  presenter: line,
  plannedMs: z.int().min(60_000).max(86_400_000).nullable(),
  kinds: z.array(z.enum(speechKinds)).max(speechKinds.length),
  limitMsByKind: limits,
});

const roleChange = { participant: participantId, role: z.enum(roles), unit: unitId };

/** One strict schema for each command a participant may send; a missing or drifting one does not compile. */
export const commandSchemas = {
  'meeting.open': z.strictObject({ type: z.literal('meeting.open') }),
  'meeting.close': z.strictObject({ type: z.literal('meeting.close') }),
  'meeting.rest': z.strictObject({ type: z.literal('meeting.rest'), until: moment.nullable() }),
  'meeting.resume': z.strictObject({ type: z.literal('meeting.resume') }),
  'meeting.reschedule': z.strictObject({
    type: z.literal('meeting.reschedule'),
    scheduledAt: moment,
    reason,
  }),
  'meeting.postpone': z.strictObject({ type: z.literal('meeting.postpone'), reason }),
  'meeting.cancel': z.strictObject({ type: z.literal('meeting.cancel'), reason }),
  'trial.open': z.strictObject({ type: z.literal('trial.open') }),
  'trial.close': z.strictObject({ type: z.literal('trial.close') }),
  'trial.report': z.strictObject({
    type: z.literal('trial.report'),
    participant: participantId,
    check: z.enum(trialChecks),
    passed: z.boolean(),
    note: text,
    measure: lineMeasure.nullable(),
  }),
  'settings.change': z.strictObject({ type: z.literal('settings.change'), settings: settingsPatch }),
  'agenda.select': z.strictObject({ type: z.literal('agenda.select'), item: agendaItemId.nullable() }),
  'agenda.change': z.strictObject({ type: z.literal('agenda.change'), agenda: z.array(agendaItem).max(60) }),
  'participant.leave': z.strictObject({ type: z.literal('participant.leave') }),
  'participant.admit': z.strictObject({ type: z.literal('participant.admit'), participant: participantId }),
  'participant.deny': z.strictObject({ type: z.literal('participant.deny'), participant: participantId }),
  'role.grant': z.strictObject({ type: z.literal('role.grant'), ...roleChange }),
  'role.revoke': z.strictObject({ type: z.literal('role.revoke'), ...roleChange }),
  'deputy.start': z.strictObject({
    type: z.literal('deputy.start'),
    participant: participantId,
    unit: unitId,
  }),
  'deputy.end': z.strictObject({ type: z.literal('deputy.end'), unit: unitId }),
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
  'floor.forward': z.strictObject({ type: z.literal('floor.forward'), request: floorRequestId }),
  'floor.enlist': z.strictObject({
    type: z.literal('floor.enlist'),
    participants: z.array(participantId).min(1).max(100),
    kind: z.enum(speechKinds),
    limitMs: limitMs.nullable(),
  }),
  'floor.delegate': z.strictObject({
    type: z.literal('floor.delegate'),
    unit: unitId,
    kind: z.enum(speechKinds).nullable(),
    limitMs: limitMs.nullable(),
  }),
  'floor.extend': z.strictObject({
    type: z.literal('floor.extend'),
    grant: floorRequestId,
    byMs: z.int().min(10_000).max(7_200_000),
  }),
  'floor.pause': z.strictObject({ type: z.literal('floor.pause'), grant: floorRequestId }),
  'floor.resume': z.strictObject({ type: z.literal('floor.resume'), grant: floorRequestId }),
  'floor.release': z.strictObject({ type: z.literal('floor.release'), grant: floorRequestId }),
  'floor.revoke': z.strictObject({ type: z.literal('floor.revoke'), grant: floorRequestId }),
  'question.call': z.strictObject({
    type: z.literal('question.call'),
    asker: participantId,
    answerer: participantId,
  }),
  'question.end': z.strictObject({ type: z.literal('question.end') }),
  'opinion.collect': z.strictObject({ type: z.literal('opinion.collect') }),
  'opinion.write': z.strictObject({
    type: z.literal('opinion.write'),
    opinion: floorRequestId.nullable(),
    topic: text,
    text: opinionText,
  }),
  'microphone.open': z.strictObject({ type: z.literal('microphone.open') }),
  'microphone.close': z.strictObject({ type: z.literal('microphone.close') }),
  'microphone.mute': z.strictObject({ type: z.literal('microphone.mute'), participant: participantId }),
  'microphone.muteAll': z.strictObject({ type: z.literal('microphone.muteAll'), unit: unitId }),
  'camera.start': z.strictObject({ type: z.literal('camera.start') }),
  'camera.stop': z.strictObject({ type: z.literal('camera.stop') }),
  'sidebar.open': z.strictObject({ type: z.literal('sidebar.open'), unit: unitId }),
  'sidebar.close': z.strictObject({ type: z.literal('sidebar.close'), unit: unitId }),
  'sidebar.recall': z.strictObject({ type: z.literal('sidebar.recall'), participant: participantId }),
  'sidebar.rejoin': z.strictObject({ type: z.literal('sidebar.rejoin'), participant: participantId }),
  'stage.spotlight': z.strictObject({
    type: z.literal('stage.spotlight'),
    participant: participantId.nullable(),
  }),
  'attendance.count': z.strictObject({
    type: z.literal('attendance.count'),
    participant: participantId,
    expected: heads,
    present: heads,
  }),
  'attendance.mark': z.strictObject({
    type: z.literal('attendance.mark'),
    participant: participantId,
    state: z.enum(attendanceStates),
    reason: text,
  }),
  'attendance.substitute': z.strictObject({
    type: z.literal('attendance.substitute'),
    participant: participantId,
    name: line.min(1),
    position: line,
  }),
  'attendance.consent': z.strictObject({
    type: z.literal('attendance.consent'),
    participant: participantId,
    given: z.boolean(),
  }),
  'rollCall.start': z.strictObject({ type: z.literal('rollCall.start'), unit: unitId }),
  'rollCall.answer': z.strictObject({
    type: z.literal('rollCall.answer'),
    unit: unitId,
    state: z.enum(attendanceStates),
    reason: text,
  }),
  'rollCall.end': z.strictObject({ type: z.literal('rollCall.end'), unit: unitId }),
  'notice.send': z.strictObject({ type: z.literal('notice.send'), unit: unitId, text: reason }),
  'notice.withdraw': z.strictObject({ type: z.literal('notice.withdraw'), notice: noticeId }),
  'channel.post': z.strictObject({ type: z.literal('channel.post'), text: reason }),
  'assist.order': z.strictObject({
    type: z.literal('assist.order'),
    participant: participantId,
    order: assistOrder,
  }),
  'assist.talk': z.strictObject({ type: z.literal('assist.talk'), participant: participantId }),
  'assist.endTalk': z.strictObject({ type: z.literal('assist.endTalk'), participant: participantId }),
  'vote.open': z.strictObject({
    type: z.literal('vote.open'),
    question: reason,
    item: agendaItemId.nullable(),
    secrecy: z.enum(voteSecrecies),
    majority: z.enum(voteMajorities),
    limitMs: limitMs.nullable(),
  }),
  // Sealed choices are the hub's own: none comes from outside.
  'vote.cast': z.strictObject({ type: z.literal('vote.cast'), vote: voteId, choice: z.enum(voteChoices) }),
  'vote.countHands': z.strictObject({
    type: z.literal('vote.countHands'),
    vote: voteId,
    participant: participantId,
    for: people,
    against: people,
    abstain: people,
  }),
  'vote.close': z.strictObject({ type: z.literal('vote.close'), vote: voteId }),
  'vote.annul': z.strictObject({ type: z.literal('vote.annul'), vote: voteId, reason }),
  'recording.start': z.strictObject({ type: z.literal('recording.start') }),
  'recording.stop': z.strictObject({ type: z.literal('recording.stop') }),
  'recording.pause': z.strictObject({ type: z.literal('recording.pause') }),
  'recording.continue': z.strictObject({ type: z.literal('recording.continue') }),
} satisfies {
  [T in ParticipantCommand['type']]: z.ZodType<Extract<ParticipantCommand, { type: T }>>;
};

export const commandSchema: z.ZodType<ParticipantCommand> = z.union(Object.values(commandSchemas));
