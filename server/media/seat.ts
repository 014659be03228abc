import { ortc, type types } from 'mediasoup';
import type { Logger } from 'pino';
import type { Meeting } from '../../core/meeting.ts';
import { mayWatch, mediaRights, onStage } from '../../core/stage.ts';
import type {
  MediaNews,
  MediaReply,
  MediaRequest,
  MediaRequestType,
  ShownPicture,
  Source,
} from '../../protocol/media.ts';
import type { Outcome, Seat } from '../ports.ts';
import { admits } from './admission.ts';
import { dtlsParametersSchema, rtpCapabilitiesSchema, rtpParametersSchema } from './client-parameters.ts';
import { keyFrameRequestDelayMs, kindBySource } from './codec.ts';
import { qualityOfLine } from './line-quality.ts';
import type { MeetingRouter } from './meeting-router.ts';
import { done, refused } from './outcome.ts';
import { createReceiver } from './receiver.ts';
import { type Direction, openTransport, type SeatTransport, transportOffer } from './seat-transport.ts';
import { createSender, type SenderMedia } from './sender.ts';
import type { Shown } from './viewing.ts';

/** One connection's transports, producers and consumers. */
export type SeatMedia = {
  readonly seat: Seat;
  /** The place of its worker in the pool. */
  readonly worker: number;
  /** What it shows beyond the stage. */
  pictures(): readonly ShownPicture[];
  show(shown: readonly Shown[]): void;
  /** One request after the other. Never rejects. */
  handle<T extends MediaRequestType>(type: T, body: MediaRequest<T>): Promise<Outcome<MediaReply[T]>>;
  /** 0 to 4; null while nothing is known. */
  quality(): number | null;
  close(): void;
};

/** What a seat sees of its meeting. */
export type SeatOptions = {
  readonly seat: Seat;
  readonly worker: number;
  readonly logger: Logger;
  /** The newest state. */
  state(): Meeting;
  /** Load of the seat's worker, share of one core. */
  load(): number;
  /** The meeting's router on the seat's worker. Rejects while the worker is down. */
  router(): Promise<MeetingRouter>;
  senderOf(producer: string): SenderMedia | null;
  addSender(sender: SenderMedia): void;
  removeSender(producer: string): void;
  /** The pictures changed: what it is shown must be decided again. */
  onViewChanged(): void;
  onNews(news: MediaNews): void;
};

type Handlers = {
  readonly [T in MediaRequestType]: (body: MediaRequest<T>) => Promise<Outcome<MediaReply[T]>>;
};

export function createSeat(options: SeatOptions): SeatMedia {
  const { seat } = options;
  const { participant } = seat;
  const logger = options.logger.child({ connection: seat.connection, participant });
  const transports = new Map<Direction, SeatTransport>();
  const senderBySource = new Map<Source, SenderMedia>();
  const receiver = createReceiver({ logger, senderOf: options.senderOf, onNews: options.onNews });
  let rtpCapabilities: types.RtpCapabilities | null = null;
  let pictures: readonly ShownPicture[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;

  /** Whatever mediasoup throws at a client's parameters is that client's mistake, unless our own end went away. */
  async function attempt<T>(router: MeetingRouter, work: () => Promise<T>): Promise<Outcome<T>> {
    try {
      return done(await work());
    } catch (error) {
      if (closed || router.router.closed) return refused('unavailable');
      logger.info({ err: error }, 'media parameters refused');
      return refused('invalid-message');
    }
  }

  function malformed(error: Error): Outcome<never> {
    logger.info({ err: error }, 'malformed media parameters');
    return refused('invalid-message');
  }

  async function findRouter(): Promise<MeetingRouter | null> {
    try {
      return await options.router();
    } catch (error) {
      logger.warn({ err: error }, 'no media router');
      return null;
    }
  }

  function transportById(id: string): SeatTransport | null {
    return [...transports.values()].find(({ transport }) => transport.id === id) ?? null;
  }

  function startReceiving(): void {
    const own = transports.get('receive');
    receiver.receiveOn(
      own === undefined || rtpCapabilities === null
        ? null
        : { transport: own.transport, rtpCapabilities, router: own.router },
    );
  }

  function keepTransport(own: SeatTransport): void {
    const { direction, transport } = own;
    // At most one each way: a client that builds anew need not have closed the old one.
    transports.get(direction)?.transport.close();
    transports.set(direction, own);
    transport.observer.once('close', () => {
      if (transports.get(direction) !== own) return;
      transports.delete(direction);
      if (direction === 'receive') receiver.receiveOn(null);
    });
    if (direction === 'receive') startReceiving();
  }

  function refusalOfSending(body: MediaRequest<'media.produce'>): Outcome<never> | null {
    const { source, kind } = body;
    if (kindBySource[source] !== kind) return refused('invalid-message');
    const heardOrOnStage = source === 'microphone' || onStage(options.state(), participant);
    return admits(options.load(), heardOrOnStage ? 'audio' : 'camera') ? null : refused('overloaded');
  }

  function keepProducer(source: Source, producer: types.Producer, home: MeetingRouter): SenderMedia {
    const sender = createSender({
      sender: { producer: producer.id, participant, source, kind: producer.kind },
      producer,
      home,
      logger,
      onWanted: (wanted) => options.onNews({ type: 'producer.wanted', producer: producer.id, wanted }),
      onClosed() {
        if (senderBySource.get(source) === sender) senderBySource.delete(source);
        options.removeSender(producer.id);
      },
    });
    senderBySource.set(source, sender);
    options.addSender(sender);
    return sender;
  }

  const handlers: Handlers = {
    async 'media.prepare'(body) {
      const router = await findRouter();
      if (!router) return refused('unavailable');
      const given = rtpCapabilitiesSchema.safeParse(body.rtpCapabilities);
      if (!given.success) return malformed(given.error);
      const { data } = given;
      const checked = await attempt(router, async () => ortc.validateAndNormalizeRtpCapabilities(data));
      if (!checked.ok) return checked;
      rtpCapabilities = data;
      startReceiving();
      return done({ routerRtpCapabilities: router.router.rtpCapabilities });
    },

    async 'media.transport.create'(body) {
      if (rtpCapabilities === null) return refused('out-of-order');
      const router = await findRouter();
      if (!router) return refused('unavailable');
      const opened = await attempt(router, () => openTransport(router, body));
      if (!opened.ok) return refused('unavailable');
      if (closed || opened.value.transport.closed) {
        opened.value.transport.close();
        return refused('unavailable');
      }
      keepTransport(opened.value);
      return done(transportOffer(opened.value));
    },

    async 'media.transport.connect'(body) {
      const own = transportById(body.transport);
      if (!own) return refused('not-found');
      if (own.connected) return refused('out-of-order');
      const given = dtlsParametersSchema.safeParse(body.dtlsParameters);
      if (!given.success) return malformed(given.error);
      const connected = await attempt(own.router, () =>
        own.transport.connect({ dtlsParameters: given.data }),
      );
      own.connected ||= connected.ok;
      return connected.ok ? done(null) : connected;
    },

    async 'media.transport.restartIce'(body) {
      const own = transportById(body.transport);
      if (!own) return refused('not-found');
      const restarted = await attempt(own.router, () => own.transport.restartIce());
      return restarted.ok ? done({ iceParameters: restarted.value }) : refused('unavailable');
    },

    async 'media.transport.close'(body) {
      const own = transportById(body.transport);
      if (!own) return refused('not-found');
      own.transport.close();
      return done(null);
    },

    async 'media.produce'(body) {
      const own = transportById(body.transport);
      if (!own) return refused('not-found');
      if (own.direction !== 'send') return refused('invalid-message');
      const refusal = refusalOfSending(body);
      if (refusal) return refusal;
      const given = rtpParametersSchema.safeParse(body.rtpParameters);
      if (!given.success) return malformed(given.error);
      const { source, kind } = body;
      // The old one first: a browser may send the new one on the same stream ids.
      senderBySource.get(source)?.close();
      const produced = await attempt(own.router, () =>
        own.transport.produce({
          kind,
          rtpParameters: given.data,
          paused: !mediaRights(options.state(), participant)[source],
          ...(kind === 'video' ? { keyFrameRequestDelay: keyFrameRequestDelayMs } : {}),
        }),
      );
      if (!produced.ok) return produced;
      if (closed || produced.value.closed) {
        produced.value.close();
        return refused('unavailable');
      }
      keepProducer(source, produced.value, own.router);
      return done({ producer: produced.value.id });
    },

    async 'media.producer.close'(body) {
      const sender = [...senderBySource.values()].find(({ producer }) => producer === body.producer);
      if (!sender) return refused('not-found');
      sender.close();
      return done(null);
    },

    async 'media.consumer.ready'(body) {
      return receiver.ready(body.consumer) ? done(null) : refused('not-found');
    },

    async 'media.consumer.size'(body) {
      return (await receiver.resize(body.consumer, body.size)) ? done(null) : refused('not-found');
    },

    async 'media.view'(body) {
      const state = options.state();
      const allowed = body.pictures.every((picture) => mayWatch(state, participant, picture.participant));
      if (!allowed) return refused('not-permitted');
      const more = body.pictures.length > pictures.length;
      if (more && !admits(options.load(), 'camera')) return refused('overloaded');
      pictures = body.pictures;
      options.onViewChanged();
      return done(null);
    },
  };

  return {
    seat,
    worker: options.worker,
    pictures: () => pictures,
    show: receiver.show,
    handle(type, body) {
      const answer = turn.then(async () => {
        if (closed) return refused('not-present');
        try {
          return await handlers[type](body);
        } catch (error) {
          // A consumer that closed, or a worker that died, while its request was under way.
          logger.warn({ type, err: error }, 'media request failed');
          return refused('unavailable');
        }
      });
      turn = answer;
      return answer;
    },
    quality: () =>
      qualityOfLine(
        [...transports.values()].map(({ transport }) => transport),
        [receiver.score(), ...[...senderBySource.values()].map((sender) => sender.score())],
      ),
    close() {
      closed = true;
      receiver.show([]);
      for (const { transport } of [...transports.values()]) transport.close();
    },
  };
}
