import type { SchemaModule } from 'kysely';
import { storeFault } from './fault.ts';
import type { Db } from './table.ts';
import { exclusively } from './transaction.ts';

/** A step makes and changes tables and knows nothing of today's types: it must still run when they have moved on. */
export type Migration = (schema: SchemaModule) => Promise<void>;

/**
 * The first tables. Only what SQLite and PostgreSQL both take: text keys, bigint, integer. No foreign keys: units are
 * replaced as a whole, and a log outlives whatever it speaks of.
 */
const first: Migration = async (schema) => {
  await schema
    .createTable('entries')
    .addColumn('meeting', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('entries_pk', ['meeting', 'seq'])
    .execute();
  await schema
    .createTable('meetings')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('title_folded', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('scheduled_at', 'bigint', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('phase_json', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('meetings_by_phase').on('meetings').columns(['phase', 'scheduled_at']).execute();
  await schema
    .createTable('levels')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('units')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_folded', 'text', (column) => column.notNull())
    .addColumn('level', 'text', (column) => column.notNull())
    .addColumn('parent', 'text')
    .addColumn('position', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('accounts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('username', 'text', (column) => column.notNull().unique())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_folded', 'text', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('password_hash', 'text', (column) => column.notNull())
    .addColumn('administrator', 'integer', (column) => column.notNull())
    .addColumn('standing_roles_json', 'text', (column) => column.notNull())
    .addColumn('disabled_at', 'bigint')
    .execute();
  await schema
    .createTable('refresh_tokens')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('family', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('rotated_at', 'bigint')
    .execute();
  await schema.createIndex('refresh_tokens_by_family').on('refresh_tokens').column('family').execute();
  await schema.createIndex('refresh_tokens_by_account').on('refresh_tokens').column('account').execute();
  await schema.createIndex('refresh_tokens_by_end').on('refresh_tokens').column('expires_at').execute();
  await schema
    .createTable('devices')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('credential_hash', 'text', (column) => column.notNull().unique())
    .addColumn('paired_at', 'bigint', (column) => column.notNull())
    .addColumn('paired_by', 'text', (column) => column.notNull())
    .addColumn('last_seen_at', 'bigint')
    .addColumn('revoked_at', 'bigint')
    .execute();
  await schema
    .createTable('recordings')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('meeting', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('title_folded', 'text', (column) => column.notNull())
    .addColumn('unit', 'text', (column) => column.notNull())
    .addColumn('unit_name', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('gaps_json', 'text', (column) => column.notNull())
    .addColumn('duration_ms', 'bigint')
    .addColumn('size', 'bigint')
    .addColumn('sha256', 'text')
    .execute();
};

/** Units keep their history: when they were closed, what they were merged into, the names they had; and a count of changes. */
const unitHistory: Migration = async (schema) => {
  // One column at a time: SQLite adds no two in one statement.
  await schema.alterTable('units').addColumn('closed_at', 'bigint').execute();
  await schema.alterTable('units').addColumn('successor', 'text').execute();
  await schema
    .alterTable('units')
    .addColumn('former_names_json', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
  await schema
    .createTable('unit_register')
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .execute();
};

/** Meetings have a length and may be moved; and a unit's own are listed. */
const schedule: Migration = async (schema) => {
  await schema.alterTable('meetings').addColumn('planned_ms', 'bigint').execute();
  await schema.alterTable('meetings').addColumn('moved_json', 'text').execute();
  await schema.createIndex('meetings_by_unit').on('meetings').columns(['unit', 'scheduled_at']).execute();
};

/** Recordings may be paused. */
const pauses: Migration = async (schema) => {
  await schema
    .alterTable('recordings')
    .addColumn('pauses_json', 'text', (column) => column.notNull().defaultTo('[]'))
    .execute();
};

/** What is known of packages beside their files: who signed them, when they were hashed again, where copies lie. */
const packageState: Migration = async (schema) => {
  await schema
    .createTable('packages')
    .addColumn('recording', 'text', (column) => column.primaryKey())
    .addColumn('sealed_at', 'bigint')
    .addColumn('origin', 'text')
    .addColumn('checked_at', 'bigint')
    .addColumn('sound', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('package_copies')
    .addColumn('recording', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('manifest', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('package_copies_pk', ['recording', 'place'])
    .execute();
};

/** The files of meetings: their log, what lists need to know of them, and links by the hash of their secret. */
const dossiers: Migration = async (schema) => {
  await schema.alterTable('meetings').addColumn('closed_at', 'bigint').execute();
  await schema.createIndex('meetings_by_close').on('meetings').columns(['closed_at', 'id']).execute();
  await schema.createIndex('recordings_of_meeting').on('recordings').column('meeting').execute();
  await schema
    .createTable('dossier_entries')
    .addColumn('meeting', 'text', (column) => column.notNull())
    .addColumn('seq', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('dossier_entries_pk', ['meeting', 'seq'])
    .execute();
  await schema
    .createTable('dossiers')
    .addColumn('meeting', 'text', (column) => column.primaryKey())
    .addColumn('held', 'integer', (column) => column.notNull())
    .addColumn('handed_over_at', 'bigint')
    .addColumn('disposal', 'text', (column) => column.notNull())
    .execute();
  await schema.createIndex('dossiers_by_disposal').on('dossiers').column('disposal').execute();
  await schema
    .createTable('dossier_links')
    .addColumn('secret_hash', 'text', (column) => column.primaryKey())
    .addColumn('meeting', 'text', (column) => column.notNull())
    .addColumn('link', 'integer', (column) => column.notNull())
    .execute();
};

/**
 * The catalogue of recordings. The index of its words is no table of every database: the adapter's own
 * (`openWordIndex`).
 */
const catalogue: Migration = async (schema) => {
  await schema
    .createTable('catalogue')
    .addColumn('recording', 'text', (column) => column.primaryKey())
    .addColumn('number', 'bigint', (column) => column.notNull().unique())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('whole', 'integer', (column) => column.notNull())
    .addColumn('passages_json', 'text', (column) => column.notNull())
    .execute();
  await schema
    .createTable('catalogue_speakers')
    .addColumn('participant', 'text', (column) => column.notNull())
    .addColumn('recording', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('catalogue_speakers_pk', ['participant', 'recording'])
    .execute();
  await schema
    .createIndex('catalogue_speakers_of_recording')
    .on('catalogue_speakers')
    .column('recording')
    .execute();
  await schema.createIndex('recordings_by_start').on('recordings').columns(['started_at', 'id']).execute();
  await schema
    .createIndex('recordings_of_unit')
    .on('recordings')
    .columns(['unit', 'started_at', 'unit_name'])
    .execute();
};

/** In order; one that has been released is never changed. The version of a database is how many it has had. */
export const migrations: readonly Migration[] = [
  first,
  unitHistory,
  schedule,
  pauses,
  packageState,
  dossiers,
  catalogue,
];

/**
 * Brings the database to today's version in one transaction. Rejects with `newer-database`, and changes nothing, when
 * a newer hub has been at work: an older one would not know what it reads.
 */
export async function migrate(db: Db): Promise<void> {
  await exclusively(db, async (tx) => {
    await tx.schema
      .createTable('hub_schema')
      .ifNotExists()
      .addColumn('version', 'integer', (column) => column.notNull())
      .execute();
    const row = await tx.selectFrom('hub_schema').select('version').executeTakeFirst();
    const version = row?.version ?? 0;
    if (version > migrations.length)
      throw storeFault(
        'newer-database',
        `Cơ sở dữ liệu thuộc phiên bản mới hơn (${version}, bản này chỉ biết tới ${migrations.length}): hãy cài bản mới hơn. / ` +
          `The database belongs to a newer version (${version}; this one knows ${migrations.length}): install the newer version.`,
      );
    if (version === migrations.length) return;
    for (const step of migrations.slice(version)) await step(tx.schema);
    await tx.deleteFrom('hub_schema').execute();
    await tx.insertInto('hub_schema').values({ version: migrations.length }).execute();
  });
}
