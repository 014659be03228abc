/** How long before its end a token is replaced (design: ask for a fresh one a minute before). */
const marginMs = 60_000;
/** A token that ends sooner than this is not worth sending: the clocks of the two sides differ a little. */
const usableMs = 10_000;

/** When to ask for a fresh token, in ms from `now`; at once if its last minute has begun. */
export function refreshDelay(expiresAt: number, now: number): number {
  return Math.max(0, expiresAt - now - marginMs);
}

/** Whether a token may still be sent. */
export function tokenIsFresh(expiresAt: number, now: number): boolean {
  return expiresAt - now > usableMs;
}
