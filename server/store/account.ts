import { folded } from '../../core/search.ts';
import type { AccountRow, Accounts, Merger, StandingRole } from '../ports.ts';
import { storeFault } from './fault.ts';
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

/** The roles after these mergers; whoever held one over both units holds it once. */
export function rolesAfter(
  roles: readonly StandingRole[],
  mergers: readonly Merger[],
): readonly StandingRole[] {
  const intoByUnit = new Map(mergers.map(({ unit, into }) => [unit, into]));
  const moved = roles.map(({ role, unit }) => ({ role, unit: intoByUnit.get(unit) ?? unit }));
  return moved.filter(
    (one, at) => moved.findIndex(({ role, unit }) => role === one.role && unit === one.unit) === at,
  );
}

/** Gives the accounts of merged units to the units they were merged into; within a transaction of the caller. */
export async function moveAccounts(tx: Db, mergers: readonly Merger[]): Promise<void> {
  const intoByUnit = new Map(mergers.map(({ unit, into }) => [unit, into]));
  const rows = await tx.selectFrom('accounts').select(['id', 'unit', 'standing_roles_json']).execute();
  for (const { id, unit: home, standing_roles_json: before } of rows) {
    const unit = intoByUnit.get(home) ?? home;
    const after = JSON.stringify(rolesAfter(JSON.parse(before), mergers));
    if (unit === home && after === before) continue;
    await tx.updateTable('accounts').set({ unit, standing_roles_json: after }).where('id', '=', id).execute();
  }
}

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
