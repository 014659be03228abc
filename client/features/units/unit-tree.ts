import type { LevelId, UnitId } from '../../../core/id.ts';
import type { Level } from '../../../core/unit.ts';
import type { UnitRecord } from '../../../core/unit-record.ts';
import type { UnitRegisterReply } from '../../../protocol/units.ts';
import { foldText } from '../../ui/fold-text.ts';

/** The register as a tree, ordered once for all that is drawn from it. */
export type UnitTree = {
  readonly register: UnitRegisterReply;
  readonly recordById: ReadonlyMap<UnitId, UnitRecord>;
  /** Direct children in the order of their codes; closed ones among them, where they stood. */
  readonly childrenById: ReadonlyMap<UnitId | null, readonly UnitRecord[]>;
  readonly levelNameById: ReadonlyMap<LevelId, string>;
  /** Names and code of each, as one types them. */
  readonly foldedById: ReadonlyMap<UnitId, string>;
};

const byCode = new Intl.Collator('vi', { numeric: true });

export function unitTree(register: UnitRegisterReply): UnitTree {
  const recordById = new Map(register.records.map((record) => [record.id, record]));
  const ordered = register.records.toSorted((one, other) => byCode.compare(one.id, other.id));
  return {
    register,
    recordById,
    childrenById: Map.groupBy(ordered, ({ parent }) =>
      parent !== null && recordById.has(parent) ? parent : null,
    ),
    levelNameById: new Map(register.levels.map(({ id, name }) => [id, name])),
    foldedById: new Map(
      ordered.map(({ id, name, formerNames }) => [
        id,
        foldText([name, id, ...formerNames.map((former) => former.name)].join(' ')),
      ]),
    ),
  };
}

/** How many units of each level exist; levels in their order. */
export function countsByLevel({ register }: UnitTree): readonly (Level & { readonly count: number })[] {
  const open = register.records.filter(({ closedAt }) => closedAt === null);
  const byLevel = Map.groupBy(open, ({ level }) => level);
  return register.levels.map((level) => ({ ...level, count: byLevel.get(level.id)?.length ?? 0 }));
}

/** The units above, the nearest last. */
export function pathOf({ recordById }: UnitTree, unit: UnitRecord): readonly UnitRecord[] {
  const path: UnitRecord[] = [];
  let above = unit.parent === null ? undefined : recordById.get(unit.parent);
  while (above && !path.includes(above)) {
    path.unshift(above);
    above = above.parent === null ? undefined : recordById.get(above.parent);
  }
  return path;
}

/** Whether the unit is `above` or below it. */
export function isWithin(tree: UnitTree, unit: UnitRecord, above: UnitId): boolean {
  return unit.id === above || pathOf(tree, unit).some(({ id }) => id === above);
}

/** The units directly below that exist. */
export function openChildren({ childrenById }: UnitTree, unit: UnitId): readonly UnitRecord[] {
  return (childrenById.get(unit) ?? []).filter(({ closedAt }) => closedAt === null);
}

export type UnitRow = {
  readonly record: UnitRecord;
  /** 0 is the highest. */
  readonly depth: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  /** Units directly below that exist. */
  readonly below: number;
};

export type UnitFilter = {
  /** Typed with or without diacritics, a name, a former name or a code; empty finds all. */
  readonly query: string;
  readonly closedToo: boolean;
  readonly expanded: ReadonlySet<UnitId>;
};

/** The units that the query finds and those above them; null: all. */
function found(
  { foldedById, recordById }: UnitTree,
  { query, closedToo }: UnitFilter,
): ReadonlySet<UnitId> | null {
  const words = foldText(query)
    .split(' ')
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  const shown = new Set<UnitId>();
  for (const record of recordById.values()) {
    const folded = foldedById.get(record.id) ?? '';
    if ((record.closedAt !== null && !closedToo) || !words.every((word) => folded.includes(word))) continue;
    let above: UnitRecord | undefined = record;
    while (above && !shown.has(above.id)) {
      shown.add(above.id);
      above = above.parent === null ? undefined : recordById.get(above.parent);
    }
  }
  return shown;
}

/** The rows that are open, from top to bottom; a query opens whatever it finds something in. */
export function rowsOf(tree: UnitTree, filter: UnitFilter): readonly UnitRow[] {
  const shown = found(tree, filter);
  const visible = ({ id, closedAt }: UnitRecord) =>
    shown === null ? closedAt === null || filter.closedToo : shown.has(id);
  const rows: UnitRow[] = [];
  const visit = (parent: UnitId | null, depth: number): void => {
    for (const record of tree.childrenById.get(parent) ?? []) {
      if (!visible(record)) continue;
      const children = (tree.childrenById.get(record.id) ?? []).filter(visible);
      const expanded = children.length > 0 && (shown !== null || filter.expanded.has(record.id));
      const below = openChildren(tree, record.id).length;
      rows.push({ record, depth, expandable: children.length > 0, expanded, below });
      if (expanded) visit(record.id, depth + 1);
    }
  };
  visit(null, 0);
  return rows;
}
