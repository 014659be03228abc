import type { UnitId } from './id.ts';
import { type Level, type Unit, unitOf } from './unit.ts';

/** A name that a unit had until that moment, in epoch milliseconds. */
export type FormerName = { readonly name: string; readonly until: number };

/**
 * A unit as the hub's books keep it, also after it was closed (UNIT-3). Meetings carry plain units, as they were when
 * the meeting was called.
 */
export type UnitRecord = Unit & {
  /** Epoch milliseconds; null while the unit exists. Name, level and parent of a closed one stay as they were. */
  readonly closedAt: number | null;
  /** The unit that a closed one was merged into, if any. */
  readonly successor: UnitId | null;
  /** The oldest first. */
  readonly formerNames: readonly FormerName[];
};

export type UnitRecordById = Readonly<Record<UnitId, UnitRecord>>;

/** All that the books hold of units; the revision counts up with every change of it. */
export type UnitRegister = {
  readonly revision: number;
  /** The highest first. */
  readonly levels: readonly Level[];
  readonly records: readonly UnitRecord[];
};

/** A unit that has no history yet. */
export function newRecord({ id, name, level, parent }: Unit): UnitRecord {
  return { id, name, level, parent, closedAt: null, successor: null, formerNames: [] };
}

/** The units that exist, without their history: what meetings are made of. */
export function openUnits(records: readonly UnitRecord[]): readonly Unit[] {
  return records
    .filter(({ closedAt }) => closedAt === null)
    .map(({ id, name, level, parent }) => ({ id, name, level, parent }));
}

export function recordsById(records: readonly UnitRecord[]): UnitRecordById {
  return Object.fromEntries(records.map((record) => [record.id, record]));
}

/**
 * The unit, then whoever answers for it and its past: the unit it was merged into, else the one above it, and so on up
 * (ARCHIVE-3). An unknown unit is in nobody's line.
 */
export function succession(recordById: UnitRecordById, unit: UnitId): readonly UnitId[] {
  const line: UnitId[] = [];
  let current: UnitId | null = unit;
  while (current !== null && !line.includes(current)) {
    const found: Unit | undefined = unitOf(recordById, current);
    if (!found) break;
    line.push(current);
    current = recordById[current]?.successor ?? found.parent;
  }
  return line;
}
