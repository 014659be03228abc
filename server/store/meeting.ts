import { folded } from '../../core/search.ts';
import type { MeetingRow, Meetings } from '../ports.ts';
import type { Db, Tables } from './table.ts';

const toRow = (row: Tables['meetings']): MeetingRow => ({
  id: row.id,
  title: row.title,
  unit: row.unit,
  scheduledAt: row.scheduled_at,
  plannedMs: row.planned_ms,
  phase: JSON.parse(row.phase_json),
  moved: row.moved_json === null ? null : JSON.parse(row.moved_json),
});

/** The list of meetings in the table `meetings`. */
export function createMeetings(db: Db): Meetings {
  return {
    async byId(id) {
      const row = await db.selectFrom('meetings').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toRow(row) : null;
    },
    async put({ id, title, unit, scheduledAt, plannedMs, phase, moved }) {
      const values = {
        title,
        title_folded: folded(title),
        unit,
        scheduled_at: scheduledAt,
        planned_ms: plannedMs,
        phase: phase.kind,
        phase_json: JSON.stringify(phase),
        closed_at: phase.kind === 'closed' ? phase.closedAt : null,
        moved_json: moved === null ? null : JSON.stringify(moved),
      };
      await db
        .insertInto('meetings')
        .values({ id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    },
    async list(phase) {
      const rows = await db
        .selectFrom('meetings')
        .selectAll()
        .where('phase', '=', phase)
        .orderBy('scheduled_at')
        .orderBy('id')
        .execute();
      return rows.map(toRow);
    },
    async ofUnit(unit) {
      const rows = await db
        .selectFrom('meetings')
        .selectAll()
        .where('unit', '=', unit)
        .orderBy('scheduled_at', 'desc')
        .orderBy('id', 'desc')
        .execute();
      return rows.map(toRow);
    },
  };
}
