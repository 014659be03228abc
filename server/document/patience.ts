import type { IncomingBody } from '../ports.ts';

/** Longest silence in a body, and longest time that it may take in all, in milliseconds. */
const longestPauseMs = 60_000;
const longestMs = 3_600_000;

/** The body, as long as something comes: nobody keeps a place by sending a byte now and then. */
export function withPatience({ length, parts }: IncomingBody): IncomingBody {
  async function* patient(): AsyncIterable<Uint8Array> {
    const until = performance.now() + longestMs;
    const source = parts[Symbol.asyncIterator]();
    for (;;) {
      const { promise: late, reject } = Promise.withResolvers<never>();
      const wait = Math.min(longestPauseMs, until - performance.now());
      const timer = setTimeout(() => reject(new Error('the body does not go on')), Math.max(0, wait));
      const next = await Promise.race([source.next(), late]).finally(() => clearTimeout(timer));
      if (next.done === true) return;
      yield next.value;
    }
  }
  return { length, parts: patient() };
}
