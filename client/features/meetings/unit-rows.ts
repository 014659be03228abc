import type { UnitId } from '../../../core/id.ts';
import type { Unit } from '../../../core/unit.ts';
import { foldText } from '../../ui/fold-text.ts';

/** How many of a subtree are chosen. */
export type Share = { readonly chosen: number; readonly total: number };

/** A line of the tree of units: a unit with all below it, or its own site alone where it has units below. */
export type UnitRow = {
  readonly unit: Unit;
  readonly kind: 'subtree' | 'site';
  readonly depth: number;
  readonly share: Share;
  /** Null: there is nothing below to be unfolded. */
  readonly open: boolean | null;
};

/** The units with what the tree of them needs; built once for a list of units. */
export type UnitForest = {
  readonly roots: readonly Unit[];
  readonly childrenOf: ReadonlyMap<UnitId, readonly Unit[]>;
  /** The unit and everything below it. */
  readonly subtreeOf: ReadonlyMap<UnitId, readonly UnitId[]>;
};

export function forestOf(units: readonly Unit[]): UnitForest {
  const known = new Set(units.map(({ id }) => id));
  const childrenOf = new Map<UnitId, Unit[]>();
  const roots: Unit[] = [];
  for (const unit of units) {
    if (unit.parent === null || !known.has(unit.parent)) roots.push(unit);
    else if (childrenOf.has(unit.parent)) childrenOf.get(unit.parent)?.push(unit);
    else childrenOf.set(unit.parent, [unit]);
  }
  const subtreeOf = new Map<UnitId, readonly UnitId[]>();
  const gather = ({ id }: Unit): readonly UnitId[] => {
    const below = [id, ...(childrenOf.get(id) ?? []).flatMap(gather)];
    subtreeOf.set(id, below);
    return below;
  };
  roots.forEach(gather);
  return { roots, childrenOf, subtreeOf };
}

function shareOf(ids: readonly UnitId[], chosen: ReadonlySet<UnitId>): Share {
  return { chosen: ids.filter((id) => chosen.has(id)).length, total: ids.length };
}

type Shown = {
  readonly chosen: ReadonlySet<UnitId>;
  readonly open: ReadonlySet<UnitId>;
  /** Typed into the search, with or without diacritics; empty: all. */
  readonly query: string;
};

/** The lines to show, from top to bottom: those unfolded, or those that match with what stands above them. */
export function unitRows(forest: UnitForest, { chosen, open, query }: Shown): readonly UnitRow[] {
  const words = foldText(query).split(' ').filter(Boolean);
  const fits = ({ name }: Unit) => words.every((word) => foldText(name).includes(word));
  const rowsOf = (unit: Unit, depth: number): readonly UnitRow[] => {
    const children = forest.childrenOf.get(unit.id) ?? [];
    const share = shareOf(forest.subtreeOf.get(unit.id) ?? [unit.id], chosen);
    const searching = words.length > 0;
    const isOpen = searching || open.has(unit.id);
    const below = isOpen ? children.flatMap((child) => rowsOf(child, depth + 1)) : [];
    if (searching && below.length === 0 && !fits(unit)) return [];
    const own: UnitRow = { unit, kind: 'subtree', depth, share, open: children.length === 0 ? null : isOpen };
    if (children.length === 0 || !isOpen) return [own];
    const site: UnitRow = {
      unit,
      kind: 'site',
      depth: depth + 1,
      share: shareOf([unit.id], chosen),
      open: null,
    };
    return searching && !fits(unit) ? [own, ...below] : [own, site, ...below];
  };
  return forest.roots.flatMap((root) => rowsOf(root, 0));
}

/** The choice after this line's box was pressed: all of it, unless all of it was chosen already. */
export function toggled(
  forest: UnitForest,
  chosen: ReadonlySet<UnitId>,
  { unit, kind, share }: Pick<UnitRow, 'unit' | 'kind' | 'share'>,
): ReadonlySet<UnitId> {
  const concerned = kind === 'site' ? [unit.id] : (forest.subtreeOf.get(unit.id) ?? []);
  return setAll(chosen, concerned, share.chosen < share.total);
}

/** The choice with all of these in it, or none of them. */
export function setAll(
  chosen: ReadonlySet<UnitId>,
  concerned: readonly UnitId[],
  wanted: boolean,
): ReadonlySet<UnitId> {
  const next = new Set(chosen);
  for (const id of concerned) {
    if (wanted) next.add(id);
    else next.delete(id);
  }
  return next;
}
