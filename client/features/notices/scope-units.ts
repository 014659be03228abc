import { scopesOf } from '../../../core/authority.ts';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import type { Permission } from '../../../core/role.ts';
import { treeOrder } from '../../../core/tree-order.ts';
import { covers } from '../../../core/unit.ts';

export type ScopeUnit = { readonly unit: UnitId; readonly name: string; readonly depth: number };

/** The units over which somebody has a permission, in the order of the tree; `depth` counts from the topmost shown. */
export function scopeUnits(
  meeting: Meeting,
  you: ParticipantId,
  permission: Permission,
): readonly ScopeUnit[] {
  const scopes = scopesOf(meeting, you, permission);
  const shown = treeOrder(meeting).filter(({ unit }) =>
    scopes.some((scope) => covers(meeting.unitById, scope, unit)),
  );
  const top = shown.reduce((least, { depth }) => Math.min(least, depth), Number.POSITIVE_INFINITY);
  return shown.map(({ unit, depth }) => ({
    unit,
    name: meeting.unitById[unit]?.name ?? unit,
    depth: depth - top,
  }));
}
