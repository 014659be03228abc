import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { Sender } from '../ports.ts';
import { gatherMs, keyFrameRequestDelayMs } from './codec.ts';
import { createDemand, type Demand } from './demand.ts';
import type { MeetingRouter } from './meeting-router.ts';
import { createSettler } from './settler.ts';

/** A producer of one seat, and what the hub does with it. */
export type SenderMedia = Sender & {
  readonly home: MeetingRouter;
  readonly producer: string;
  /** Whether the state allows it to flow now; else the hub drops what comes, whatever the client does. */
  allow(flows: boolean): void;
  /** Whether its loudness is listened to: a microphone on the stage. */
  hear(heard: boolean): void;
  /** Where those who receive it, and captures, say that they are there. */
  readonly demand: Demand;
  /** The producer's score of its best stream, 0 to 10; null before anything came, and while it is paused. */
  score(): number | null;
  close(): void;
};

export type SenderOptions = {
  readonly sender: Sender;
  readonly producer: types.Producer;
  readonly home: MeetingRouter;
  readonly logger: Logger;
  /** Whether anybody receives it: told once at the start and at each change. */
  onWanted(wanted: boolean): void;
  /** The producer is gone, by whoever's doing. */
  onClosed(): void;
};

export function createSender(options: SenderOptions): SenderMedia {
  const { sender, producer, home, logger } = options;
  let allowed = !producer.paused;
  // A picture flows for those who have started. While none has, the hub drops it, and opening a pipe to another worker
  // asks for no key frame that nobody could use; resuming then asks for one at once, past the delay between requests.
  let started = sender.kind === 'audio';
  let heard = false;
  let observed = false;

  const onError = (error: unknown) => {
    // The worker refuses when the producer closed meanwhile; then there is nothing left to pause.
    if (!producer.closed)
      logger.error({ producer: producer.id, err: error }, 'producer could not be settled');
  };

  const pausing = createSettler(async () => {
    while (!producer.closed && producer.paused === (allowed && started))
      await (allowed && started ? producer.resume() : producer.pause());
  }, onError);

  const hearing = createSettler(async () => {
    while (!producer.closed && observed !== heard) {
      const wish = heard;
      await home.setHeard(producer.id, wish);
      observed = wish;
    }
  }, onError);

  const demand = createDemand({
    gatherMs: sender.kind === 'video' ? gatherMs : 0,
    restMs: keyFrameRequestDelayMs,
    onWanted(wanted) {
      if (!producer.closed) options.onWanted(wanted);
    },
    onFlow(flowing) {
      if (sender.kind === 'audio') return;
      started = flowing;
      pausing.request();
    },
  });

  producer.observer.once('close', options.onClosed);
  pausing.request();

  return {
    ...sender,
    home,
    demand,
    allow(wish) {
      allowed = wish;
      pausing.request();
    },
    hear(wish) {
      heard = wish;
      hearing.request();
    },
    score() {
      if (producer.paused) return null;
      const best = Math.max(0, ...producer.score.map(({ score }) => score));
      return best > 0 ? best : null;
    },
    close: () => producer.close(),
  };
}
