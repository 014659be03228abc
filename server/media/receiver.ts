import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { ConsumerOffer, MediaNews, PictureSize } from '../../protocol/media.ts';
import type { Sender } from '../ports.ts';
import { layerBySize } from './codec.ts';
import type { Use } from './demand.ts';
import type { Loan, MeetingRouter } from './meeting-router.ts';
import type { SenderMedia } from './sender.ts';
import { createSettler } from './settler.ts';
import { type Shown, sameShown } from './viewing.ts';

/** Where a seat's consumers are made. */
export type Receiving = {
  readonly transport: types.WebRtcTransport;
  readonly rtpCapabilities: types.RtpCapabilities;
  readonly router: MeetingRouter;
};

/** The consumers of one seat. */
export type Receiver = {
  /** Everything this seat is to receive, in the order in which it is to be opened. */
  show(shown: readonly Shown[]): void;
  /** Where to, or null while the seat has no transport for it. Consumers of another transport are forgotten. */
  receiveOn(receiving: Receiving | null): void;
  /** Lets it flow, pictures together with those of others who are about to be ready. False: no such consumer here. */
  ready(consumer: string): boolean;
  /** False: no such consumer here. */
  resize(consumer: string, size: PictureSize): Promise<boolean>;
  /** The worst score of the streams that flow, 0 to 10 as the receiver reports; null while none flows. */
  score(): number | null;
};

export type ReceiverOptions = {
  readonly logger: Logger;
  senderOf(producer: string): SenderMedia | null;
  onNews(news: MediaNews): void;
};

type Held = { readonly consumer: types.Consumer; readonly use: Use; release(): void };

type Open = Held & {
  priority: number;
  /** The size declared for a picture beyond the stage; null where the consumer's own size counts. */
  size: PictureSize | null;
};

function layersOf(size: PictureSize | null): types.ConsumerLayers | undefined {
  return size === null ? undefined : { spatialLayer: layerBySize[size] };
}

export function createReceiver(options: ReceiverOptions): Receiver {
  const { logger } = options;
  const openByProducer = new Map<string, Open>();
  let wish: readonly Shown[] = [];
  let receiving: Receiving | null = null;

  function forget(producer: string, open: Open): boolean {
    if (openByProducer.get(producer) !== open) return false;
    openByProducer.delete(producer);
    open.release();
    return true;
  }

  function close(producer: string, open: Open): void {
    if (!forget(producer, open)) return;
    // With its sender gone the worker has closed it by itself, and would only complain.
    if (options.senderOf(producer) !== null) open.consumer.close();
    options.onNews({ type: 'consumer.closed', consumer: open.consumer.id });
  }

  function offerOf({ consumer }: Open, sender: Sender): ConsumerOffer {
    return {
      id: consumer.id,
      producerId: sender.producer,
      participant: sender.participant,
      source: sender.source,
      kind: sender.kind,
      rtpParameters: consumer.rtpParameters,
    };
  }

  /** A consumer, and how to give back what it holds; null when its own end went away meanwhile. */
  async function consume(shown: Shown, sender: SenderMedia, on: Receiving): Promise<Held | null> {
    const use = sender.demand.receive();
    let loan: Loan | null = null;
    const release = () => {
      use.stop();
      loan?.release();
    };
    try {
      loan = await on.router.borrow(sender.producer, sender.home);
      const preferredLayers = layersOf(shown.size);
      const consumer = await on.transport.consume({
        producerId: sender.producer,
        rtpCapabilities: on.rtpCapabilities,
        paused: true,
        ...(preferredLayers ? { preferredLayers } : {}),
      });
      if (!consumer.closed && receiving === on) return { consumer, use, release };
      consumer.close();
    } catch (error) {
      const gone = on.transport.closed || options.senderOf(sender.producer) === null;
      if (!gone) logger.warn({ producer: sender.producer, err: error }, 'consumer could not be opened');
    }
    release();
    return null;
  }

  function keep({ sender, priority, size }: Shown, held: Held): Open {
    const { producer } = sender;
    const { consumer } = held;
    const open: Open = { ...held, priority, size };
    openByProducer.set(producer, open);
    consumer.once('producerclose', () => {
      if (!forget(producer, open)) return;
      options.onNews({ type: 'consumer.closed', consumer: consumer.id });
      // If it is the pipe from another worker that went, and not the sender, there is something to open again.
      settling.request();
    });
    // Its own end is gone with the transport, of which the receiver knows or is told by other means.
    consumer.once('transportclose', () => void forget(producer, open));
    return open;
  }

  async function openFor(shown: Shown, on: Receiving): Promise<void> {
    const sender = options.senderOf(shown.sender.producer);
    const held = sender === null ? null : await consume(shown, sender, on);
    if (held === null) return;
    const open = keep(shown, held);
    options.onNews({ type: 'consumer.opened', consumer: offerOf(open, shown.sender) });
    if (open.consumer.kind === 'video') await prioritise(open);
  }

  async function resume({ consumer, use }: Open): Promise<void> {
    await use.start();
    if (consumer.closed) return;
    try {
      await consumer.resume();
    } catch (error) {
      if (!consumer.closed) logger.warn({ consumer: consumer.id, err: error }, 'consumer not resumed');
    }
  }

  async function prioritise({ consumer, priority }: Open): Promise<void> {
    try {
      await consumer.setPriority(priority);
    } catch (error) {
      if (!consumer.closed) logger.warn({ consumer: consumer.id, err: error }, 'priority not set');
    }
  }

  async function adjust(open: Open, { priority, size }: Shown): Promise<void> {
    const before = { priority: open.priority, size: open.size };
    const { consumer } = open;
    open.priority = priority;
    open.size = size;
    if (consumer.kind !== 'video') return;
    if (priority !== before.priority) await prioritise(open);
    // A picture that left the wall for the stage gets its best layer until the viewer says how large it is.
    if (size !== before.size) await setSize(consumer, size ?? 'large');
  }

  async function setSize(consumer: types.Consumer, size: PictureSize): Promise<void> {
    try {
      await consumer.setPreferredLayers({ spatialLayer: layerBySize[size] });
    } catch (error) {
      if (!consumer.closed) logger.warn({ consumer: consumer.id, err: error }, 'size not set');
    }
  }

  const settling = createSettler(
    async () => {
      const shownByProducer = new Map(wish.map((shown) => [shown.sender.producer, shown]));
      for (const [producer, open] of [...openByProducer])
        if (!shownByProducer.has(producer)) close(producer, open);
      const on = receiving;
      if (on === null || on.transport.closed) return;
      await Promise.all(
        wish.map((shown) => {
          const open = openByProducer.get(shown.sender.producer);
          return open ? adjust(open, shown) : openFor(shown, on);
        }),
      );
    },
    (error) => logger.error({ err: error }, 'receiver could not be settled'),
  );

  function find(consumer: string): Open | null {
    return [...openByProducer.values()].find((open) => open.consumer.id === consumer) ?? null;
  }

  return {
    show(shown) {
      if (sameShown(wish, shown)) return;
      wish = shown;
      settling.request();
    },
    receiveOn(next) {
      receiving = next;
      for (const [producer, open] of [...openByProducer]) {
        if (forget(producer, open)) open.consumer.close();
      }
      settling.request();
    },
    ready(consumer) {
      const open = find(consumer);
      if (!open) return false;
      void resume(open);
      return true;
    },
    async resize(consumer, size) {
      const open = find(consumer);
      if (!open) return false;
      if (open.consumer.kind === 'video') await setSize(open.consumer, size);
      return true;
    },
    score() {
      const scores = [...openByProducer.values()]
        .filter(
          ({ consumer }) => !consumer.paused && !consumer.producerPaused && consumer.score.producerScore > 0,
        )
        .map(({ consumer }) => consumer.score.score);
      return scores.length === 0 ? null : Math.min(...scores);
    },
  };
}
