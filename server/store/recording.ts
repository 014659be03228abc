import { sql } from 'kysely';
import { folded } from '../../core/search.ts';
import type { RecordingRow, Recordings } from '../ports.ts';
import type { Db, Tables } from './table.ts';

/** A row as the hub reads it. */
export const recordingOfRow = (row: Tables['recordings']): RecordingRow => ({
  id: row.id,
  meeting: row.meeting,
  title: row.title,
  unit: row.unit,
  unitName: row.unit_name,
  startedAt: row.started_at,
  state: row.state,
  reason: row.reason,
  gaps: JSON.parse(row.gaps_json),
  pauses: JSON.parse(row.pauses_json),
  durationMs: row.duration_ms,
  size: row.size,
  sha256: row.sha256,
});

/** Lines of the archive in the table `recordings`. */
export function createRecordings(db: Db): Recordings {
  return {
    async byId(id) {
      const row = await db.selectFrom('recordings').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? recordingOfRow(row) : null;
    },
    async all() {
      const rows = await db
        .selectFrom('recordings')
        .selectAll()
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(recordingOfRow);
    },
    async ofMeeting(meeting) {
      const rows = await db
        .selectFrom('recordings')
        .selectAll()
        .where('meeting', '=', meeting)
        .orderBy('started_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(recordingOfRow);
    },
    async put(row) {
      const values = {
        meeting: row.meeting,
        title: row.title,
        title_folded: folded(row.title),
        unit: row.unit,
        unit_name: row.unitName,
        started_at: row.startedAt,
        state: row.state,
        reason: row.reason,
        gaps_json: JSON.stringify(row.gaps),
        pauses_json: JSON.stringify(row.pauses),
        duration_ms: row.durationMs,
        size: row.size,
        sha256: row.sha256,
      };
      // Whoever writes the row from what they read before does not bring back what was destroyed meanwhile.
      const state = sql<
        typeof row.state
      >`case when recordings.state = 'disposed' then 'disposed' else ${row.state} end`;
      await db
        .insertInto('recordings')
        .values({ id: row.id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ ...values, state }))
        .execute();
    },
  };
}
