import { sql } from 'kysely';
import type { Db } from './table.ts';

/**
 * Runs `work` in a transaction that holds the right to write from its beginning (BEGIN IMMEDIATE): what it reads cannot
 * change before it writes. Kysely's own transactions begin deferred on SQLite. Work must not wait for anything but the
 * database, since everyone else waits for it.
 */
export async function exclusively<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      const result = await work(connection);
      await sql`commit`.execute(connection);
      return result;
    } catch (error) {
      // A failed commit (full disk) may have rolled back by itself; the first error is the one that matters.
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });
}

/** Rows of one INSERT: well below SQLite's 32,766 parameters for the widest table here. */
const rowsAtOnce = 500;

/** The rows in portions that one statement can take. */
export function portions<T>(rows: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, at) =>
    rows.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce),
  );
}
