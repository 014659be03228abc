import type { Words } from '../config/key.ts';
import type { UnitFile } from '../config/unit-file.ts';
import { type Level, type Unit, type UnitFault, unitFaults } from '../core/unit.ts';
import { levelId, unitId } from '../protocol/id.ts';

export type UnitTree = { readonly levels: readonly Level[]; readonly units: readonly Unit[] };

/** A fault of the tree as a person reads it. */
function words(fault: UnitFault): Words {
  switch (fault.kind) {
    case 'missing-parent':
      return {
        vi: `đơn vị ${fault.unit}: không có đơn vị cấp trên ${fault.parent}`,
        en: `unit ${fault.unit}: its parent ${fault.parent} is not there`,
      };
    case 'cycle':
      return {
        vi: `đơn vị ${fault.unit}: các đơn vị cấp trên tạo thành vòng`,
        en: `unit ${fault.unit}: its parents form a circle`,
      };
    case 'duplicate':
      return { vi: `đơn vị ${fault.unit}: có hai lần`, en: `unit ${fault.unit}: is there twice` };
    case 'unknown-level':
      return {
        vi: `đơn vị ${fault.unit}: không có cấp ${fault.level}`,
        en: `unit ${fault.unit}: there is no level ${fault.level}`,
      };
  }
}

/** Levels and units of a file in core's own types, with everything that keeps them from being a tree (core `unitFaults`). */
export function unitTree(file: UnitFile): { readonly tree: UnitTree; readonly faults: readonly Words[] } {
  const levels = file.levels.map(({ id, name }) => ({ id: levelId.parse(id), name }));
  const units = file.units.map(({ id, name, level, parent }) => ({
    id: unitId.parse(id),
    name,
    level: levelId.parse(level),
    parent: parent === null ? null : unitId.parse(parent),
  }));
  return { tree: { levels, units }, faults: unitFaults(levels, units).map(words) };
}
