import type { UnitFile } from '../config/unit-file.ts';
import type { Level, Unit } from '../core/unit.ts';
import { levelId, unitId } from '../protocol/id.ts';

export type UnitTree = { readonly levels: readonly Level[]; readonly units: readonly Unit[] };

/** Levels and units of a file of ours in core's own types. Whether they form a tree is the store's to judge. */
export function unitTree(file: UnitFile): UnitTree {
  return {
    levels: file.levels.map(({ id, name }) => ({ id: levelId.parse(id), name })),
    units: file.units.map(({ id, name, level, parent }) => ({
      id: unitId.parse(id),
      name,
      level: levelId.parse(level),
      parent: parent === null ? null : unitId.parse(parent),
    })),
  };
}
