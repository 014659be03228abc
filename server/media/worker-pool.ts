import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createWorker, type types } from 'mediasoup';
import type { Logger } from 'pino';
import type { LoadMeter } from './load-meter.ts';

/** Where media is received: addresses and ports that a firewall must let through. */
export type Listen = {
  /** Address to bind; an address of this machine. */
  readonly ip: string;
  /** What receivers are told to connect to, where it is not `ip` (behind NAT, or bound to 0.0.0.0). */
  readonly announcedAddress?: string;
  /** UDP and TCP port of the first worker; worker n listens on `basePort + n`. 0: any free ports (tests). */
  readonly basePort: number;
};

export type PoolOptions = {
  readonly workers: number;
  readonly listen: Listen;
  readonly meter: LoadMeter;
  /** How often load is measured, in milliseconds. */
  readonly measureEveryMs: number;
  readonly logger: Logger;
};

export type PoolWorker = { readonly worker: types.Worker; readonly server: types.WebRtcServer };

/** Fixed places for workers, numbered from 0; a place outlives the worker in it. */
export type WorkerPool = {
  /** The worker at the place. Rejects while none could be started there. */
  at(index: number): Promise<PoolWorker>;
  /** Where a seat may be put: the places with a worker, or, while there is none at all, every place. */
  places(): readonly { readonly index: number; readonly load: number; readonly recent: number }[];
  /** Notes that a seat was placed there. */
  place(index: number): void;
  /** The worker of a place is gone, and everything on it. */
  onDied(listener: (index: number) => void): void;
  /** The place has a worker again. */
  onReplaced(listener: (index: number) => void): void;
  /** Places without a worker are left out. */
  status(): readonly { readonly index: number; readonly pid: number; readonly load: number }[];
  /** Resolves when the processes are gone, or did not go within two seconds. */
  close(): Promise<void>;
};

type Slot = {
  readonly index: number;
  worker: types.Worker | null;
  load: number;
  recent: number;
};

/** Longest pause between attempts to start a worker, in milliseconds. The first attempt follows a death at once. */
const maxRetryMs = 1_000;
/** How long a worker may take to end, in milliseconds, before the hub goes on without waiting for it. */
const closeWithinMs = 2_000;

async function startWorker(index: number, { listen }: PoolOptions): Promise<PoolWorker> {
  const worker = await createWorker({ logLevel: 'warn' });
  try {
    const address = {
      ip: listen.ip,
      ...(listen.announcedAddress === undefined ? {} : { announcedAddress: listen.announcedAddress }),
      ...(listen.basePort === 0 ? {} : { port: listen.basePort + index }),
    };
    const server = await worker.createWebRtcServer({
      listenInfos: [
        { protocol: 'udp', ...address },
        { protocol: 'tcp', ...address },
      ],
    });
    return { worker, server };
  } catch (error) {
    worker.close();
    throw error;
  }
}

async function closeWorker(worker: types.Worker): Promise<void> {
  if (worker.subprocessClosed) return;
  const gone = once(worker, 'subprocessclose', { signal: AbortSignal.timeout(closeWithinMs) });
  worker.close();
  await gone.catch(() => undefined);
}

/** Starts all workers; rejects, with none left running, if one cannot start. Later deaths are repaired for ever. */
export async function createWorkerPool(options: PoolOptions): Promise<WorkerPool> {
  const { meter, logger } = options;
  const diedListeners: ((index: number) => void)[] = [];
  const replacedListeners: ((index: number) => void)[] = [];
  const slots = Array.from(
    { length: options.workers },
    (_, index): Slot => ({ index, worker: null, load: 0, recent: 0 }),
  );
  const closing = new AbortController();

  async function start(slot: Slot): Promise<PoolWorker> {
    closing.signal.throwIfAborted();
    const started = await startWorker(slot.index, options);
    if (closing.signal.aborted) {
      await closeWorker(started.worker);
      throw closing.signal.reason;
    }
    slot.worker = started.worker;
    slot.load = 0;
    slot.recent = 0;
    started.worker.once('died', (error) => {
      logger.error({ worker: slot.index, pid: started.worker.pid, err: error }, 'media worker died');
      slot.worker = null;
      restart(slot, 0);
      for (const listener of diedListeners) listener(slot.index);
    });
    logger.info({ worker: slot.index, pid: started.worker.pid }, 'media worker started');
    return started;
  }

  /** Those who ask during a pause or an attempt wait for that attempt, and fail with it. */
  function restart(slot: Slot, afterMs: number): void {
    if (closing.signal.aborted) return;
    const ready = delay(afterMs, null, { signal: closing.signal }).then(() => start(slot));
    readyByIndex[slot.index] = ready;
    ready.then(
      () => {
        for (const listener of replacedListeners) listener(slot.index);
      },
      (error: unknown) => {
        if (closing.signal.aborted) return;
        logger.error({ worker: slot.index, err: error }, 'media worker does not start');
        restart(slot, Math.min(maxRetryMs, Math.max(50, afterMs * 2)));
      },
    );
  }

  async function measure(slot: Slot): Promise<void> {
    if (slot.worker === null) return;
    try {
      const load = await meter(slot.worker);
      // Half the past: one busy second refuses nobody, two seconds at the limit do.
      slot.load = (slot.load + load) / 2;
      slot.recent = 0;
    } catch (error) {
      logger.debug({ worker: slot.index, err: error }, 'load could not be measured');
    }
  }

  const readyByIndex = slots.map(start);

  async function closeWorkers(): Promise<void> {
    closing.abort(new Error('the pool is closed'));
    const ends = slots.map(({ worker }) => worker && closeWorker(worker));
    await Promise.allSettled([...ends, ...readyByIndex]);
  }

  const starts = await Promise.allSettled(readyByIndex);
  const failure = starts.find((result) => result.status === 'rejected');
  if (failure) {
    await closeWorkers();
    throw failure.reason;
  }

  const measuring = setInterval(() => {
    for (const slot of slots) void measure(slot);
  }, options.measureEveryMs);
  measuring.unref();

  return {
    at: (index) => readyByIndex[index] ?? Promise.reject(new RangeError(`no media worker ${index}`)),
    places() {
      const living = slots.filter((slot) => slot.worker !== null);
      return (living.length > 0 ? living : slots).map(({ index, load, recent }) => ({ index, load, recent }));
    },
    place(index) {
      const slot = slots[index];
      if (slot) slot.recent += 1;
    },
    onDied: (listener) => void diedListeners.push(listener),
    onReplaced: (listener) => void replacedListeners.push(listener),
    status: () =>
      slots.flatMap(({ index, worker, load }) => (worker === null ? [] : [{ index, pid: worker.pid, load }])),
    async close() {
      clearInterval(measuring);
      await closeWorkers();
    },
  };
}
