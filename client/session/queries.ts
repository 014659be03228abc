import { QueryClient } from '@tanstack/react-query';

/** Cache of the lists that are asked over HTTP. The session empties it when another account signs in. */
export const queries = new QueryClient({
  defaultOptions: { queries: { staleTime: 5_000, retry: 1, refetchOnWindowFocus: true } },
});
