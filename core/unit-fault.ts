import type { UnitId } from './id.ts';
import { type UnitFault, unitFaults } from './unit.ts';
import type { WantedTree, WantedUnit } from './unit-change.ts';
import type { UnitRecord } from './unit-record.ts';

/** What can be wrong with a wanted tree; the screens hold the words for each. */
export const treeFaultCodes = [
  'no-units',
  'duplicate',
  'empty-name',
  'long-name',
  'unprintable-name',
  'unknown-level',
  'missing-parent',
  'cycle',
  /** nobody knows the unit that is said to have been merged */
  'unknown-merged',
  'merged-twice',
  /** a unit that is said to have been merged is in the tree itself */
  'merged-still-there',
] as const;
export type TreeFaultCode = (typeof treeFaultCodes)[number];

export type TreeFault = {
  readonly code: TreeFaultCode;
  /** Index in the wanted units; null: the tree as a whole. */
  readonly at: number | null;
  /** The unit that is at fault; null: the tree as a whole. */
  readonly unit: UnitId | null;
  /** What the fault names besides: a parent, a level, a merged unit, a number of characters. */
  readonly detail: string;
};

/** Longest name of a unit, in characters as they are counted by a person who sees an emoji as one. */
export const longestUnitName = 200;

type Found = Pick<TreeFault, 'code' | 'detail'>;

function nameFaults(name: string): readonly Found[] {
  if (name.trim() === '') return [{ code: 'empty-name', detail: '' }];
  const length = [...name].length;
  if (length > longestUnitName) return [{ code: 'long-name', detail: String(length) }];
  return /\p{Cc}/u.test(name) ? [{ code: 'unprintable-name', detail: '' }] : [];
}

function detailOf(fault: UnitFault): string {
  switch (fault.kind) {
    case 'missing-parent':
      return fault.parent;
    case 'unknown-level':
      return fault.level;
    case 'cycle':
    case 'duplicate':
      return '';
  }
}

type MergerFault = Found & { readonly at: number };

function mergerFaults(units: readonly WantedUnit[], records: readonly UnitRecord[]): readonly MergerFault[] {
  const known = new Set(records.map(({ id }) => id));
  const there = new Set(units.map(({ id }) => id));
  const merged = new Set<UnitId>();
  return units.flatMap(({ mergedFrom }, at) =>
    mergedFrom.flatMap((detail): readonly MergerFault[] => {
      const twice = merged.has(detail);
      merged.add(detail);
      if (there.has(detail)) return [{ code: 'merged-still-there', detail, at }];
      if (!known.has(detail)) return [{ code: 'unknown-merged', detail, at }];
      return twice ? [{ code: 'merged-twice', detail, at }] : [];
    }),
  );
}

/** Everything wrong with a wanted tree (UNIT-1), in the order of its units; empty: it may be applied. */
export function wantedFaults(records: readonly UnitRecord[], wanted: WantedTree): readonly TreeFault[] {
  const { levels, units } = wanted;
  if (units.length === 0) return [{ code: 'no-units', at: null, unit: null, detail: '' }];
  const placeById = new Map<UnitId, number>();
  const faults: TreeFault[] = [];
  for (const [at, { id, name }] of units.entries()) {
    if (placeById.has(id)) faults.push({ code: 'duplicate', at, unit: id, detail: '' });
    else placeById.set(id, at);
    for (const found of nameFaults(name)) faults.push({ ...found, at, unit: id });
  }
  for (const fault of unitFaults(levels, units)) {
    const { kind: code, unit } = fault;
    // Told above, at the place of the second.
    if (code !== 'duplicate')
      faults.push({ code, at: placeById.get(unit) ?? null, unit, detail: detailOf(fault) });
  }
  for (const { code, detail, at } of mergerFaults(units, records))
    faults.push({ code, at, unit: units[at]?.id ?? null, detail });
  return faults.toSorted((one, other) => (one.at ?? 0) - (other.at ?? 0));
}
