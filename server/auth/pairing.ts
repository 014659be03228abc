import { randomInt } from 'node:crypto';
import type { PairingReply, PairingState } from '../../protocol/http.ts';
import type { Clock } from '../ports.ts';
import { hashSecret, newSecret } from './secret.ts';

/** How long a code stands on a site's screen, and then how long its credential waits to be fetched. */
const codeMs = 600_000;
/** Codes at one time; asking for one needs no account, so a flood must not fill the memory. The oldest gives way. */
const mostCodes = 1_000;

type Grant = { readonly credential: string; readonly unitName: string };
type Pairing = { readonly code: string; readonly expiresAt: number; readonly grant: Grant | null };

export type Pairings = {
  request(): PairingReply;
  /** Whether the code stands on a screen and nobody has confirmed it. */
  isPending(code: string): boolean;
  confirm(code: string, grant: Grant): void;
  /** The credential, to whoever holds the secret, once. */
  claim(secret: string): PairingState;
};

/** Pairings under way, in memory: after a restart a screen asks for another code. */
export function createPairings(clock: Clock): Pairings {
  const pairingByHash = new Map<string, Pairing>();

  function sweep(): void {
    for (const [hash, pairing] of pairingByHash)
      if (pairing.expiresAt <= clock.now()) pairingByHash.delete(hash);
  }
  function pendingHash(code: string): string | null {
    sweep();
    for (const [hash, pairing] of pairingByHash)
      if (pairing.code === code && pairing.grant === null) return hash;
    return null;
  }
  function freeCode(): string {
    for (;;) {
      const code = String(randomInt(1_000_000)).padStart(6, '0');
      if (pendingHash(code) === null) return code;
    }
  }

  return {
    request() {
      const code = freeCode();
      const [oldest] = pairingByHash.keys();
      if (pairingByHash.size >= mostCodes && oldest !== undefined) pairingByHash.delete(oldest);
      const secret = newSecret();
      const expiresAt = clock.now() + codeMs;
      pairingByHash.set(hashSecret(secret), { code, expiresAt, grant: null });
      return { code, secret, expiresAt };
    },
    isPending: (code) => pendingHash(code) !== null,
    confirm(code, grant) {
      const hash = pendingHash(code);
      if (hash !== null) pairingByHash.set(hash, { code, expiresAt: clock.now() + codeMs, grant });
    },
    claim(secret) {
      sweep();
      const hash = hashSecret(secret);
      const pairing = pairingByHash.get(hash);
      if (!pairing) return { state: 'expired' };
      if (pairing.grant === null) return { state: 'waiting' };
      pairingByHash.delete(hash);
      return { state: 'confirmed', ...pairing.grant };
    },
  };
}
