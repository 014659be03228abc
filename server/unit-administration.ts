import type { Logger } from 'pino';
import type { UnitId } from '../core/id.ts';
import type { Phase } from '../core/meeting.ts';
import type { Level } from '../core/unit.ts';
import { applyChanges, changesTo, type UnitChange, type WantedTree } from '../core/unit-change.ts';
import { obstaclesTo, type UnitHoldings } from '../core/unit-obstacle.ts';
import type { UnitRegister } from '../core/unit-record.ts';
import type { UnitChangeItem, UnitOrder, UnitPreview, UnitRegisterReply } from '../protocol/units.ts';
import type { AccountRow, Clock, Merger, Outcome, Principal, Store } from './ports.ts';
import { readOrder } from './unit-order.ts';

/** The register of units in the hands of administrators; who is one is the gate's to say (UNIT-6). */
export type UnitAdministration = {
  register(): Promise<UnitRegisterReply>;
  preview(order: UnitOrder): Promise<UnitPreview>;
  /**
   * Does what the preview of the same order showed. Refusals: `out-of-order` when the tree changed since (UNIT-2);
   * `broken-units` when there are faults or obstacles: the preview tells them.
   */
  apply(by: Principal, order: UnitOrder, revision: number): Promise<Outcome<UnitPreview>>;
};

type Needs = {
  readonly store: Pick<Store, 'units' | 'meetings' | 'devices' | 'accounts'>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'info'>;
};

/** A meeting of which nothing is left to come is a record, and hangs on its unit no more. */
const comingPhases: readonly Phase['kind'][] = ['scheduled', 'trial', 'live', 'postponed'];

/** The units on which an account hangs, once each. */
function unitsOf({ unit, standingRoles }: AccountRow): readonly UnitId[] {
  return [...new Set([unit, ...standingRoles.map((held) => held.unit)])];
}

/** What hangs on units now (UNIT-5). */
async function readHoldings(
  { meetings, devices, accounts }: Pick<Store, 'meetings' | 'devices' | 'accounts'>,
  nameOf: (unit: UnitId) => string,
): Promise<UnitHoldings> {
  const coming = await Promise.all(comingPhases.map((kind) => meetings.list(kind)));
  const paired = (await devices.all()).filter(({ revokedAt }) => revokedAt === null);
  const enabled = (await accounts.all()).filter(({ disabledAt }) => disabledAt === null);
  return {
    meetings: coming.flat().map(({ unit, title }) => ({ unit, title })),
    devices: paired.map(({ unit }) => ({ unit, name: nameOf(unit) })),
    accounts: enabled.flatMap((row) => unitsOf(row).map((unit) => ({ unit, username: row.username }))),
  };
}

/** Names of units and levels as they are before and after a change. */
function nameBook(register: UnitRegister, wanted: WantedTree | null) {
  const nameById = new Map<string, string>(register.records.map(({ id, name }) => [id, name]));
  for (const { id, name } of wanted?.units ?? []) nameById.set(id, name);
  const levels = [...register.levels, ...(wanted?.levels ?? [])];
  const levelNameById = new Map<string, string>(levels.map(({ id, name }) => [id, name]));
  return {
    unit: (id: UnitId | null) => (id === null ? '' : (nameById.get(id) ?? id)),
    level: (id: string) => levelNameById.get(id) ?? id,
  };
}
type NameBook = ReturnType<typeof nameBook>;

function fromTo(
  change: UnitChange,
  names: NameBook,
  parentBefore: UnitId | null,
): Pick<UnitChangeItem, 'from' | 'to'> {
  switch (change.kind) {
    case 'added':
    case 'reopened':
      return { from: '', to: names.unit(change.as.parent) };
    case 'renamed':
      return { from: change.from, to: change.to };
    case 'moved':
      return { from: names.unit(change.from), to: names.unit(change.to) };
    case 'relevelled':
      return { from: names.level(change.from), to: names.level(change.to) };
    case 'merged':
      return { from: names.unit(parentBefore), to: names.unit(change.into) };
    case 'closed':
      return { from: names.unit(parentBefore), to: '' };
  }
}

function itemsOf(
  register: UnitRegister,
  wanted: WantedTree,
  changes: readonly UnitChange[],
): readonly UnitChangeItem[] {
  const names = nameBook(register, wanted);
  const recordById = new Map(register.records.map((record) => [record.id, record]));
  const wantedById = new Map(wanted.units.map((unit) => [unit.id, unit]));
  return changes.flatMap((change) => {
    const { kind, unit } = change;
    const record = recordById.get(unit);
    const level = (wantedById.get(unit) ?? record)?.level;
    if (level === undefined) return [];
    return [{ kind, unit, name: names.unit(unit), level, ...fromTo(change, names, record?.parent ?? null) }];
  });
}

function sameLevels(before: readonly Level[], after: readonly Level[]): boolean {
  const told = (levels: readonly Level[]) => JSON.stringify(levels.map(({ id, name }) => [id, name]));
  return told(before) === told(after);
}

export type Considered = {
  readonly preview: UnitPreview;
  /** What would be written; null while there are faults. */
  readonly next: { readonly register: UnitRegister; readonly mergers: readonly Merger[] } | null;
};

/** What the order would change of the present tree, and what keeps it from being done; nothing is written. */
export async function considerOrder(
  { store, clock }: Pick<Needs, 'store' | 'clock'>,
  order: UnitOrder,
): Promise<Considered> {
  const register = await store.units.register();
  const { revision, records } = register;
  const read = readOrder(order, register);
  if (!read.ok) {
    const preview = { revision, changes: [], levelsChange: false, faults: read.faults, obstacles: [] };
    return { preview, next: null };
  }
  const { wanted } = read;
  const changes = changesTo(records, wanted);
  const names = nameBook(register, null);
  const holdings = await readHoldings(store, names.unit);
  const obstacles = obstaclesTo(changes, holdings).map((one) => ({ ...one, name: names.unit(one.unit) }));
  return {
    preview: {
      revision,
      changes: itemsOf(register, wanted, changes),
      levelsChange: !sameLevels(register.levels, wanted.levels),
      faults: [],
      obstacles,
    },
    next: {
      register: { revision, levels: wanted.levels, records: applyChanges(records, changes, clock.now()) },
      mergers: changes.flatMap((change) => (change.kind === 'merged' ? [change] : [])),
    },
  };
}

export function createUnitAdministration(needs: Needs): UnitAdministration {
  const { store, logger } = needs;
  return {
    register: () => store.units.register(),
    preview: async (order) => (await considerOrder(needs, order)).preview,
    apply: async (by, order, revision) => {
      const { preview, next } = await considerOrder(needs, order);
      if (preview.revision !== revision) return { ok: false, refusal: { code: 'out-of-order' } };
      if (next === null || preview.obstacles.length > 0)
        return { ok: false, refusal: { code: 'broken-units' } };
      if (!(await store.units.revise(next.register, next.mergers)))
        return { ok: false, refusal: { code: 'out-of-order' } };
      logger.info(
        { account: by.account.participant, revision: revision + 1, changes: preview.changes.length },
        'units changed',
      );
      return { ok: true, value: { ...preview, revision: revision + 1 } };
    },
  };
}
