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

type Asked = { readonly forest: UnitForest; readonly shown: Shown; readonly words: readonly string[] };

/**
 * Of what is searched for, a unit stays whose name fits, or under which one does; else every unit stays. One that fits
 * and is unfolded shows all that is below it.
 */
function rowsOf(asked: Asked, unit: Unit, depth: number): readonly UnitRow[] {
  const { forest, shown, words } = asked;
  const children = forest.childrenOf.get(unit.id) ?? [];
  const name = foldText(unit.name);
  const fits = words.every((word) => name.includes(word));
  const unfolded = fits && shown.open.has(unit.id);
  const inner = unfolded ? { ...asked, words: [] } : asked;
  const below =
    unfolded || words.length > 0 ? children.flatMap((child) => rowsOf(inner, child, depth + 1)) : [];
  const isOpen = below.length > 0;
  if (!fits && below.length === 0) return [];
  const share = shareOf(forest.subtreeOf.get(unit.id) ?? [unit.id], shown.chosen);
  const own: UnitRow = { unit, kind: 'subtree', depth, share, open: children.length === 0 ? null : isOpen };
  if (children.length === 0 || !isOpen || !fits) return [own, ...below];
  const alone = shareOf([unit.id], shown.chosen);
  return [own, { unit, kind: 'site', depth: depth + 1, share: alone, open: null }, ...below];
}

/** The lines to show, from top to bottom: those unfolded, or those that match with what stands above them. */
export function unitRows(forest: UnitForest, shown: Shown): readonly UnitRow[] {
  const words = foldText(shown.query).split(' ').filter(Boolean);
  return forest.roots.flatMap((root) => rowsOf({ forest, shown, words }, root, 0));
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
