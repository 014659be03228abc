import { hallOf, hallsOf } from './hall.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Acting, Meeting } from './meeting.ts';
import { actingPermissions, type Permission, permissionsByRole, type Role, type RoleGrant } from './role.ts';
import { covers, lineage } from './unit.ts';

type Held = {
  readonly byParticipant: ReadonlyMap<ParticipantId, readonly RoleGrant[]>;
  readonly byRoleAndUnit: ReadonlyMap<string, readonly RoleGrant[]>;
};

/** Who holds what, by the list of roles itself, which is another one whenever a role changes: sought for every viewer. */
const heldByRoles = new WeakMap<readonly RoleGrant[], Held>();

function heldOf({ roles }: Meeting): Held {
  const known = heldByRoles.get(roles);
  if (known) return known;
  const held: Held = {
    byParticipant: Map.groupBy(roles, ({ participant }) => participant),
    byRoleAndUnit: Map.groupBy(roles, ({ role, unit }) => `${role} ${unit}`),
  };
  heldByRoles.set(roles, held);
  return held;
}

/** The roles of a participant, in the order they were given. */
export function rolesOf(meeting: Meeting, participant: ParticipantId): readonly RoleGrant[] {
  return heldOf(meeting).byParticipant.get(participant) ?? [];
}

function holds(meeting: Meeting, grant: RoleGrant, permission: Permission): boolean {
  if (permissionsByRole[grant.role].includes(permission)) return true;
  return (
    grant.role === 'deputy' &&
    actingFor(meeting, grant.unit)?.participant === grant.participant &&
    actingPermissions.includes(permission)
  );
}

/** Who acts for the chairs of this unit; null while they do it themselves. */
export function actingFor(meeting: Meeting, unit: UnitId): Acting | null {
  return Object.hasOwn(meeting.actingByUnit, unit) ? (meeting.actingByUnit[unit] ?? null) : null;
}

/** The units for whose chairs somebody acts, also one that has lost its last chair meanwhile. */
export function actedUnits(meeting: Meeting): readonly UnitId[] {
  return Object.keys(meeting.actingByUnit) as UnitId[];
}

/** The units over whose subtrees the participant has the permission. */
export function scopesOf(
  meeting: Meeting,
  participant: ParticipantId,
  permission: Permission,
): readonly UnitId[] {
  return rolesOf(meeting, participant)
    .filter((grant) => holds(meeting, grant, permission))
    .map((grant) => grant.unit);
}

/** Whether the participant has the permission over this unit (SCOPE-1). */
export function may(
  meeting: Meeting,
  participant: ParticipantId,
  permission: Permission,
  unit: UnitId,
): boolean {
  return scopesOf(meeting, participant, permission).some((scope) => covers(meeting.unitById, scope, unit));
}

/** Of the participant's scopes for this permission that cover the unit, the widest; null if none does. */
export function widestScope(
  meeting: Meeting,
  participant: ParticipantId,
  permission: Permission,
  unit: UnitId,
): UnitId | null {
  const depth = (scope: UnitId) => lineage(meeting.unitById, scope).length;
  const scopes = scopesOf(meeting, participant, permission).filter((scope) =>
    covers(meeting.unitById, scope, unit),
  );
  return scopes.reduce<UnitId | null>(
    (widest, scope) => (widest === null || depth(scope) < depth(widest) ? scope : widest),
    null,
  );
}

/** Whether the participant sees a roster, of the whole meeting or of a subtree. */
export function conducts(meeting: Meeting, participant: ParticipantId): boolean {
  return scopesOf(meeting, participant, 'roster.view').length > 0;
}

/** Whether it may open its microphone without holding the floor: over its whole hall, never a subtree's chair. */
export function speaksFreely(meeting: Meeting, participant: ParticipantId): boolean {
  return may(meeting, participant, 'floor.free', hallOf(meeting, participant));
}

/** The chairs over exactly this unit, in the order they were named: of the meeting, of a sidebar, of a subtree. */
export function chairsOf(meeting: Meeting, unit: UnitId): readonly ParticipantId[] {
  return holdersOfRole(meeting, 'chair', unit);
}

/** The deputies over exactly this unit, in the order they were named. */
export function deputiesOf(meeting: Meeting, unit: UnitId): readonly ParticipantId[] {
  return holdersOfRole(meeting, 'deputy', unit);
}

function holdersOfRole(meeting: Meeting, role: Role, unit: UnitId): readonly ParticipantId[] {
  return (heldOf(meeting).byRoleAndUnit.get(`${role} ${unit}`) ?? []).map(({ participant }) => participant);
}

/** The units that have chairs of their own, the convening one among them. */
export function chairedUnits(meeting: Meeting): readonly UnitId[] {
  const units: UnitId[] = [];
  for (const [first] of heldOf(meeting).byRoleAndUnit.values())
    if (first?.role === 'chair') units.push(first.unit);
  return units;
}

/** The halls that this participant leads as chair or deputy: it is known to everyone in them (VIEW-2). */
export function hallsLed(meeting: Meeting, participant: ParticipantId): readonly UnitId[] {
  const led = rolesOf(meeting, participant)
    .filter(({ role }) => role === 'chair' || role === 'deputy')
    .map(({ unit }) => unit);
  return led.length === 0 ? [] : hallsOf(meeting).filter((hall) => led.includes(hall));
}

/** Chairs and deputies of the whole meeting are known to everyone in it (VIEW-2). */
export function isPublic(meeting: Meeting, participant: ParticipantId): boolean {
  return hallsLed(meeting, participant).includes(meeting.unit);
}
