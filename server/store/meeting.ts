import type { MeetingRow, Meetings } from '../ports.ts';
import { folded } from './folded.ts';
import type { Db, Tables } from './table.ts';

const toRow = ({ id, title, unit, scheduled_at, phase_json }: Tables['meetings']): MeetingRow => ({
  id,
  title,
  unit,
  scheduledAt: scheduled_at,
  phase: JSON.parse(phase_json),
});

/** The list of meetings in the table `meetings`. */
export function createMeetings(db: Db): Meetings {
  return {
    async put({ id, title, unit, scheduledAt, phase }) {
      const values = {
        title,
        title_folded: folded(title),
        unit,
        scheduled_at: scheduledAt,
        phase: phase.kind,
        phase_json: JSON.stringify(phase),
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
  };
}
