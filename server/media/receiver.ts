import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { ConsumerOffer, MediaNews, PictureSize } from '../../protocol/media.ts';
import type { Sender } from '../ports.ts';
import { layerBySize } from './codec.ts';
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
  /** Starts the flow. False: no such consumer here. Rejects when the worker refuses. */
  ready(consumer: string): Promise<boolean>;
  /** False: no such consumer here. Rejects when the worker refuses. */
  resize(consumer: string, size: PictureSize): Promise<boolean>;
  /** The worst score of the streams that flow, 0 to 10 as the receiver reports; null while none flows. */
  score(): number | null;
};

export type ReceiverOptions = {
  readonly logger: Logger;
  senderOf(producer: string): SenderMedia | null;
  onNews(news: MediaNews): void;
};

type Open = {
  readonly consumer: types.Consumer;
  readonly source: Sender['source'];
  priority: number;
  /** The size declared for a picture beyond the stage; null where the consumer's own size counts. */
  size: PictureSize | null;
  release(): void;
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
    open.consumer.close();
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

  async function consume(shown: Shown, sender: SenderMedia, on: Receiving): Promise<types.Consumer> {
    const preferredLayers = layersOf(shown.size);
    return await on.transport.consume({
      producerId: sender.producer,
      rtpCapabilities: on.rtpCapabilities,
      paused: true,
      ...(preferredLayers ? { preferredLayers } : {}),
    });
  }

  function keep(shown: Shown, consumer: types.Consumer, release: () => void): Open {
    const producer = shown.sender.producer;
    const open: Open = {
      consumer,
      source: shown.sender.source,
      priority: shown.priority,
      size: shown.size,
      release,
    };
    openByProducer.set(producer, open);
    consumer.once('producerclose', () => {
      if (forget(producer, open)) options.onNews({ type: 'consumer.closed', consumer: consumer.id });
    });
    // Its own end is gone with the transport, of which the receiver knows or is told by other means.
    consumer.once('transportclose', () => void forget(producer, open));
    return open;
  }

  async function openFor(shown: Shown, on: Receiving): Promise<void> {
    const { sender, priority } = shown;
    const media = options.senderOf(sender.producer);
    if (!media) return;
    const stopUsing = media.use();
    let loan: Loan | null = null;
    const release = () => {
      stopUsing();
      loan?.release();
    };
    try {
      loan = await on.router.borrow(sender.producer, media.home);
      if (on.transport.closed) return release();
      const consumer = await consume(shown, media, on);
      if (consumer.closed || receiving !== on) {
        consumer.close();
        return release();
      }
      const open = keep(shown, consumer, release);
      options.onNews({ type: 'consumer.opened', consumer: offerOf(open, sender) });
      if (consumer.kind === 'video') await consumer.setPriority(priority);
    } catch (error) {
      // Once open, the consumer's own end releases; until then we do.
      if (!openByProducer.has(sender.producer)) release();
      const gone = on.transport.closed || options.senderOf(sender.producer) === null;
      if (!gone) logger.warn({ producer: sender.producer, err: error }, 'consumer could not be opened');
    }
  }

  async function adjust(open: Open, { priority, size }: Shown): Promise<void> {
    const before = { priority: open.priority, size: open.size };
    open.priority = priority;
    open.size = size;
    try {
      if (priority !== before.priority && open.consumer.kind === 'video')
        await open.consumer.setPriority(priority);
      // A picture that left the wall for the stage gets its best layer until the viewer says how large it is.
      if (size !== before.size)
        await open.consumer.setPreferredLayers({ spatialLayer: layerBySize[size ?? 'large'] });
    } catch (error) {
      if (!open.consumer.closed)
        logger.warn({ consumer: open.consumer.id, err: error }, 'consumer not adjusted');
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
    async ready(consumer) {
      const open = find(consumer);
      if (!open) return false;
      await open.consumer.resume();
      return true;
    },
    async resize(consumer, size) {
      const open = find(consumer);
      if (!open) return false;
      if (open.consumer.kind === 'video')
        await open.consumer.setPreferredLayers({ spatialLayer: layerBySize[size] });
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
