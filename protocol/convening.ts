import { z } from 'zod';
import { type NamedRole, namedRoles } from '../core/convening-right.ts';
import type { MeetingId, ParticipantId, UnitId } from '../core/id.ts';
import type { Phase } from '../core/meeting.ts';
import type { Role } from '../core/role.ts';
import { type SpeechKind, speechKinds } from '../core/speech.ts';
import type { Level, Unit } from '../core/unit.ts';
import type { UnitChoice } from '../core/unit-choice.ts';
import { commandSchemas } from './command.ts';
import { meetingId, participantId, unitId } from './id.ts';
import { settingsSchema } from './settings.ts';

/** Calling, changing, moving and cancelling meetings over HTTP. Paths stand in docs/protocol.md. */

/**
 * How much a meeting may hold that is called on screen. A chair's whole agenda in Vietnamese stays well below a body's
 * 64 KiB, and so do two hundred names; both at once at their longest are answered with `too-large`.
 */
export const conveneLimits = {
  text: 200,
  agendaItems: 30,
  plannedMinutes: 1440,
  /** In each of the lists of a choice of units: all of the 696 districts there were, one by one. */
  units: 700,
  named: 200,
  rolesEach: 8,
} as const;

/** A title or a name: one line, trimmed. */
const line = z
  .string()
  .trim()
  .max(conveneLimits.text)
  .regex(/^\P{Cc}*$/u);
/** Epoch milliseconds until the end of 2099: what is beyond was mistyped. */
export const moment = z.int().min(0).max(4_102_444_799_999);
/** Null: nobody said. */
const plannedMinutes = z.int().min(1).max(conveneLimits.plannedMinutes).nullable();

const limitMinutes = z.number().min(0.5).max(480);
const kind: z.ZodType<SpeechKind> = z.enum(speechKinds);

const agendaLine = z.strictObject({
  title: line.min(1),
  /** Who presents it, as it is to be shown; may be empty. */
  presenter: line,
  plannedMinutes,
  /** The kinds of speech it takes; empty: all of them. */
  kinds: z.array(kind).max(speechKinds.length),
  /** Limits of its own; the meeting's count for the others. */
  limitMinutesByKind: z.partialRecord(z.enum(speechKinds), limitMinutes),
});
export type AgendaOrder = z.infer<typeof agendaLine>;

const unitList = z.array(unitId).max(conveneLimits.units);
const unitChoice: z.ZodType<UnitChoice> = z.strictObject({
  all: unitList,
  alone: unitList,
  below: unitList,
  none: unitList,
});

const namedRole: z.ZodType<NamedRole> = z.enum(namedRoles);
const named = z.strictObject({
  participant: participantId,
  /** None: does not come, whatever the unit's daily life says. */
  roles: z.array(z.strictObject({ role: namedRole, unit: unitId })).max(conveneLimits.rolesEach),
});
export type NamedPerson = z.infer<typeof named>;

const invited = z.strictObject({
  /** Whose sites come. */
  units: unitChoice,
  /** Whether the persons of those units come as what they are in daily life, beside those who are named. */
  usual: z.boolean(),
  named: z.array(named).max(conveneLimits.named),
});
export type InvitedOrder = z.infer<typeof invited>;

const order = {
  title: line.min(1),
  plannedMinutes,
  /** One of those whom GET /api/units/:id/invitable names. */
  chair: participantId,
  agenda: z.array(agendaLine).max(conveneLimits.agendaItems),
  invited,
  settings: settingsSchema,
};

/** PUT /api/meetings/:id: what is to hold of a meeting that has not begun, all of it but its time. */
export const reviseBody = z.strictObject(order);
export type ReviseBody = z.infer<typeof reviseBody>;

/** POST /api/meetings: a meeting to be held, in the name of `unit`. */
export const conveneBody = z.strictObject({
  ...order,
  unit: unitId,
  scheduledAt: moment,
  /** Marked Mật: answered with `secret-meeting`. */
  secret: z.boolean(),
});
export type ConveneBody = z.infer<typeof conveneBody>;
/** The meeting that was made. */
export type ConveneReply = { readonly id: MeetingId };

/** GET /api/meetings/:id/order: what was ordered, as it stood before the meeting began: to change it, or to copy it. */
export type MeetingOrderReply = ReviseBody & {
  readonly unit: UnitId;
  readonly scheduledAt: number;
};

/** POST /api/meetings/:id/schedule: one of these, with the reason that everybody invited is told. */
export const scheduleBody = z.discriminatedUnion('type', [
  commandSchemas['meeting.reschedule'],
  commandSchemas['meeting.postpone'],
  commandSchemas['meeting.cancel'],
]);
export type ScheduleBody = z.infer<typeof scheduleBody>;

/** Somebody who may be named, and what they are in daily life. */
export type PersonItem = {
  readonly participant: ParticipantId;
  readonly name: string;
  readonly position: string;
  readonly unit: UnitId;
  readonly unitName: string;
  /** Whether this is the unit's chair in daily life. */
  readonly chairs: boolean;
  /** With which they come when they are not named otherwise; none: they do not. */
  readonly roles: readonly { readonly role: Role; readonly unit: UnitId }[];
};
/**
 * GET /api/units/:id/invitable: whom a meeting of that unit may invite. Units: its subtree, every one after the one
 * above it. People: those who may be named (CONVENE-6); its chairs in daily life first, then by name.
 */
export type Invitable = {
  readonly levels: readonly Level[];
  readonly units: readonly Unit[];
  readonly people: readonly PersonItem[];
};

/** GET /api/units/:id/meetings: all meetings of that unit, the latest first. */
export type UnitMeetingItem = {
  readonly id: MeetingId;
  readonly title: string;
  readonly scheduledAt: number;
  readonly plannedMs: number | null;
  readonly phase: Phase;
};

/** POST /api/clashes: who of those to be invited is wanted elsewhere at that time. */
export const clashBody = z.strictObject({
  /** The meeting that is being changed or moved, which does not clash with itself; null: a new one. */
  meeting: meetingId.nullable(),
  unit: unitId,
  scheduledAt: moment,
  plannedMinutes,
  chair: participantId.nullable(),
  invited,
});
export type ClashBody = z.infer<typeof clashBody>;
/** POST /api/meetings/:id/clashes: the same for a meeting that is there, at another time. */
export const moveBody = z.strictObject({ scheduledAt: moment });
/** How many names of a clash are told; the rest are counted. */
export const clashNames = 12;
export type ClashItem = {
  /** Null: a meeting of which the caller may not know more than its time. */
  readonly title: string | null;
  readonly unitName: string;
  /** Epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Nobody said when it ends: taken to be so. */
  readonly assumed: boolean;
  readonly sites: readonly string[];
  readonly siteCount: number;
  readonly persons: readonly string[];
  readonly personCount: number;
};
