import type { DossierActor, DossierEvent } from '../../core/dossier/event.ts';
import type { DossierStanding, Dossiers } from '../dossier-ports.ts';
import { createChainedLog, extend } from './event-log.ts';
import type { Db } from './table.ts';
import { exclusively, portions } from './transaction.ts';

/** The files of meetings in the tables `dossier_entries`, `dossiers` and `dossier_links`. */
export function createDossiers(db: Db): Dossiers {
  return {
    log: createChainedLog<DossierActor, DossierEvent>(db, 'dossier_entries'),
    async record(meeting, entries, { held, handedOverAt, disposal }) {
      const values = {
        held: held ? (1 as const) : (0 as const),
        handed_over_at: handedOverAt,
        disposal,
      };
      await exclusively(db, async (tx) => {
        await extend(tx, 'dossier_entries', { meeting, entries });
        await tx
          .insertInto('dossiers')
          .values({ meeting, ...values })
          .onConflict((conflict) => conflict.column('meeting').doUpdateSet(values))
          .execute();
        for (const { event } of entries) {
          if (event.type !== 'link.made') continue;
          const { secretHash: secret_hash, link } = event;
          await tx.insertInto('dossier_links').values({ secret_hash, meeting, link }).execute();
        }
      });
    },
    async standings(meetings) {
      const found: DossierStanding[] = [];
      for (const some of portions(meetings)) {
        const rows = await db
          .selectFrom('meetings')
          .leftJoin('dossiers', 'dossiers.meeting', 'meetings.id')
          .select(['meetings.id', 'closed_at', 'held', 'handed_over_at', 'disposal'])
          .where('meetings.id', 'in', some)
          .execute();
        for (const { id, closed_at, held, handed_over_at, disposal } of rows)
          found.push({
            meeting: id,
            closedAt: closed_at,
            held: held === 1,
            handedOverAt: handed_over_at,
            disposal: disposal ?? 'none',
          });
      }
      return found;
    },
    async unhanded(closedUntil, after, limit) {
      const rows = db
        .selectFrom('meetings')
        .innerJoin('recordings', 'recordings.meeting', 'meetings.id')
        .leftJoin('dossiers', 'dossiers.meeting', 'meetings.id')
        .select([
          'meetings.id as meeting',
          'meetings.unit as meetingUnit',
          'closed_at as closedAt',
          'recordings.id as recording',
          'recordings.title',
          'recordings.unit',
          'unit_name as unitName',
        ])
        .where('closed_at', '<=', closedUntil)
        .where('handed_over_at', 'is', null)
        .where((where) =>
          where.or([where('disposal', 'is', null), where('disposal', 'in', ['none', 'asked'])]),
        )
        .orderBy('closed_at')
        .orderBy('recordings.id')
        .limit(limit);
      const page =
        after === null
          ? rows
          : rows.where((where) =>
              where.or([
                where('closed_at', '>', after.closedAt),
                where.and([
                  where('closed_at', '=', after.closedAt),
                  where('recordings.id', '>', after.recording),
                ]),
              ]),
            );
      const found = await page.execute();
      return found.flatMap(({ closedAt, ...row }) => (closedAt === null ? [] : [{ ...row, closedAt }]));
    },
    async inDisposal(state) {
      const rows = await db
        .selectFrom('dossiers')
        .select('meeting')
        .where('disposal', '=', state)
        .orderBy('meeting')
        .execute();
      return rows.map(({ meeting }) => meeting);
    },
    async byLink(secretHash) {
      const row = await db
        .selectFrom('dossier_links')
        .select(['meeting', 'link'])
        .where('secret_hash', '=', secretHash)
        .executeTakeFirst();
      return row ?? null;
    },
  };
}
