/** First and longest wait between two attempts at the line, in ms (design: 0.5 to 5 s). */
const firstMs = 500;
const longestMs = 5_000;

/**
 * How long to wait before the next attempt, in ms: doubling, and spread by up to half so that four hundred sites do
 * not come back in the same instant. `attempt` counts from 0; `chance` is in [0, 1).
 */
export function retryDelay(attempt: number, chance: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(attempt, 10));
  return Math.max(firstMs, Math.round(full * (0.5 + chance / 2)));
}
