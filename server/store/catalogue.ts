import type { SelectQueryBuilder } from 'kysely';
import type { Passage } from '../../core/passage.ts';
import { indexTerms } from '../../core/search.ts';
import type { Catalogue, CatalogueEntry, CatalogueFilter } from '../archive-ports.ts';
import { numbersWith, putTerms } from './catalogue-words.ts';
import { recordingOfRow } from './recording.ts';
import type { Db, Tables } from './table.ts';
import { exclusively, portions } from './transaction.ts';

/** The row's number in the index of words: its own, or the next. */
async function numberOf(tx: Db, recording: CatalogueEntry['recording']): Promise<number> {
  const known = await tx
    .selectFrom('catalogue')
    .select('number')
    .where('recording', '=', recording)
    .executeTakeFirst();
  if (known) return known.number;
  const { last } = await tx
    .selectFrom('catalogue')
    .select((each) => each.fn.max('number').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

async function write(tx: Db, { recording, version, whole, passages }: CatalogueEntry): Promise<void> {
  const number = await numberOf(tx, recording);
  const values = {
    number,
    version,
    whole: whole ? (1 as const) : (0 as const),
    passages_json: JSON.stringify(passages),
  };
  await tx
    .insertInto('catalogue')
    .values({ recording, ...values })
    .onConflict((conflict) => conflict.column('recording').doUpdateSet(values))
    .execute();
  await putTerms(tx, number, (kind) =>
    indexTerms(passages.filter((passage) => passage.kind === kind).map(({ text }) => text)),
  );
  await tx.deleteFrom('catalogue_speakers').where('recording', '=', recording).execute();
  const speakers = new Set(passages.flatMap(({ participant }) => participant ?? []));
  for (const some of portions([...speakers].map((participant) => ({ participant, recording }))))
    await tx
      .insertInto('catalogue_speakers')
      .values([...some])
      .execute();
}

type Rows = SelectQueryBuilder<Tables, 'recordings', object>;

/** Of the rows those that the filter lets through. */
function filtered(rows: Rows, filter: CatalogueFilter): Rows {
  const { terms, kind, units, states, from, to, meeting, speaker } = filter;
  let query = rows;
  if (units !== null) query = query.where('unit', 'in', units);
  if (states !== null) query = query.where('state', 'in', states);
  if (from !== null) query = query.where('started_at', '>=', from);
  if (to !== null) query = query.where('started_at', '<=', to);
  if (meeting !== null) query = query.where('meeting', '=', meeting);
  if (speaker !== null)
    query = query.where('id', 'in', (each) =>
      each.selectFrom('catalogue_speakers').select('recording').where('participant', '=', speaker),
    );
  if (terms.length > 0)
    query = query.where('id', 'in', (each) =>
      each.selectFrom('catalogue').select('recording').where('number', 'in', numbersWith(terms, kind)),
    );
  return query;
}

/** What recordings are found by, in the tables `catalogue` and `catalogue_speakers` and the index of words. */
export function createCatalogue(db: Db): Catalogue {
  return {
    put: (entry) => exclusively(db, (tx) => write(tx, entry)),
    async page(filter, after, limit) {
      let query = filtered(db.selectFrom('recordings'), filter);
      if (after !== null)
        query = query.where((each) =>
          each(each.refTuple('started_at', 'id'), '<', each.tuple(after.startedAt, after.recording)),
        );
      const rows = await query
        .selectAll()
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(recordingOfRow);
    },
    async count(filter, most) {
      const { found } = await db
        .selectFrom(filtered(db.selectFrom('recordings'), filter).select('id').limit(most).as('some'))
        .select((each) => each.fn.countAll<number>().as('found'))
        .executeTakeFirstOrThrow();
      return found;
    },
    async kept(recording) {
      const row = await db
        .selectFrom('catalogue')
        .select(['version', 'whole'])
        .where('recording', '=', recording)
        .executeTakeFirst();
      return row ? { version: row.version, whole: row.whole === 1 } : null;
    },
    async passages(recording) {
      const row = await db
        .selectFrom('catalogue')
        .select('passages_json')
        .where('recording', '=', recording)
        .executeTakeFirst();
      const passages: readonly Passage[] = row ? JSON.parse(row.passages_json) : [];
      return passages;
    },
    async units() {
      // Of each unit its newest recording alone: found in the index, without looking at the others.
      const rows = await db
        .selectFrom(
          db
            .selectFrom('recordings')
            .select((each) => ['unit', each.fn.max('started_at').as('newest')])
            .groupBy('unit')
            .as('of_unit'),
        )
        .innerJoin('recordings', (join) =>
          join
            .onRef('recordings.unit', '=', 'of_unit.unit')
            .onRef('recordings.started_at', '=', 'of_unit.newest'),
        )
        .select((each) => ['of_unit.unit', each.fn.max('recordings.unit_name').as('name')])
        .groupBy('of_unit.unit')
        .execute();
      return rows;
    },
    async behind(version, limit) {
      const rows = await db
        .selectFrom('recordings')
        .leftJoin('catalogue', 'catalogue.recording', 'recordings.id')
        .select('recordings.id')
        .where((each) =>
          each.or([
            each('catalogue.version', 'is', null),
            each('catalogue.version', '!=', version),
            each.and([each('recordings.state', '=', 'ready'), each('catalogue.whole', '=', 0)]),
          ]),
        )
        .orderBy('recordings.started_at', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}
