import { v7 as uuid } from 'uuid';
import type { ParticipantId } from '../../core/id.ts';
import type { Clock, RefreshTokens } from '../ports.ts';
import { hashSecret, newSecret } from './secret.ts';
import { createTurn } from './turn.ts';

export type Refreshed =
  | { readonly kind: 'fresh'; readonly account: ParticipantId; readonly token: string }
  /** Unknown, expired or revoked. */
  | { readonly kind: 'unknown' }
  /** A token used up long ago came again: somebody has a copy. The whole sign-in was revoked. */
  | { readonly kind: 'stolen'; readonly account: ParticipantId };

export type Refreshes = {
  /** Begins a family: one sign-in. */
  start(account: ParticipantId): Promise<string>;
  refresh(token: string): Promise<Refreshed>;
  end(token: string): Promise<void>;
};

/**
 * Refresh tokens: opaque, kept by hash, each good for one rotation.
 *
 * Two tabs of one browser share the cookie and may present the same token at once; and on a weak line the reply with
 * the new token may be lost and the old one sent again. So a rotated token is taken once more during `graceMs` and
 * gives another token of the same family. Presented later it is a copy in other hands, and the family ends.
 * Everything happens in turn, so that no token is put into a family while that family is being revoked.
 */
export function createRefreshes(given: {
  readonly tokens: RefreshTokens;
  readonly clock: Clock;
  readonly refreshMs: number;
  readonly graceMs: number;
}): Refreshes {
  const { tokens, clock, refreshMs, graceMs } = given;
  const inTurn = createTurn();

  async function issue(family: string, account: ParticipantId): Promise<string> {
    const token = newSecret();
    const expiresAt = clock.now() + refreshMs;
    await tokens.put({ hash: hashSecret(token), family, account, expiresAt, rotatedAt: null });
    return token;
  }

  async function rotate(hash: string): Promise<Refreshed> {
    const row = await tokens.byHash(hash);
    const now = clock.now();
    if (row === null || row.expiresAt <= now) return { kind: 'unknown' };
    const { family, account, rotatedAt } = row;
    if (rotatedAt === null) await tokens.rotate(hash, now);
    else if (now - rotatedAt > graceMs) {
      await tokens.revokeFamily(family);
      return { kind: 'stolen', account };
    }
    return { kind: 'fresh', account, token: await issue(family, account) };
  }

  return {
    start: (account) =>
      inTurn(async () => {
        await tokens.removeExpired(clock.now());
        return issue(uuid(), account);
      }),
    refresh: (token) => inTurn(() => rotate(hashSecret(token))),
    end: (token) =>
      inTurn(async () => {
        const row = await tokens.byHash(hashSecret(token));
        if (row) await tokens.revokeFamily(row.family);
      }),
  };
}
