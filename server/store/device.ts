import type { DeviceRow, Devices } from '../ports.ts';
import type { Db, Tables } from './table.ts';

const toRow = (row: Tables['devices']): DeviceRow => ({
  id: row.id,
  unit: row.unit,
  credentialHash: row.credential_hash,
  pairedAt: row.paired_at,
  pairedBy: row.paired_by,
  lastSeenAt: row.last_seen_at,
  revokedAt: row.revoked_at,
});

/** Paired devices in the table `devices`; a revoked one stays, for the record. */
export function createDevices(db: Db): Devices {
  return {
    async byCredentialHash(hash) {
      const row = await db
        .selectFrom('devices')
        .selectAll()
        .where('credential_hash', '=', hash)
        .executeTakeFirst();
      return row ? toRow(row) : null;
    },
    async byId(id) {
      const row = await db.selectFrom('devices').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toRow(row) : null;
    },
    async all() {
      const rows = await db.selectFrom('devices').selectAll().orderBy('paired_at').orderBy('id').execute();
      return rows.map(toRow);
    },
    async put({ id, unit, credentialHash, pairedAt, pairedBy, lastSeenAt, revokedAt }) {
      const values = {
        unit,
        credential_hash: credentialHash,
        paired_at: pairedAt,
        paired_by: pairedBy,
        last_seen_at: lastSeenAt,
        revoked_at: revokedAt,
      };
      await db
        .insertInto('devices')
        .values({ id, ...values })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
        .execute();
    },
  };
}
