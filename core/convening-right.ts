import type { UnitId } from './id.ts';
import { type Permission, permissionsByRole, type Role } from './role.ts';
import { covers, type UnitById, unitOf } from './unit.ts';

/** Who wants to call a meeting: what stands in the hub's books about the signed-in identity. */
export type Convener = {
  readonly kind: 'person' | 'site';
  readonly administrator: boolean;
  readonly standingRoles: readonly { readonly role: Role; readonly unit: UnitId }[];
};

/** Whoever decides who is let in may invite: chairs, secretaries and operators of daily life. */
const conveningPermission: Permission = 'admission.decide';

function conveningScopes({ standingRoles }: Convener): readonly UnitId[] {
  return standingRoles
    .filter(({ role }) => permissionsByRole[role].includes(conveningPermission))
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
