import type { IncomingBody } from '../ports.ts';

/** Longest silence in a body, and longest time that it may take in all, in milliseconds. */
const longestPauseMs = 60_000;
const longestMs = 3_600_000;

/** The next part, or an error when there is none for too long. */
async function within<T>(next: Promise<T>, waitMs: number): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('the body does not go on')), Math.max(0, waitMs));
  return Promise.race([next, late]).finally(() => clearTimeout(timer));
}

/** The body, as long as something comes: nobody keeps a place by sending a byte now and then. */
export function withPatience({ length, parts }: IncomingBody): IncomingBody {
  async function* patient(): AsyncIterable<Uint8Array> {
    const until = performance.now() + longestMs;
    const source = parts[Symbol.asyncIterator]();
    try {
      for (;;) {
        const wait = Math.min(longestPauseMs, until - performance.now());
        const next = await within(source.next(), wait);
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      // Not waited for: a part that never comes would be.
      void source.return?.();
    }
  }
  return { length, parts: patient() };
}
