/** The middle one of these, in the middle between two; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Questions that one measurement asks: enough that one late answer does not count. */
const questions = 10;

/**
 * How long the hub takes to answer, in milliseconds: the median over a few questions, one after the other. Null where
 * one was not answered. Rejects when `signal` ends it.
 */
export async function measureRoundTrip(
  ping: () => Promise<boolean>,
  signal: AbortSignal,
): Promise<number | null> {
  const times: number[] = [];
  for (let asked = 0; asked < questions; asked += 1) {
    signal.throwIfAborted();
    const askedAt = performance.now();
    if (!(await ping())) return null;
    times.push(performance.now() - askedAt);
  }
  return medianOf(times);
}
