import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { actingPermissions, type Permission, permissionsByRole, type Role } from './role.ts';
import { covers, lineage } from './unit.ts';

function holds(meeting: Meeting, participant: ParticipantId, role: Role, permission: Permission): boolean {
  if (permissionsByRole[role].includes(permission)) return true;
  return role === 'deputy' && meeting.acting === participant && actingPermissions.includes(permission);
}

/** The units over whose subtrees the participant has the permission. */
export function scopesOf(
  meeting: Meeting,
  participant: ParticipantId,
  permission: Permission,
): readonly UnitId[] {
  return meeting.roles
    .filter(
      (grant) => grant.participant === participant && holds(meeting, participant, grant.role, permission),
    )
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

/** Whether it may open its microphone without holding the floor: over the convening unit, never a subtree's chair. */
export function speaksFreely(meeting: Meeting, participant: ParticipantId): boolean {
  return may(meeting, participant, 'floor.free', meeting.unit);
}

/** The chairs of the whole meeting, not of a subtree. */
export function chairsOf(meeting: Meeting): readonly ParticipantId[] {
  return holdersOfRole(meeting, 'chair');
}

/** The deputies of the whole meeting, in the order they were named. */
export function deputiesOf(meeting: Meeting): readonly ParticipantId[] {
  return holdersOfRole(meeting, 'deputy');
}

function holdersOfRole(meeting: Meeting, role: Role): readonly ParticipantId[] {
  return meeting.roles
    .filter((grant) => grant.role === role && grant.unit === meeting.unit)
    .map((grant) => grant.participant);
}

/** Chairs and deputies of the whole meeting are known to everyone in it (VIEW-2). */
export function isPublic(meeting: Meeting, participant: ParticipantId): boolean {
  return chairsOf(meeting).includes(participant) || deputiesOf(meeting).includes(participant);
}
