/** One who receives a producer, from when its end is opened until it stops. */
export type Use = {
  /** Resolves when its flow may begin, or when it stops before that. */
  start(): Promise<void>;
  stop(): void;
};

/** Who wants a producer, and since when. */
export type Demand = {
  /** A receiver. Those who are about to start are waited for a moment, since one key frame serves them all. */
  receive(): Use;
  /** A capture: it starts when it likes, and nobody waits for it. */
  capture(): Use;
};

export type DemandOptions = {
  /** How long the first who is ready waits for the others at most, in milliseconds; 0: not at all. */
  readonly gatherMs: number;
  /** How long after a common start whoever comes next starts alone, in milliseconds. */
  readonly restMs: number;
  /** Whether anybody is there, ready or not: told once at the beginning and at each change. */
  onWanted(wanted: boolean): void;
  /** Whether anybody has started. Told before the first one's `start` resolves. */
  onFlow(flowing: boolean): void;
};

type Party = { state: 'opened' | 'waiting' | 'started'; readonly awaited: boolean; begin(): void };

export function createDemand(options: DemandOptions): Demand {
  const parties = new Set<Party>();
  let lastStart = Number.NEGATIVE_INFINITY;
  let gathering: NodeJS.Timeout | null = null;
  let told: boolean | null = null;
  let telling = false;
  let flowing = false;

  /** After this turn of the event loop, so that one receiver replaced by another stops and starts nothing. */
  function tellWanted(): void {
    if (telling) return;
    telling = true;
    setImmediate(() => {
      telling = false;
      const wanted = parties.size > 0;
      if (wanted === told) return;
      told = wanted;
      options.onWanted(wanted);
    });
  }

  function tellFlow(): void {
    const now = [...parties].some(({ state }) => state === 'started');
    if (now === flowing) return;
    flowing = now;
    options.onFlow(now);
  }

  function startAll(): void {
    if (gathering !== null) clearTimeout(gathering);
    gathering = null;
    const waiting = [...parties].filter(({ state }) => state === 'waiting');
    if (waiting.length === 0) return;
    lastStart = performance.now();
    for (const party of waiting) party.state = 'started';
    tellFlow();
    for (const party of waiting) party.begin();
  }

  function considerStart(): void {
    const expected = [...parties].some(({ state, awaited }) => awaited && state === 'opened');
    const rested = performance.now() - lastStart >= options.restMs;
    if (!expected || !rested || options.gatherMs === 0) startAll();
    else gathering ??= setTimeout(startAll, options.gatherMs);
  }

  function use(awaited: boolean): Use {
    const { promise, resolve } = Promise.withResolvers<void>();
    const party: Party = { state: 'opened', awaited, begin: resolve };
    parties.add(party);
    tellWanted();
    return {
      start() {
        if (parties.has(party) && party.state === 'opened') {
          party.state = 'waiting';
          considerStart();
        }
        return promise;
      },
      stop() {
        if (!parties.delete(party)) return;
        party.begin();
        tellWanted();
        tellFlow();
        // Perhaps it was the one that the others were waiting for.
        if (gathering !== null) considerStart();
      },
    };
  }

  tellWanted();
  return { receive: () => use(true), capture: () => use(false) };
}
