import type { RecordingId } from '../../core/id.ts';
import type { CopyRow, PackageRow, Packages } from '../archive-ports.ts';
import type { Db, Tables } from './table.ts';
import { portions } from './transaction.ts';

const toRow = (row: Tables['packages']): PackageRow => ({
  recording: row.recording,
  sealedAt: row.sealed_at,
  origin: row.origin,
  checkedAt: row.checked_at,
  sound: row.sound === 1,
});

/** What a statement answers for a few ids at a time, put together. */
async function inPortions<T>(
  ids: readonly RecordingId[],
  read: (some: readonly RecordingId[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (const some of portions(ids)) found.push(...(await read(some)));
  return found;
}

/** What is known of packages, in the tables `packages` and `package_copies`. */
export function createPackages(db: Db): Packages {
  return {
    of: (recordings) =>
      inPortions(recordings, async (some) => {
        const rows = await db.selectFrom('packages').selectAll().where('recording', 'in', some).execute();
        return rows.map(toRow);
      }),
    async all() {
      const rows = await db.selectFrom('packages').selectAll().orderBy('recording').execute();
      return rows.map(toRow);
    },
    async put(row) {
      const values = {
        sealed_at: row.sealedAt,
        origin: row.origin,
        checked_at: row.checkedAt,
        sound: row.sound ? (1 as const) : (0 as const),
      };
      await db
        .insertInto('packages')
        .values({ recording: row.recording, ...values })
        .onConflict((conflict) => conflict.column('recording').doUpdateSet(values))
        .execute();
    },
    copiesOf: (recordings) =>
      inPortions(
        recordings,
        (some): Promise<readonly CopyRow[]> =>
          db
            .selectFrom('package_copies')
            .selectAll()
            .where('recording', 'in', some)
            .orderBy('recording')
            .orderBy('place')
            .execute(),
      ),
    allCopies: () =>
      db.selectFrom('package_copies').selectAll().orderBy('recording').orderBy('place').execute(),
    async putCopy({ recording, place, ...values }) {
      await db
        .insertInto('package_copies')
        .values({ recording, place, ...values })
        .onConflict((conflict) => conflict.columns(['recording', 'place']).doUpdateSet(values))
        .execute();
    },
    async forget(recording) {
      await db.deleteFrom('packages').where('recording', '=', recording).execute();
      await db.deleteFrom('package_copies').where('recording', '=', recording).execute();
    },
  };
}
