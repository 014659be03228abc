/** Work that is done one step after another, however often it is asked for, and again after a failure. */
export type WorkLoop = {
  /** Asks for a step, at once or after so many milliseconds: one that begins after this was asked. */
  poke(afterMs: number): void;
  close(): void;
};

const retryMs = 1_000;

/**
 * @param step rejects when what it does is to be tried again
 * @param failed told of each failure; must not throw
 */
export function createWorkLoop(step: () => Promise<void>, failed: (error: unknown) => void): WorkLoop {
  const timers = new Set<NodeJS.Timeout>();
  let working = false;
  let dirty = false;
  let retrying = false;
  let over = false;

  /** Unless the work has ended by then. */
  const later = (run: () => void, ms: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!over) run();
    }, ms);
    timers.add(timer);
  };

  const retry = () => {
    if (retrying) return;
    retrying = true;
    later(() => {
      retrying = false;
      poke(0);
    }, retryMs);
  };

  const work = async () => {
    if (working) return;
    working = true;
    while (dirty && !over) {
      dirty = false;
      try {
        await step();
      } catch (error) {
        retry();
        failed(error);
      }
    }
    working = false;
  };

  function poke(afterMs: number): void {
    if (afterMs > 0) {
      later(() => poke(0), afterMs);
      return;
    }
    dirty = true;
    void work();
  }

  return {
    poke,
    close() {
      over = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
