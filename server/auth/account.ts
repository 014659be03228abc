import type { ParticipantId, UnitId } from '../../core/id.ts';
import { permissionsByRole } from '../../core/role.ts';
import type { Unit } from '../../core/unit.ts';
import type { Account } from '../../protocol/http.ts';
import type { AccountRow, StandingRole } from '../ports.ts';
import type { UnitBook } from './unit-book.ts';

export const siteId = (unit: UnitId): ParticipantId => `site:${unit}` as ParticipantId;

/**
 * Units whose devices one confirms: those over which a standing role may decide who is let in (`admission.decide`:
 * chair, secretary, operator). A device at a site is someone let in for good.
 */
function operatedUnits(standingRoles: readonly StandingRole[]): readonly UnitId[] {
  const deciding = standingRoles.filter(({ role }) => permissionsByRole[role].includes('admission.decide'));
  return [...new Set(deciding.map(({ unit }) => unit))];
}

/** How a person's account is shown. A unit that has been abolished since is shown by its id. */
export async function personAccount(row: AccountRow, book: UnitBook): Promise<Account> {
  const unit = await book.find(row.unit);
  return {
    kind: 'person',
    participant: row.id,
    name: row.name,
    position: row.position,
    unit: row.unit,
    unitName: unit?.name ?? row.unit,
    administrator: row.administrator,
    operates: row.administrator ? await book.roots() : operatedUnits(row.standingRoles),
  };
}

/** How a site is shown: by its unit's name alone. */
export function siteAccount(unit: Unit): Account {
  return {
    kind: 'site',
    participant: siteId(unit.id),
    name: unit.name,
    position: '',
    unit: unit.id,
    unitName: unit.name,
    administrator: false,
    operates: [],
  };
}
