import type { types } from 'mediasoup';

/** Share of one core that a worker used since the last call for it, 0 to about 1; 0 at the first. Rejects if it died. */
export type LoadMeter = (worker: types.Worker) => Promise<number>;

type Reading = { readonly cpuMs: number; readonly at: number };

/** Share of one core between two readings (milliseconds); 0 where no time went by. */
export function loadBetween(before: Reading, after: Reading): number {
  const elapsed = after.at - before.at;
  return elapsed > 0 ? Math.max(0, (after.cpuMs - before.cpuMs) / elapsed) : 0;
}

export function createLoadMeter(now: () => number = () => performance.now()): LoadMeter {
  const readingByWorker = new WeakMap<types.Worker, Reading>();
  return async (worker) => {
    const usage = await worker.getResourceUsage();
    const reading = { cpuMs: usage.ru_utime + usage.ru_stime, at: now() };
    const before = readingByWorker.get(worker);
    readingByWorker.set(worker, reading);
    return before === undefined ? 0 : loadBetween(before, reading);
  };
}
