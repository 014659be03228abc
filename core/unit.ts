import type { LevelId, UnitId } from './id.ts';

/** A level of the administrative tree. Levels are data: four before 1 July 2025, three since, any number here. */
export type Level = { readonly id: LevelId; readonly name: string };

/** A body in the administrative tree. `parent` is null for the root alone. */
export type Unit = {
  readonly id: UnitId;
  readonly name: string;
  readonly level: LevelId;
  readonly parent: UnitId | null;
};

export type UnitById = Readonly<Record<UnitId, Unit>>;

/** The unit of that id, and nothing that every object inherits: see `participantOf`. */
export function unitOf(unitById: UnitById, unit: UnitId): Unit | undefined {
  return Object.hasOwn(unitById, unit) ? unitById[unit] : undefined;
}

/** The unit itself, then its parent, up to the root. A broken tree (cycle, missing parent) ends the walk. */
export function lineage(unitById: UnitById, unit: UnitId): readonly UnitId[] {
  const line: UnitId[] = [];
  let current: UnitId | null = unit;
  while (current !== null && !line.includes(current)) {
    const found: Unit | undefined = unitOf(unitById, current);
    if (!found) break;
    line.push(current);
    current = found.parent;
  }
  return line;
}

/** Whether `scope` covers `unit`: the unit itself or an ancestor of it (SCOPE-1). */
export function covers(unitById: UnitById, scope: UnitId, unit: UnitId): boolean {
  return lineage(unitById, unit).includes(scope);
}

export type UnitFault =
  | { readonly kind: 'missing-parent'; readonly unit: UnitId; readonly parent: UnitId }
  | { readonly kind: 'cycle'; readonly unit: UnitId }
  | { readonly kind: 'duplicate'; readonly unit: UnitId }
  | { readonly kind: 'unknown-level'; readonly unit: UnitId; readonly level: LevelId };

/** Everything wrong with a list of units; an empty list means a sound forest. */
export function unitFaults(levels: readonly Level[], units: readonly Unit[]): readonly UnitFault[] {
  const faults: UnitFault[] = [];
  const unitById: Record<UnitId, Unit> = {};
  for (const unit of units) {
    if (unitOf(unitById, unit.id)) faults.push({ kind: 'duplicate', unit: unit.id });
    unitById[unit.id] = unit;
    if (!levels.some((level) => level.id === unit.level))
      faults.push({ kind: 'unknown-level', unit: unit.id, level: unit.level });
  }
  for (const unit of units) {
    if (unit.parent !== null && !unitOf(unitById, unit.parent))
      faults.push({ kind: 'missing-parent', unit: unit.id, parent: unit.parent });
    const top = lineage(unitById, unit.id).at(-1);
    const topParent = top === undefined ? null : (unitOf(unitById, top)?.parent ?? null);
    if (topParent !== null && unitOf(unitById, topParent)) faults.push({ kind: 'cycle', unit: unit.id });
  }
  return faults;
}
