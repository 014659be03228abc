import type { UnitId } from './id.ts';
import type { UnitChange } from './unit-change.ts';

/** What still hangs on units: each named as a person would name it. */
export type UnitHoldings = {
  /** Meetings that are not over, by the unit that called them. */
  readonly meetings: readonly { readonly unit: UnitId; readonly title: string }[];
  /** Devices that are paired. */
  readonly devices: readonly { readonly unit: UnitId; readonly name: string }[];
  /** Accounts that are not disabled, once for each unit: where they sit, and over which they hold a role. */
  readonly accounts: readonly { readonly unit: UnitId; readonly username: string }[];
};

/** Why a unit cannot be closed or merged yet. */
export type UnitObstacle = {
  readonly unit: UnitId;
  readonly kind: 'meeting' | 'device' | 'account';
  /** Title, name or user name. */
  readonly what: string;
};

/**
 * What stands in the way of these changes (UNIT-5). Accounts do not stand in the way of a merger, for they go along
 * (UNIT-4); a device does: two rooms that became one unit's cannot both be its site.
 */
export function obstaclesTo(
  changes: readonly UnitChange[],
  { meetings, devices, accounts }: UnitHoldings,
): readonly UnitObstacle[] {
  const ending = new Map(
    changes.filter(({ kind }) => kind === 'closed' || kind === 'merged').map((one) => [one.unit, one.kind]),
  );
  return [
    ...meetings
      .filter(({ unit }) => ending.has(unit))
      .map(({ unit, title }): UnitObstacle => ({ unit, kind: 'meeting', what: title })),
    ...devices
      .filter(({ unit }) => ending.has(unit))
      .map(({ unit, name }): UnitObstacle => ({ unit, kind: 'device', what: name })),
    ...accounts
      .filter(({ unit }) => ending.get(unit) === 'closed')
      .map(({ unit, username }): UnitObstacle => ({ unit, kind: 'account', what: username })),
  ];
}
