import { may } from './authority.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { type Permission, permissionsByRole, type Role } from './role.ts';
import { covers, type UnitById, unitOf } from './unit.ts';

/** Who wants to call a meeting: what stands in the hub's books about the signed-in identity. */
export type Convener = {
  readonly kind: 'person' | 'site';
  readonly administrator: boolean;
  readonly standingRoles: readonly { readonly role: Role; readonly unit: UnitId }[];
};

/** Whoever decides who is let in may invite: chairs, secretaries and operators of daily life. */
export const conveningPermission = 'admission.decide' satisfies Permission;

function conveningScopes({ standingRoles }: Convener): readonly UnitId[] {
  return standingRoles
    .filter(({ role }) => permissionsByRole[role].some((permission) => permission === conveningPermission))
    .map(({ unit }) => unit);
}

/** Whether the identity may call meetings at all, in some unit's name (CONVENE-1). */
export function mayConveneSomewhere(convener: Convener): boolean {
  return convener.kind === 'person' && (convener.administrator || conveningScopes(convener).length > 0);
}

/**
 * Whether the identity may call a meeting in this unit's name (CONVENE-1): administrators in every unit's that there
 * is, persons in those that a convening role of theirs covers.
 */
export function mayConvene(convener: Convener, unitById: UnitById, unit: UnitId): boolean {
  if (!mayConveneSomewhere(convener) || unitOf(unitById, unit) === undefined) return false;
  return convener.administrator || conveningScopes(convener).some((scope) => covers(unitById, scope, unit));
}

/**
 * Whether somebody of the unit `home` may chair a meeting that `convening` calls (CONVENE-2): its own people, those of
 * the units below it, and those of the units above it; nobody from beside.
 */
export function mayChair(unitById: UnitById, convening: UnitId, home: UnitId): boolean {
  return covers(unitById, convening, home) || covers(unitById, home, convening);
}

/**
 * Whether the identity may change, move, postpone or cancel this meeting, also without having come to it (SCHEDULE-4):
 * who may call meetings in its unit's name, and who has the same permission over that unit in the meeting itself, as
 * somebody has who was made its chair.
 */
export function mayArrange(
  convener: Convener & { readonly participant: ParticipantId },
  meeting: Meeting,
): boolean {
  if (convener.kind !== 'person') return false;
  return (
    mayConvene(convener, meeting.unitById, meeting.unit) ||
    may(meeting, convener.participant, conveningPermission, meeting.unit)
  );
}

/** What somebody may be named to when a meeting is called; a site's own role and the recorder's are given by the hub. */
export const namedRoles = [
  'chair',
  'deputy',
  'secretary',
  'operator',
  'delegate',
  'guest',
  'observer',
] as const satisfies readonly Role[];
export type NamedRole = (typeof namedRoles)[number];

/** Somebody of `home` named to a role over a unit, in a meeting that `convening` calls. */
export type Naming = {
  readonly convening: UnitId;
  readonly home: UnitId;
  readonly role: NamedRole;
  readonly unit: UnitId;
};

/**
 * Whether somebody may be named so (CONVENE-6): over the convening unit or one below it, to chair only where they could
 * be chosen as the chair of a meeting of that unit (CONVENE-2), to anything else if they could be chosen at all.
 */
export function mayName(unitById: UnitById, { convening, home, role, unit }: Naming): boolean {
  if (!covers(unitById, convening, unit)) return false;
  return mayChair(unitById, role === 'chair' ? unit : convening, home);
}
