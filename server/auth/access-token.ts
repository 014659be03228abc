import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { ParticipantId } from '../../core/id.ts';
import { participantId } from '../../protocol/id.ts';
import type { Clock } from '../ports.ts';
import type { TokenKeys } from './token-key.ts';

const issuer = 'diemcau';
const audience = 'diemcau-hub';
const algorithm = 'ES256';

const claimsSchema = z.object({ sub: participantId, device: z.string().nullable() });

/** Whom a token speaks of. What they may do is never in it: that is read from the store at each use. */
export type Claims = { readonly participant: ParticipantId; readonly device: string | null };

export type AccessTokens = {
  /** `expiresAt` in epoch milliseconds, a whole second. */
  issue(claims: Claims): { readonly token: string; readonly expiresAt: number };
  /** Null for a token that is forged, foreign, expired or not a token. */
  read(token: string): Claims | null;
};

/** Signs and reads access tokens: one algorithm, our issuer and audience, today's key. */
export function createAccessTokens(given: {
  readonly keys: TokenKeys;
  readonly clock: Clock;
  readonly accessMs: number;
}): AccessTokens {
  const { keys, clock, accessMs } = given;
  const seconds = (ms: number): number => Math.floor(ms / 1_000);
  return {
    issue({ participant, device }) {
      const iat = seconds(clock.now());
      const exp = seconds(clock.now() + accessMs);
      const claims = { iss: issuer, aud: audience, sub: participant, device, iat, exp };
      return {
        token: jwt.sign(claims, keys.privateKey, { algorithm, keyid: keys.kid }),
        expiresAt: exp * 1_000,
      };
    },
    read(token) {
      try {
        const { header, payload } = jwt.verify(token, keys.publicKey, {
          algorithms: [algorithm],
          issuer,
          audience,
          clockTimestamp: seconds(clock.now()),
          complete: true,
        });
        const claims = claimsSchema.safeParse(payload);
        if (header.kid !== keys.kid || !claims.success) return null;
        return { participant: claims.data.sub, device: claims.data.device };
      } catch {
        return null;
      }
    },
  };
}
