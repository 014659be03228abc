import { QueryClient } from '@tanstack/react-query';
import { onSignedOut } from './session/index.ts';

/** Cache of the lists that are asked over HTTP. Nobody finds there what another account saw. */
export const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: true } },
});
onSignedOut(() => queries.clear());
