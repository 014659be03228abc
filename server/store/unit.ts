import { folded } from '../../core/search.ts';
import { type Level, unitFaults } from '../../core/unit.ts';
import { newRecord, openUnits, type UnitRecord, type UnitRegister } from '../../core/unit-record.ts';
import type { Units } from '../ports.ts';
import { moveAccounts } from './account.ts';
import { storeFault } from './fault.ts';
import type { Db, Tables } from './table.ts';
import { exclusively, portions } from './transaction.ts';

const toRecord = (row: Tables['units']): UnitRecord => ({
  id: row.id,
  name: row.name,
  level: row.level,
  parent: row.parent,
  closedAt: row.closed_at,
  successor: row.successor,
  formerNames: JSON.parse(row.former_names_json),
});

const toRow = (record: UnitRecord, position: number): Tables['units'] => ({
  id: record.id,
  name: record.name,
  name_folded: folded(record.name),
  level: record.level,
  parent: record.parent,
  position,
  closed_at: record.closedAt,
  successor: record.successor,
  former_names_json: JSON.stringify(record.formerNames),
});

function refuseBroken(levels: readonly Level[], records: readonly UnitRecord[]): void {
  const faults = unitFaults(levels, openUnits(records));
  if (faults.length > 0)
    throw storeFault('broken-units', `broken units: ${JSON.stringify(faults.slice(0, 10))}`);
}

async function presentRevision(db: Db): Promise<number> {
  const row = await db.selectFrom('unit_register').select('revision').executeTakeFirst();
  return row?.revision ?? 0;
}

/** Writes levels and records in place of those before, as the revision after `revision`. */
async function write(
  tx: Db,
  { revision, levels, records }: Awaited<ReturnType<Units['register']>>,
): Promise<void> {
  await tx.deleteFrom('units').execute();
  await tx.deleteFrom('levels').execute();
  await tx.deleteFrom('unit_register').execute();
  await tx
    .insertInto('unit_register')
    .values({ revision: revision + 1 })
    .execute();
  for (const rows of portions(levels.map(({ id, name }, position) => ({ id, name, position }))))
    await tx
      .insertInto('levels')
      .values([...rows])
      .execute();
  for (const rows of portions(records.map(toRow)))
    await tx
      .insertInto('units')
      .values([...rows])
      .execute();
}

/** Levels and units in the tables `levels` and `units`, in the order they were given; closed units stay there. */
export function createUnits(db: Db): Units {
  /** As it was last read: thousands of rows, asked for by each request to the archive, and hardly ever another. */
  let read: UnitRegister | null = null;
  const levels = () => db.selectFrom('levels').select(['id', 'name']).orderBy('position').execute();
  return {
    levels,
    all: () =>
      db
        .selectFrom('units')
        .select(['id', 'name', 'level', 'parent'])
        .where('closed_at', 'is', null)
        .orderBy('position')
        .execute(),
    async register() {
      // The revision first: whoever then reads a newer tree with it is refused when they revise, never the reverse.
      const revision = await presentRevision(db);
      if (read?.revision === revision) return read;
      const records = await db.selectFrom('units').selectAll().orderBy('position').execute();
      read = { revision, levels: await levels(), records: records.map(toRecord) };
      return read;
    },
    async replace(wantedLevels, units) {
      const records = units.map(newRecord);
      refuseBroken(wantedLevels, records);
      await exclusively(db, async (tx) =>
        write(tx, { revision: await presentRevision(tx), levels: wantedLevels, records }),
      );
    },
    async revise(register, mergers) {
      refuseBroken(register.levels, register.records);
      return exclusively(db, async (tx) => {
        if ((await presentRevision(tx)) !== register.revision) return false;
        await write(tx, register);
        if (mergers.length > 0) await moveAccounts(tx, mergers);
        return true;
      });
    },
  };
}
