import { unitFaults } from '../../core/unit.ts';
import type { Units } from '../ports.ts';
import { storeFault } from './fault.ts';
import { folded } from './folded.ts';
import type { Db } from './table.ts';
import { exclusively, portions } from './transaction.ts';

/** Levels and units in the tables `levels` and `units`, in the order they were given. */
export function createUnits(db: Db): Units {
  return {
    async levels() {
      return db.selectFrom('levels').select(['id', 'name']).orderBy('position').execute();
    },
    async all() {
      return db.selectFrom('units').select(['id', 'name', 'level', 'parent']).orderBy('position').execute();
    },
    async replace(levels, units) {
      const faults = unitFaults(levels, units);
      if (faults.length > 0)
        throw storeFault('broken-units', `broken units: ${JSON.stringify(faults.slice(0, 10))}`);
      const levelRows = levels.map(({ id, name }, position) => ({ id, name, position }));
      const unitRows = units.map(({ id, name, level, parent }, position) => ({
        id,
        name,
        name_folded: folded(name),
        level,
        parent,
        position,
      }));
      await exclusively(db, async (tx) => {
        await tx.deleteFrom('units').execute();
        await tx.deleteFrom('levels').execute();
        for (const rows of portions(levelRows))
          await tx
            .insertInto('levels')
            .values([...rows])
            .execute();
        for (const rows of portions(unitRows))
          await tx
            .insertInto('units')
            .values([...rows])
            .execute();
      });
    },
  };
}
