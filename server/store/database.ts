import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { storeFault } from './fault.ts';
import type { Db, Tables } from './table.ts';

/** Longest wait for another writer, in milliseconds: the whole process stands still meanwhile (design: 250). */
const busyMs = 250;

/** Nobody but the hub's own user reads the file: it holds hashes of passwords. SQLite gives its companions the same mode. */
function createPrivately(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
}

function open(file: string): Database.Database {
  const sqlite = new Database(file, { timeout: busyMs });
  try {
    sqlite.pragma('journal_mode = WAL');
    // A commit that was acknowledged outlives a power cut: the log is the only record.
    sqlite.pragma('synchronous = FULL');
    return sqlite;
  } catch (error) {
    sqlite.close();
    if (error instanceof Database.SqliteError && /NOTADB|CORRUPT/.test(error.code))
      throw storeFault('not-a-database', `${file} is no database or is damaged: ${error.message}`, error);
    throw error;
  }
}

/** Opens the database file, creating it and its folder if need be; `:memory:` for one that nobody keeps. */
export function openDatabase(file: string): Db {
  if (file !== ':memory:') createPrivately(file);
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: open(file) }) });
}
