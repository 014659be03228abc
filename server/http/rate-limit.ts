import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { HttpLimits } from './options.ts';

/** How often something may happen: `points` in each window of `seconds`. */
type Allowance = { readonly points: number; readonly seconds: number };

/** Seconds until it is worth asking again, or null when there was room. */
export type Wait = number | null;

export type Limit = {
  /** Takes one point of the key. */
  take(key: string): Promise<Wait>;
  /** Gives one point back. */
  giveBack(key: string): Promise<void>;
};

/** A limit kept in memory: a restart forgets it, which costs an attacker more than it gives. */
export function createLimit(allowance: Allowance): Limit {
  const limiter = new RateLimiterMemory({ points: allowance.points, duration: allowance.seconds });
  return {
    async take(key) {
      try {
        await limiter.consume(key);
        return null;
      } catch (reason) {
        if (reason instanceof RateLimiterRes) return Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
        throw reason;
      }
    },
    async giveBack(key) {
      await limiter.reward(key);
    },
  };
}

/** Runs the attempt, or says how many seconds to wait with it. */
export type GuessLimit = <T extends { readonly ok: boolean }>(
  attempt: () => Promise<T>,
) => Promise<T | { readonly wait: number }>;

export type HttpLimiters = {
  readonly address: Limit;
  readonly account: Limit;
  readonly pairings: Limit;
  /** Links that lead nowhere. */
  readonly guesses: Limit;
  /** Guessing at a name's password. */
  signIn(address: string, name: string): GuessLimit;
};

/** Takes a point of each before the attempt, so that a hundred attempts at once count as a hundred. */
function guessLimit(charges: readonly { readonly limit: Limit; readonly key: string }[]): GuessLimit {
  const giveBack = (those: typeof charges) => Promise.all(those.map(({ limit, key }) => limit.giveBack(key)));
  return async (attempt) => {
    for (const [index, { limit, key }] of charges.entries()) {
      const wait = await limit.take(key);
      if (wait === null) continue;
      await giveBack(charges.slice(0, index));
      return { wait };
    }
    const result = await attempt();
    if (result.ok) await giveBack(charges);
    return result;
  };
}

const minute = 60;

/**
 * The limits that need to know an address; those of an account and of everyone are with the accounts (server/auth).
 * An address may fail twenty times as often across names as with one: a council's delegates may all come at once.
 */
export function createHttpLimiters(limits: HttpLimits): HttpLimiters {
  const failures = (times: number) =>
    createLimit({ points: times * limits.signInsPerUser, seconds: 5 * minute });
  const byPair = failures(1);
  const byAddress = failures(20);
  return {
    address: createLimit({ points: limits.requestsPerMinute, seconds: minute }),
    account: createLimit({ points: 300, seconds: minute }),
    // A code is good for minutes; a whole province's new screens may ask on one morning.
    pairings: createLimit({ points: 60, seconds: minute }),
    // Whoever holds a link is not counted: several may open theirs behind one address.
    guesses: createLimit({ points: 30, seconds: 5 * minute }),
    signIn: (address, name) =>
      guessLimit([
        { limit: byAddress, key: address },
        { limit: byPair, key: `${address} ${name}` },
      ]),
  };
}
