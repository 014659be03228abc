import type { AccountRow, Accounts } from '../ports.ts';
import { storeFault } from './fault.ts';
import { folded } from './folded.ts';
import type { Db, Tables } from './table.ts';
import { exclusively } from './transaction.ts';

const toRow = (row: Tables['accounts']): AccountRow => ({
  id: row.id,
  username: row.username,
  name: row.name,
  position: row.position,
  unit: row.unit,
  passwordHash: row.password_hash,
  administrator: row.administrator === 1,
  standingRoles: JSON.parse(row.standing_roles_json),
  disabledAt: row.disabled_at,
});

/** Accounts in the table `accounts`. */
export function createAccounts(db: Db): Accounts {
  return {
    async byUsername(username) {
      const row = await db
        .selectFrom('accounts')
        .selectAll()
        .where('username', '=', username)
        .executeTakeFirst();
      return row ? toRow(row) : null;
    },
    async byId(id) {
      const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toRow(row) : null;
    },
    async all() {
      const rows = await db.selectFrom('accounts').selectAll().orderBy('username').execute();
      return rows.map(toRow);
    },
    async put(row) {
      const values = {
        username: row.username,
        name: row.name,
        name_folded: folded(row.name),
        position: row.position,
        unit: row.unit,
        password_hash: row.passwordHash,
        administrator: row.administrator ? (1 as const) : (0 as const),
        standing_roles_json: JSON.stringify(row.standingRoles),
        disabled_at: row.disabledAt,
      };
      await exclusively(db, async (tx) => {
        const other = await tx
          .selectFrom('accounts')
          .select('id')
          .where('username', '=', row.username)
          .where('id', '!=', row.id)
          .executeTakeFirst();
        if (other) throw storeFault('username-taken', `the user name ${row.username} belongs to ${other.id}`);
        await tx
          .insertInto('accounts')
          .values({ id: row.id, ...values })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
          .execute();
      });
    },
  };
}
