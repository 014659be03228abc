import { type RawBuilder, sql } from 'kysely';
import type { Db } from './table.ts';

/*
 * The index of words of the catalogue: all that is SQLite's own of it (docs/adr/0010-one-document-a-recording.md).
 * Each recording is one document of the terms that the core makes of its passages, so that words in different passages
 * of one recording are found together without a join; neither texts nor places are kept, only which terms it has.
 * PostgreSQL would hold the same terms in a column with a GIN index.
 */

/**
 * Makes the index where there is none, and has everything indexed again then. Terms consist of letters, digits and
 * `_`, parted by spaces: the `ascii` tokenizer takes all that is not ASCII for letters, so that it never parts them
 * otherwise than the core did.
 */
export async function openWordIndex(db: Db): Promise<void> {
  const found = await sql`select 1 from sqlite_master where name = 'catalogue_words'`.execute(db);
  if (found.rows.length > 0) return;
  await sql`create virtual table catalogue_words using fts5(
    terms, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3', tokenize = "ascii tokenchars '_'"
  )`.execute(db);
  await db.deleteFrom('catalogue').execute();
}

/** Puts the terms of a row of the catalogue in place of those before. */
export async function putTerms(db: Db, number: number, terms: readonly string[]): Promise<void> {
  await sql`insert or replace into catalogue_words (rowid, terms) values (${number}, ${terms.join(' ')})`.execute(
    db,
  );
}

/** The numbers of the rows that have, for each of these, a term that begins so. There is at least one. */
export function numbersWith(terms: readonly string[]): RawBuilder<number> {
  const query = terms.map((term) => `"${term.replaceAll('"', '""')}" *`).join(' AND ');
  return sql`(select rowid from catalogue_words where catalogue_words match ${query})`;
}
