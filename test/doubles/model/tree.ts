import type { UnitId } from '../../../core/id.ts';
import { places } from '../meeting.ts';

/*
 * The model's tree is read off the ids of `places`: an id starts with its parent's, and all stand under the central
 * unit. Nothing here knows how the core finds its way.
 */

const known: readonly UnitId[] = Object.values(places);

export function isUnit(unit: UnitId): boolean {
  return known.includes(unit);
}

/** Whether a unit is this one or lies below it. */
export function isWithin(unit: UnitId, scope: UnitId): boolean {
  if (!isUnit(unit) || !isUnit(scope)) return false;
  return scope === places.central || unit === scope || unit.startsWith(`${scope}.`);
}

/** How far below the central unit; it has 0 itself. */
export function depthOf(unit: UnitId): number {
  return unit === places.central ? 0 : unit.split('.').length;
}

const lineByUnit = new Map(
  known.map((unit) => [
    unit,
    known.filter((each) => isWithin(unit, each)).sort((one, other) => depthOf(other) - depthOf(one)),
  ]),
);

/** The unit itself, then those above it, the central one last. */
export function upwardFrom(unit: UnitId): readonly UnitId[] {
  return lineByUnit.get(unit) ?? [];
}

/** The highest of some units. */
export function highestOf(units: readonly UnitId[]): UnitId | undefined {
  return [...units].sort((a, b) => depthOf(a) - depthOf(b))[0];
}
