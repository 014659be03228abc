import { RateLimiterMemory } from 'rate-limiter-flexible';

export type Throttle = {
  /** Counts an attempt; false when there were too many. */
  admit(name: string): Promise<boolean>;
  /** Forgets the attempts of this name: its owner has come. */
  forgive(name: string): Promise<void>;
};

/** `perName` attempts of one name in `seconds`; afterwards it must rest until they have passed. In memory. */
export function createThrottle(perName: number, seconds: number): Throttle {
  const limiter = new RateLimiterMemory({ points: perName, duration: seconds });
  return {
    admit: (name) =>
      limiter.consume(name).then(
        () => true,
        () => false,
      ),
    async forgive(name) {
      await limiter.delete(name);
    },
  };
}
