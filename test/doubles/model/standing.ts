import type { ParticipantId, UnitId } from '../../../core/id.ts';
import { actingPermissions, type Permission, permissionsByRole, type Role } from '../../../core/role.ts';
import { type Model, mainHall } from './state.ts';
import { isWithin, upwardFrom } from './tree.ts';

/* Who may do what, and who sits where: the table of ROLE-1 is the one thing taken from the core as it is. */

/** The units over which somebody has a permission (SCOPE-1, DEPUTY-1). */
export function scopesOf(model: Model, who: ParticipantId, permission: Permission): readonly UnitId[] {
  return model.roles
    .filter(({ participant }) => participant === who)
    .filter(
      ({ role, unit }) =>
        permissionsByRole[role].includes(permission) ||
        (role === 'deputy' && model.acting.get(unit)?.who === who && actingPermissions.includes(permission)),
    )
    .map(({ unit }) => unit);
}

export function may(model: Model, who: ParticipantId, permission: Permission, unit: UnitId): boolean {
  return scopesOf(model, who, permission).some((scope) => isWithin(unit, scope));
}

function holding(model: Model, role: Role, unit: UnitId): readonly ParticipantId[] {
  return model.roles
    .filter((each) => each.role === role && each.unit === unit)
    .map(({ participant }) => participant);
}

export function chairsOf(model: Model, unit: UnitId): readonly ParticipantId[] {
  return holding(model, 'chair', unit);
}

export function deputiesOf(model: Model, unit: UnitId): readonly ParticipantId[] {
  return holding(model, 'deputy', unit);
}

/** The hall in which a unit's people sit: the nearest sidebar at or above it, else the main one. */
export function hallOfUnit(model: Model, unit: UnitId): UnitId {
  return upwardFrom(unit).find((each) => model.sidebars.has(each)) ?? mainHall;
}

/** The hall around a sidebar. */
export function hallAround(model: Model, sidebar: UnitId): UnitId {
  const above = upwardFrom(sidebar).filter((each) => each !== sidebar);
  return above.find((each) => model.sidebars.has(each)) ?? mainHall;
}

/** The outermost sidebar that somebody was called back from (HALL-1). */
export function calledBackFrom(model: Model, who: ParticipantId): UnitId | undefined {
  const seat = model.people.get(who)?.unit;
  if (seat === undefined) return undefined;
  return upwardFrom(seat).findLast((each) => model.sidebars.get(each)?.has(who) === true);
}

export function hallOf(model: Model, who: ParticipantId): UnitId {
  const out = calledBackFrom(model, who);
  if (out !== undefined) return hallAround(model, out);
  const seat = model.people.get(who)?.unit;
  return seat === undefined ? mainHall : hallOfUnit(model, seat);
}

export function isThere(model: Model, who: ParticipantId): boolean {
  return model.people.get(who)?.presence === 'present';
}

/** There, and in the hall in which that unit sits. */
export function isAtHand(model: Model, who: ParticipantId, unit: UnitId): boolean {
  return isThere(model, who) && hallOf(model, who) === hallOfUnit(model, unit);
}

/** MIC-1. */
export function speaksFreely(model: Model, who: ParticipantId): boolean {
  return may(model, who, 'floor.free', hallOf(model, who));
}

/** Who conducts for a unit: its chairs, and who acts for them. */
export function conductorsOf(model: Model, unit: UnitId): readonly ParticipantId[] {
  const acting = model.acting.get(unit);
  return acting === undefined ? chairsOf(model, unit) : [...chairsOf(model, unit), acting.who];
}

export function isManned(model: Model, unit: UnitId): boolean {
  return conductorsOf(model, unit).some((who) => isAtHand(model, who, unit));
}
