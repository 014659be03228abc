import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { Sender } from '../ports.ts';
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
  /** Notes one who receives it, or a capture, until the returned function is called. */
  use(): () => void;
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
  let flows = !producer.paused;
  let heard = false;
  let observed = false;
  let uses = 0;
  let told: boolean | null = null;
  let telling = false;

  const onError = (error: unknown) => {
    // The worker refuses when the producer closed meanwhile; then there is nothing left to pause.
    if (!producer.closed)
      logger.error({ producer: producer.id, err: error }, 'producer could not be settled');
  };

  const pausing = createSettler(async () => {
    while (!producer.closed && producer.paused === flows)
      await (flows ? producer.resume() : producer.pause());
  }, onError);

  const hearing = createSettler(async () => {
    while (!producer.closed && observed !== heard) {
      const wish = heard;
      await home.setHeard(producer.id, wish);
      observed = wish;
    }
  }, onError);

  /** After this turn of the event loop, so that a consumer replaced by another stops and starts nothing. */
  function tell(): void {
    if (telling) return;
    telling = true;
    setImmediate(() => {
      telling = false;
      const wanted = uses > 0;
      if (producer.closed || wanted === told) return;
      told = wanted;
      options.onWanted(wanted);
    });
  }

  producer.observer.once('close', options.onClosed);
  tell();

  return {
    ...sender,
    home,
    allow(wish) {
      flows = wish;
      pausing.request();
    },
    hear(wish) {
      heard = wish;
      hearing.request();
    },
    use() {
      let held = true;
      uses += 1;
      tell();
      return () => {
        if (!held) return;
        held = false;
        uses -= 1;
        tell();
      };
    },
    score() {
      if (producer.paused) return null;
      const best = Math.max(0, ...producer.score.map(({ score }) => score));
      return best > 0 ? best : null;
    },
    close: () => producer.close(),
  };
}
