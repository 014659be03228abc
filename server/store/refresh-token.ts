import type { RefreshTokens } from '../ports.ts';
import type { Db } from './table.ts';

/** Refresh tokens, by their hash, in the table `refresh_tokens`. A revoked family is simply gone. */
export function createRefreshTokens(db: Db): RefreshTokens {
  return {
    async byHash(hash) {
      const row = await db
        .selectFrom('refresh_tokens')
        .selectAll()
        .where('hash', '=', hash)
        .executeTakeFirst();
      if (!row) return null;
      const { family, account, expires_at, rotated_at } = row;
      return { hash, family, account, expiresAt: expires_at, rotatedAt: rotated_at };
    },
    async put({ hash, family, account, expiresAt, rotatedAt }) {
      const values = { family, account, expires_at: expiresAt, rotated_at: rotatedAt };
      await db
        .insertInto('refresh_tokens')
        .values({ hash, ...values })
        .onConflict((conflict) => conflict.column('hash').doUpdateSet(values))
        .execute();
    },
    async rotate(hash, at) {
      const rotated = await db
        .updateTable('refresh_tokens')
        .set({ rotated_at: at })
        .where('hash', '=', hash)
        .where('rotated_at', 'is', null)
        .returning('hash')
        .execute();
      return rotated.length > 0;
    },
    async revokeFamily(family) {
      await db.deleteFrom('refresh_tokens').where('family', '=', family).execute();
    },
    async revokeAccount(account) {
      await db.deleteFrom('refresh_tokens').where('account', '=', account).execute();
    },
    async removeExpired(now) {
      await db.deleteFrom('refresh_tokens').where('expires_at', '<=', now).execute();
    },
  };
}
