import { type RawBuilder, sql } from 'kysely';
import { type PassageKind, passageKinds } from '../../protocol/archive.ts';
import type { Db } from './table.ts';

/*
 * The index of words of the catalogue: all that is SQLite's own of it (docs/adr/0010-one-document-a-recording.md).
 * Each recording is one document of the terms that the core makes of its passages, so that words in different passages
 * of one recording are found together without a join; neither texts nor places are kept, only which terms it has, in a
 * column for each kind of passage. PostgreSQL would hold the same terms in columns with a GIN index.
 */

const columns = passageKinds.join(', ');
/** As the database itself writes it down: what it compares with at the next start. */
const creation = `CREATE VIRTUAL TABLE catalogue_words using fts5(
    ${columns}, content = '', contentless_delete = 1, detail = column, prefix = '1 2 3', tokenize = "ascii tokenchars '_'"
  )`;

/**
 * Makes the index where there is none, or one of another make, and has everything indexed again then. Terms consist of
 * letters, digits and `_`, parted by spaces: the `ascii` tokenizer takes all that is not ASCII for letters, so that it
 * never parts them otherwise than the core did.
 */
export async function openWordIndex(db: Db): Promise<void> {
  type Made = { readonly sql: string };
  const made = await sql<Made>`select sql from sqlite_master where name = 'catalogue_words'`.execute(db);
  if (made.rows[0]?.sql === creation) return;
  // First, so that whatever dies in between is made up for at the next start.
  await db.deleteFrom('catalogue').execute();
  await sql`drop table if exists catalogue_words`.execute(db);
  await sql.raw(creation).execute(db);
}

/** Puts the terms of a row of the catalogue in place of those before. */
export async function putTerms(
  db: Db,
  number: number,
  termsOf: (kind: PassageKind) => readonly string[],
): Promise<void> {
  const terms = sql.join(passageKinds.map((kind) => termsOf(kind).join(' ')));
  await sql`insert or replace into catalogue_words (rowid, ${sql.raw(columns)}) values (${number}, ${terms})`.execute(
    db,
  );
}

/**
 * The numbers of the rows that have, for each of these, a term that begins so, in passages of that kind or, null, of
 * whichever. There is at least one term.
 */
export function numbersWith(terms: readonly string[], kind: PassageKind | null): RawBuilder<number> {
  const words = terms.map((term) => `"${term.replaceAll('"', '""')}" *`).join(' AND ');
  const query = kind === null ? words : `{${kind}} : (${words})`;
  return sql`(select rowid from catalogue_words where catalogue_words match ${query})`;
}
