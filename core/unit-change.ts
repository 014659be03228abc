import type { LevelId, UnitId } from './id.ts';
import type { Level, Unit } from './unit.ts';
import { newRecord, openUnits, type UnitRecord, type UnitRegister } from './unit-record.ts';

/** A unit as somebody wishes it to be; `mergedFrom` names those that become part of it. */
export type WantedUnit = Unit & { readonly mergedFrom: readonly UnitId[] };

/** The whole tree as somebody wishes it to be. */
export type WantedTree = { readonly levels: readonly Level[]; readonly units: readonly WantedUnit[] };

export type UnitChange =
  | { readonly kind: 'added'; readonly unit: UnitId; readonly as: Unit }
  /** Its code stood for a unit that was closed: that unit exists again (UNIT-7). */
  | { readonly kind: 'reopened'; readonly unit: UnitId; readonly as: Unit }
  | { readonly kind: 'renamed'; readonly unit: UnitId; readonly from: string; readonly to: string }
  | {
      readonly kind: 'moved';
      readonly unit: UnitId;
      readonly from: UnitId | null;
      readonly to: UnitId | null;
    }
  | { readonly kind: 'relevelled'; readonly unit: UnitId; readonly from: LevelId; readonly to: LevelId }
  | { readonly kind: 'merged'; readonly unit: UnitId; readonly into: UnitId }
  | { readonly kind: 'closed'; readonly unit: UnitId };
export type UnitChangeKind = UnitChange['kind'];

/** Into what each unit is wished to be merged. */
function successorsIn(wanted: WantedTree): ReadonlyMap<UnitId, UnitId> {
  return new Map(wanted.units.flatMap(({ id, mergedFrom }) => mergedFrom.map((unit) => [unit, id] as const)));
}

function changesOf(record: UnitRecord, wanted: WantedUnit): readonly UnitChange[] {
  const { id: unit, name, level, parent } = wanted;
  if (record.closedAt !== null) return [{ kind: 'reopened', unit, as: { id: unit, name, level, parent } }];
  const changes: UnitChange[] = [];
  if (record.name !== name) changes.push({ kind: 'renamed', unit, from: record.name, to: name });
  if (record.level !== level) changes.push({ kind: 'relevelled', unit, from: record.level, to: level });
  if (record.parent !== parent) changes.push({ kind: 'moved', unit, from: record.parent, to: parent });
  return changes;
}

/**
 * What leads from the present units to the wanted ones (UNIT-2): first those that are or become wanted, in their order,
 * then those that cease. The wanted tree has no faults (`wantedFaults`).
 */
export function changesTo(records: readonly UnitRecord[], wanted: WantedTree): readonly UnitChange[] {
  const recordById = new Map(records.map((record) => [record.id, record]));
  const successorOf = successorsIn(wanted);
  const wantedIds = new Set(wanted.units.map(({ id }) => id));
  const staying = wanted.units.flatMap((unit): readonly UnitChange[] => {
    const record = recordById.get(unit.id);
    if (record) return changesOf(record, unit);
    const { id, name, level, parent } = unit;
    return [{ kind: 'added', unit: id, as: { id, name, level, parent } }];
  });
  const ceasing = records.flatMap(({ id, closedAt, successor }): readonly UnitChange[] => {
    if (wantedIds.has(id)) return [];
    const into = successorOf.get(id);
    if (into === undefined) return closedAt === null ? [{ kind: 'closed', unit: id }] : [];
    return closedAt === null || successor !== into ? [{ kind: 'merged', unit: id, into }] : [];
  });
  return [...staying, ...ceasing];
}

/** The record with another name, and the one it had among the former ones, until `at`. */
function renamed(record: UnitRecord, name: string, at: number): UnitRecord {
  if (record.name === name) return record;
  return { ...record, name, formerNames: [...record.formerNames, { name: record.name, until: at }] };
}

function changed(record: UnitRecord, change: UnitChange, at: number): UnitRecord {
  switch (change.kind) {
    case 'added':
      return record;
    case 'reopened': {
      const { name, level, parent } = change.as;
      const named = renamed(record, name, record.closedAt ?? at);
      return { ...named, level, parent, closedAt: null, successor: null };
    }
    case 'renamed':
      return renamed(record, change.to, at);
    case 'moved':
      return { ...record, parent: change.to };
    case 'relevelled':
      return { ...record, level: change.to };
    case 'merged':
      return { ...record, closedAt: record.closedAt ?? at, successor: change.into };
    case 'closed':
      return { ...record, closedAt: at };
  }
}

/** The records after these changes, made at `at`: nothing is ever lost from them (UNIT-3). New ones come last. */
export function applyChanges(
  records: readonly UnitRecord[],
  changes: readonly UnitChange[],
  at: number,
): readonly UnitRecord[] {
  const changesByUnit = Map.groupBy(changes, ({ unit }) => unit);
  const kept = records.map((record) =>
    (changesByUnit.get(record.id) ?? []).reduce((before, change) => changed(before, change, at), record),
  );
  const added = changes.flatMap((change) => (change.kind === 'added' ? [newRecord(change.as)] : []));
  return [...kept, ...added];
}

/** What was directly below a unit that is merged goes below the one it is merged into (UNIT-4). */
function belowSuccessors(units: readonly WantedUnit[], successorOf: ReadonlyMap<UnitId, UnitId>) {
  return units.map((unit) => {
    const successor = unit.parent === null ? undefined : successorOf.get(unit.parent);
    return successor === undefined ? unit : { ...unit, parent: successor };
  });
}

const withoutMergers = (unit: Unit): WantedUnit => ({ ...unit, mergedFrom: [] });

/**
 * The present tree with these units laid over it: those it does not name stay as they are, but for the ones that it
 * says are merged. Levels are added and renamed, none is taken away.
 */
export function laidOver(register: Pick<UnitRegister, 'levels' | 'records'>, part: WantedTree): WantedTree {
  const successorOf = successorsIn(part);
  const named = new Set(part.units.map(({ id }) => id));
  const staying = openUnits(register.records)
    .filter(({ id }) => !named.has(id) && !successorOf.has(id))
    .map(withoutMergers);
  const levelById = new Map([...register.levels, ...part.levels].map((level) => [level.id, level]));
  return {
    levels: [...levelById.values()],
    // The named ones first: what is wrong with them is found at their own places.
    units: [...part.units, ...belowSuccessors(staying, successorOf)],
  };
}

/** One thing wished of one unit. */
export type UnitWish =
  | { readonly kind: 'add'; readonly unit: Unit }
  /** Name, level and parent as they are to be. */
  | { readonly kind: 'edit'; readonly unit: Unit }
  | { readonly kind: 'merge'; readonly unit: UnitId; readonly into: UnitId }
  | { readonly kind: 'close'; readonly unit: UnitId };

/** The tree that this wish leads to; null when it names a unit that does not exist. */
export function wantedBy(
  { levels, records }: Pick<UnitRegister, 'levels' | 'records'>,
  wish: UnitWish,
): WantedTree | null {
  const present = openUnits(records).map(withoutMergers);
  const exists = (unit: UnitId) => present.some(({ id }) => id === unit);
  switch (wish.kind) {
    case 'add':
      return { levels, units: [...present, withoutMergers(wish.unit)] };
    case 'edit': {
      if (!exists(wish.unit.id)) return null;
      const edited = withoutMergers(wish.unit);
      return { levels, units: present.map((unit) => (unit.id === edited.id ? edited : unit)) };
    }
    case 'merge': {
      if (!exists(wish.unit) || !exists(wish.into) || wish.unit === wish.into) return null;
      const others = present.filter(({ id }) => id !== wish.unit);
      const below = belowSuccessors(others, new Map([[wish.unit, wish.into]]));
      return {
        levels,
        units: below.map((unit) => (unit.id === wish.into ? { ...unit, mergedFrom: [wish.unit] } : unit)),
      };
    }
    case 'close':
      if (!exists(wish.unit)) return null;
      return { levels, units: present.filter(({ id }) => id !== wish.unit) };
  }
}
