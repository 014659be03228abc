import { useCallback, useEffect, useState } from 'react';
import type { Account, PairingReply } from '../../../protocol/http.ts';
import { claimPairing, siteSignIn, startPairing, useIdentity } from '../../session/index.ts';
import { usePoll } from './use-poll.ts';

/** How often the hub is asked whether the code was confirmed, and tried again when it is away, in ms. */
const askEveryMs = 3_000;

export type SiteAccount =
  | { readonly kind: 'starting' }
  /** The hub is away; it is tried again without end. */
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'pairing'; readonly pairing: PairingReply }
  | { readonly kind: 'signedIn'; readonly account: Account };

/**
 * Who this screen is. It signs in by itself with the credential it keeps; without one it shows a code until an operator
 * confirms it. A device that is revoked finds itself back at a code.
 */
export function useSiteAccount(): SiteAccount {
  const identity = useIdentity();
  const [state, setState] = useState<SiteAccount>({ kind: 'starting' });

  const pair = useCallback(async () => {
    const pairing = await startPairing();
    setState(pairing.ok ? { kind: 'pairing', pairing: pairing.reply } : { kind: 'unavailable' });
  }, []);

  const signIn = useCallback(async () => {
    const outcome = await siteSignIn();
    if (outcome.kind === 'signedIn') setState(outcome);
    else if (outcome.kind === 'unpaired') await pair();
    else setState({ kind: 'unavailable' });
  }, [pair]);

  const claim = useCallback(
    async (secret: string) => {
      const claimed = await claimPairing(secret);
      if (!claimed.ok) return;
      if (claimed.reply.state === 'confirmed') await signIn();
      if (claimed.reply.state === 'expired') await pair();
    },
    [signIn, pair],
  );

  // The sign-in ended under us: the device was revoked, or the hub forgot it.
  const signedOut = state.kind === 'signedIn' && identity.kind === 'signedOut';
  useEffect(() => {
    if (signedOut) setState({ kind: 'starting' });
  }, [signedOut]);

  usePoll(
    async () => {
      if (state.kind === 'pairing') await claim(state.pairing.secret);
      else await signIn();
    },
    askEveryMs,
    state.kind !== 'signedIn',
  );
  return state;
}
