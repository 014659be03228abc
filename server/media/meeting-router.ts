import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import { mediaCodecs } from './codec.ts';
import type { PoolWorker } from './worker-pool.ts';

/** How often loudness is reported, in milliseconds ("about twice a second", protocol). */
export const levelIntervalMs = 500;
/** Below this (dBov) a microphone counts as silent: a quiet room, not a quiet voice. */
const silenceDbov = -70;
/** More are never heard at once: a chair and at most 16 speakers (protocol/settings.ts). */
const maxHeard = 17;

export type Volume = { readonly producer: string; readonly dbov: number };

/** What one meeting has on one worker. */
export type MeetingRouter = {
  /** The worker's place in the pool. */
  readonly worker: number;
  readonly router: types.Router;
  readonly server: types.WebRtcServer;
  /** Whether it went because its worker died. */
  lost(): boolean;
  /** Listens to a microphone of this router, or no longer. Settles without an error if the producer is gone. */
  setHeard(producer: string, heard: boolean): Promise<void>;
  /**
   * Makes a producer of another of the meeting's routers available here under the same id. Each call is one use; when
   * the last of them is released, nothing more crosses between the two workers. Rejects if either end goes meanwhile.
   */
  borrow(producer: string, from: MeetingRouter): Promise<Loan>;
  close(): void;
};

export type Loan = { release(): void };

type Pipe = { uses: number; readonly open: Promise<types.PipeToRouterResult> };

export type MeetingRouterOptions = {
  readonly worker: number;
  readonly place: PoolWorker;
  readonly logger: Logger;
  onVolumes(volumes: readonly Volume[]): void;
};

const nothingToRelease: Loan = { release: () => undefined };

export async function createMeetingRouter(options: MeetingRouterOptions): Promise<MeetingRouter> {
  const { place, logger } = options;
  const router = await place.worker.createRouter({ mediaCodecs: [...mediaCodecs] });
  const observer = await router.createAudioLevelObserver({
    interval: levelIntervalMs,
    threshold: silenceDbov,
    maxEntries: maxHeard,
  });
  observer.on('volumes', (volumes) =>
    options.onVolumes(volumes.map(({ producer, volume }) => ({ producer: producer.id, dbov: volume }))),
  );
  observer.on('silence', () => options.onVolumes([]));
  const pipeByProducer = new Map<string, Pipe>();

  function openPipe(producer: string, from: MeetingRouter): Pipe {
    const open = from.router.pipeToRouter({ producerId: producer, router, enableSctp: false });
    const pipe: Pipe = { uses: 0, open };
    const forget = () => {
      if (pipeByProducer.get(producer) === pipe) pipeByProducer.delete(producer);
    };
    open.then(({ pipeProducer }) => {
      if (pipeProducer === undefined || pipeProducer.closed) forget();
      else pipeProducer.observer.once('close', forget);
    }, forget);
    pipeByProducer.set(producer, pipe);
    return pipe;
  }

  function release(pipe: Pipe): void {
    pipe.uses -= 1;
    if (pipe.uses > 0) return;
    // Closing either end closes the other; the pair of transports stays for the next producer.
    pipe.open.then(
      ({ pipeConsumer }) => {
        if (pipe.uses === 0) pipeConsumer?.close();
      },
      () => undefined,
    );
  }

  return {
    worker: options.worker,
    router,
    server: place.server,
    lost: () => place.worker.died,
    async setHeard(producer, heard) {
      try {
        if (heard) await observer.addProducer({ producerId: producer });
        else await observer.removeProducer({ producerId: producer });
      } catch (error) {
        logger.debug({ producer, err: error }, 'level observer');
      }
    },
    async borrow(producer, from) {
      if (from.router.id === router.id) return nothingToRelease;
      const pipe = pipeByProducer.get(producer) ?? openPipe(producer, from);
      pipe.uses += 1;
      try {
        await pipe.open;
      } catch (error) {
        pipe.uses -= 1;
        throw error;
      }
      let held = true;
      return {
        release() {
          if (held) release(pipe);
          held = false;
        },
      };
    },
    close: () => router.close(),
  };
}
