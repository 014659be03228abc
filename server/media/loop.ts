import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { LoopReply, LoopRequest, LoopRequestType, TransportOffer } from '../../protocol/media.ts';
import type { Outcome } from '../ports.ts';
import { admits } from './admission.ts';
import { dtlsParametersSchema, rtpCapabilitiesSchema, rtpParametersSchema } from './client-parameters.ts';
import { initialOutgoingBitrate, keyFrameRequestDelayMs, mediaCodecs } from './codec.ts';
import { done, refused } from './outcome.ts';
import type { WorkerPool } from './worker-pool.ts';

/** At most so many at a time on the whole hub: with the rate below 18 Mbit/s each way, whoever else is testing. */
export const maxLoops = 6;
/** What a loop may send, in bit/s: as much as a camera and a screen together. */
const maxLoopBitrate = 3_000_000;
/** A page that went away in the middle of its test keeps nobody else from testing for longer, in milliseconds. */
const longestMs = 30_000;

/** The loops of line tests: a picture from a page and back to it, apart from every meeting's own media. */
export type Loops = {
  /** Refusals: `overloaded`, `unavailable`, `out-of-order`, `not-found`, `invalid-message`. Never rejects. */
  handle<T extends LoopRequestType>(
    connection: string,
    type: T,
    body: LoopRequest<T>,
  ): Promise<Outcome<LoopReply[T]>>;
  /** The connection is gone, and its loop with it. */
  leave(connection: string): void;
  close(): void;
};

type Loop = {
  readonly router: types.Router;
  readonly send: types.WebRtcTransport;
  readonly receive: types.WebRtcTransport;
  readonly timer: NodeJS.Timeout;
  consumer: types.Consumer | null;
};

type Needs = {
  readonly pool: Pick<WorkerPool, 'at' | 'places'>;
  readonly logger: Logger;
  /** How long a loop may last; 30 s if not given. */
  readonly longestMs?: number;
};

function offerOf(transport: types.WebRtcTransport): TransportOffer {
  const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
  return { id, iceParameters, iceCandidates, dtlsParameters };
}

export function createLoops({ pool, logger, ...limits }: Needs): Loops {
  const loopByConnection = new Map<string, Loop>();
  /** Connections whose loop is being made: they count as well. */
  const opening = new Set<string>();

  const leave = (connection: string): void => {
    opening.delete(connection);
    const loop = loopByConnection.get(connection);
    if (!loop) return;
    loopByConnection.delete(connection);
    clearTimeout(loop.timer);
    loop.router.close();
  };

  /** The least busy worker that has room for what is refused first. */
  const quietest = (): number | null => {
    const [place] = pool
      .places()
      .filter(({ load }) => admits(load, 'camera'))
      .toSorted((one, other) => one.load - other.load);
    return place?.index ?? null;
  };

  const make = async (connection: string, worker: number, protocol: 'udp' | 'tcp'): Promise<Loop> => {
    const { worker: home, server } = await pool.at(worker);
    const router = await home.createRouter({ mediaCodecs: [...mediaCodecs] });
    try {
      const open = () =>
        router.createWebRtcTransport({
          webRtcServer: server,
          enableUdp: protocol === 'udp',
          enableTcp: protocol === 'tcp',
          initialAvailableOutgoingBitrate: initialOutgoingBitrate,
        });
      const [send, receive] = await Promise.all([open(), open()]);
      await send.setMaxIncomingBitrate(maxLoopBitrate);
      const timer = setTimeout(() => leave(connection), limits.longestMs ?? longestMs);
      return { router, send, receive, timer, consumer: null };
    } catch (error) {
      router.close();
      throw error;
    }
  };

  /** A client's parameters that mediasoup does not take are its mistake, unless the loop itself has ended. */
  const attempt = async <T>(loop: Loop, work: () => Promise<T>): Promise<Outcome<T>> => {
    try {
      return done(await work());
    } catch (error) {
      if (loop.router.closed) return refused('unavailable');
      logger.info({ err: error }, 'loop parameters refused');
      return refused('invalid-message');
    }
  };

  const handlers: {
    readonly [T in LoopRequestType]: (
      connection: string,
      body: LoopRequest<T>,
    ) => Promise<Outcome<LoopReply[T]>>;
  } = {
    'loop.open': async (connection, { protocol }) => {
      if (opening.has(connection)) return refused('out-of-order');
      leave(connection);
      const worker = quietest();
      if (worker === null || loopByConnection.size + opening.size >= maxLoops) return refused('overloaded');
      opening.add(connection);
      try {
        const loop = await make(connection, worker, protocol);
        loopByConnection.set(connection, loop);
        // The line may have ended meanwhile.
        if (!opening.delete(connection)) leave(connection);
        return done({
          routerRtpCapabilities: loop.router.rtpCapabilities,
          send: offerOf(loop.send),
          receive: offerOf(loop.receive),
        });
      } catch (error) {
        opening.delete(connection);
        logger.warn({ connection, err: error }, 'a loop could not be opened');
        return refused('unavailable');
      }
    },
    'loop.connect': async (connection, { transport: id, dtlsParameters }) => {
      const loop = loopByConnection.get(connection);
      const transport = [loop?.send, loop?.receive].find((each) => each?.id === id);
      if (!loop || !transport) return refused('not-found');
      const given = dtlsParametersSchema.safeParse(dtlsParameters);
      if (!given.success) return refused('invalid-message');
      const connected = await attempt(loop, () => transport.connect({ dtlsParameters: given.data }));
      return connected.ok ? done(null) : connected;
    },
    'loop.produce': async (connection, body) => {
      const loop = loopByConnection.get(connection);
      if (!loop) return refused('not-found');
      if (loop.consumer !== null) return refused('out-of-order');
      const rtpParameters = rtpParametersSchema.safeParse(body.rtpParameters);
      const rtpCapabilities = rtpCapabilitiesSchema.safeParse(body.rtpCapabilities);
      if (!rtpParameters.success || !rtpCapabilities.success) return refused('invalid-message');
      return attempt(loop, async () => {
        const producer = await loop.send.produce({
          kind: 'video',
          rtpParameters: rtpParameters.data,
          keyFrameRequestDelay: keyFrameRequestDelayMs,
        });
        const consumer = await loop.receive.consume({
          producerId: producer.id,
          rtpCapabilities: rtpCapabilities.data,
          paused: true,
        });
        loop.consumer = consumer;
        const { id, kind } = consumer;
        return {
          producer: producer.id,
          consumer: { id, producerId: producer.id, kind, rtpParameters: consumer.rtpParameters },
        };
      });
    },
    'loop.start': async (connection) => {
      const loop = loopByConnection.get(connection);
      const consumer = loop?.consumer;
      if (!loop || !consumer) return refused('not-found');
      const started = await attempt(loop, () => consumer.resume());
      return started.ok ? done(null) : started;
    },
    'loop.close': async (connection) => {
      leave(connection);
      return done(null);
    },
  };

  return {
    handle: (connection, type, body) => handlers[type](connection, body),
    leave,
    close: () => {
      for (const connection of [...loopByConnection.keys()]) leave(connection);
    },
  };
}
