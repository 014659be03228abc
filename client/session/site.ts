import type { Refusal } from '../../core/refusal.ts';
import type { Account, PairingReply, PairingState, SessionReply } from '../../protocol/http.ts';
import { ask } from './http.ts';
import { begin } from './identity.ts';
import type { Result } from './result.ts';

const storageKey = 'diemcau.siteCredential';

/** How a site's screen came to speak for its site, or why not. */
export type SiteSignIn =
  | { readonly kind: 'signedIn'; readonly account: Account }
  /** No credential, or a revoked one: pair the device (`startPairing`). */
  | { readonly kind: 'unpaired' }
  /** The hub is away or busy: try again later. The credential is kept. */
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** The unit named by `?demo=` in the address; the hub honours it in demo mode only. */
function demoUnit(): string | null {
  return new URLSearchParams(location.search).get('demo');
}

async function take(open: () => Promise<Result<SessionReply>>): Promise<SiteSignIn> {
  const result = await open();
  if (!result.ok) {
    return result.refusal.code === 'unauthenticated'
      ? { kind: 'unpaired' }
      : { kind: 'refused', refusal: result.refusal };
  }
  begin(result.reply, open);
  return { kind: 'signedIn', account: result.reply.account };
}

/** Signs the device's site in: by `?demo=<unit>`, else by the credential kept from pairing. */
export async function siteSignIn(): Promise<SiteSignIn> {
  const unit = demoUnit();
  if (unit !== null)
    return take(() =>
      ask({ method: 'POST', path: '/api/demo/site-session', body: { unit }, cookies: false }),
    );
  const credential = localStorage.getItem(storageKey);
  if (credential === null) return { kind: 'unpaired' };
  const outcome = await take(() =>
    ask({ method: 'POST', path: '/api/site-session', body: { credential }, cookies: false }),
  );
  if (outcome.kind === 'unpaired') localStorage.removeItem(storageKey);
  return outcome;
}

/** Asks for a code that an operator confirms on the devices page. */
export function startPairing(): Promise<Result<PairingReply>> {
  return ask({ method: 'POST', path: '/api/pairings', cookies: false });
}

/** Whether the code was confirmed; once it was, the credential is kept and `siteSignIn` works from then on. */
export async function claimPairing(secret: string): Promise<Result<PairingState>> {
  const result = await ask<PairingState>({
    method: 'POST',
    path: '/api/pairings/claim',
    body: { secret },
    cookies: false,
  });
  if (result.ok && result.reply.state === 'confirmed')
    localStorage.setItem(storageKey, result.reply.credential);
  return result;
}
