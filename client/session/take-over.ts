/**
 * For how long the hub may still take this page's own dead connection for a living one, in ms: its heartbeat's
 * interval and timeout (5 s + 5 s) and a margin.
 */
const ghostMs = 15_000;

/**
 * Whether a page that comes back may take its seat from whoever holds it. Soon after a loss that is its own ghost;
 * later it is another device that was chosen meanwhile, and must not be thrown out by a laptop waking up.
 */
export function mayTakeBack(lostAt: number, now: number): boolean {
  return now - lostAt <= ghostMs;
}
