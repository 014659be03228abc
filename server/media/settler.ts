/** Work that brings something in line with the newest wish. */
export type Settler = {
  /** Asks for a run. Any number of calls during a run are answered by one more run after it. */
  request(): void;
};

/**
 * Runs `work` one at a time. Work reads the newest wish when it starts, so what changes meanwhile is coalesced.
 * A failing run is reported and forgotten: the next request tries again, and no rejection is left unhandled.
 */
export function createSettler(work: () => Promise<void>, onError: (error: unknown) => void): Settler {
  let running = false;
  let again = false;

  async function run(): Promise<void> {
    running = true;
    do {
      again = false;
      try {
        await work();
      } catch (error) {
        onError(error);
      }
    } while (again);
    running = false;
  }

  return {
    request() {
      if (running) again = true;
      else void run();
    },
  };
}
