import type { Logger } from 'pino';
import type { ParticipantId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import { isAside, mediaRights, onStage } from '../../core/stage.ts';
import type { Capture, MediaListener, Outcome, Seat, Sender } from '../ports.ts';
import { type OpenCapture, openCapture } from './capture.ts';
import { createLevels } from './level.ts';
import { createMeetingRouter, type MeetingRouter, type Volume } from './meeting-router.ts';
import { done, refused } from './outcome.ts';
import { type Rebuild, startRebuild } from './rebuild.ts';
import { rightsMayDiffer } from './rights-change.ts';
import { createSeat, type SeatMedia } from './seat.ts';
import type { SenderMedia } from './sender.ts';
import { createShowing } from './viewing.ts';
import type { WorkerPool } from './worker-pool.ts';

/** One meeting's routers, seats and senders. */
export type MeetingMedia = {
  /** Seats, whatever they send or receive. */
  seats(): number;
  /** The workers it has a router on. */
  workers(): readonly number[];
  enter(seat: Seat, worker: number): SeatMedia;
  leave(connection: string): void;
  /** Takes the state if it is not older than the one known. */
  follow(meeting: Meeting): void;
  senders(): readonly Sender[];
  capture(producer: string): Promise<Outcome<Capture>>;
  /** Everything on that worker is gone. */
  workerDied(worker: number): void;
  /** It can be built again: those concerned are told. */
  workerReplaced(worker: number): void;
  /** Line quality of those of whom something is known; the best of a participant's seats. */
  lines(): readonly { readonly participant: ParticipantId; readonly quality: number }[];
  close(): void;
};

export type MeetingMediaOptions = {
  readonly meeting: Meeting;
  readonly pool: WorkerPool;
  /** Address from which captures leave. */
  readonly captureIp: string;
  readonly logger: Logger;
  listener(): MediaListener;
};

export function createMeetingMedia(options: MeetingMediaOptions): MeetingMedia {
  const { pool } = options;
  const { id } = options.meeting;
  const logger = options.logger.child({ meeting: id });
  const seatByConnection = new Map<string, SeatMedia>();
  const senderByProducer = new Map<string, SenderMedia>();
  const routerByWorker = new Map<number, Promise<MeetingRouter>>();
  const rebuildByWorker = new Map<number, Rebuild>();
  const senderByCapture = new Map<OpenCapture, Sender>();
  const levels = createLevels((heard) => options.listener().levels(id, heard));
  let state = options.meeting;
  let showing = false;
  let closed = false;

  function flows({ participant, source }: Sender): boolean {
    return mediaRights(state, participant)[source];
  }

  /** Before any sound flows to the one it is for alone, it stops flowing to everybody else. */
  function silenceAside(): void {
    for (const [capture, sender] of senderByCapture) if (isAside(state, sender)) capture.end();
    if (!closed) show();
  }

  async function open(sender: SenderMedia): Promise<Outcome<Capture>> {
    const over = new AbortController();
    const capture = await openCapture(sender, { ip: options.captureIp, onClosed: () => over.abort() });
    // The talk may have begun, or the sender gone, while it was being opened.
    if (isAside(state, sender)) {
      capture.close();
      return refused('not-permitted');
    }
    if (!over.signal.aborted) {
      senderByCapture.set(capture, sender);
      over.signal.addEventListener('abort', () => senderByCapture.delete(capture), { once: true });
    }
    return done(capture);
  }

  function show(): void {
    const senders = [...senderByProducer.values()];
    const showing = createShowing(state, senders);
    const heard = showing.heard();
    for (const sender of senders) if (sender.kind === 'audio') sender.hear(heard.has(sender.producer));
    for (const seat of seatByConnection.values())
      seat.show(showing.to({ participant: seat.seat.participant, pictures: seat.pictures() }));
  }

  /** Once for all that happens in this turn of the event loop: in a join storm, once for hundreds of seats. */
  function showSoon(): void {
    if (showing || closed) return;
    showing = true;
    setImmediate(() => {
      showing = false;
      if (!closed) show();
    });
  }

  function onVolumes(worker: number, volumes: readonly Volume[]): void {
    if (closed) return;
    const heard = volumes.flatMap(({ producer, dbov }) => {
      const sender = senderByProducer.get(producer);
      return sender ? [{ participant: sender.participant, dbov }] : [];
    });
    levels.hear(worker, heard);
  }

  async function openRouter(worker: number): Promise<MeetingRouter> {
    const place = await pool.at(worker);
    return await createMeetingRouter({
      worker,
      place,
      logger,
      onVolumes: (volumes) => onVolumes(worker, volumes),
    });
  }

  function routerOn(worker: number): Promise<MeetingRouter> {
    const known = routerByWorker.get(worker);
    if (known) return known;
    const opening = openRouter(worker);
    routerByWorker.set(worker, opening);
    opening.then(
      (router) => {
        if (routerByWorker.get(worker) !== opening) router.close();
      },
      () => {
        if (routerByWorker.get(worker) === opening) routerByWorker.delete(worker);
      },
    );
    return opening;
  }

  function closeRouter(worker: number): void {
    const router = routerByWorker.get(worker);
    routerByWorker.delete(worker);
    levels.hear(worker, []);
    // One that failed to open, or was being opened, has seen to itself above.
    router?.then(
      (open) => open.close(),
      () => undefined,
    );
  }

  function seatsOn(worker: number): readonly SeatMedia[] {
    return [...seatByConnection.values()].filter((seat) => seat.worker === worker);
  }

  return {
    seats: () => seatByConnection.size,
    workers: () => [...routerByWorker.keys()],
    enter(seat, worker) {
      const media = createSeat({
        seat,
        worker,
        logger,
        state: () => state,
        load: () => pool.places().find(({ index }) => index === worker)?.load ?? 0,
        router: () => routerOn(worker),
        senderOf: (producer) => senderByProducer.get(producer) ?? null,
        addSender(sender) {
          senderByProducer.set(sender.producer, sender);
          sender.allow(flows(sender));
          showSoon();
          options.listener().sendersChanged(id);
        },
        removeSender(producer) {
          senderByProducer.delete(producer);
          showSoon();
          if (!closed) options.listener().sendersChanged(id);
        },
        onViewChanged: showSoon,
        onNews(news) {
          if (seatByConnection.get(seat.connection) === media) options.listener().news(seat.connection, news);
        },
      });
      seatByConnection.set(seat.connection, media);
      showSoon();
      return media;
    },
    leave(connection) {
      const seat = seatByConnection.get(connection);
      if (!seat) return;
      seatByConnection.delete(connection);
      seat.close();
      if (seatsOn(seat.worker).length === 0) closeRouter(seat.worker);
    },
    follow(next) {
      if (next.seq < state.seq) return;
      const mayDiffer = rightsMayDiffer(state, next);
      const aside = next.talks !== state.talks;
      state = next;
      if (aside) silenceAside();
      for (const sender of senderByProducer.values())
        if (mayDiffer(sender.participant)) sender.allow(flows(sender));
      showSoon();
    },
    senders: () =>
      [...senderByProducer.values()].map(({ producer, participant, source, kind }) => ({
        producer,
        participant,
        source,
        kind,
      })),
    async capture(producer) {
      const sender = senderByProducer.get(producer);
      if (!sender) return refused('not-found');
      if (isAside(state, sender)) return refused('not-permitted');
      try {
        return await open(sender);
      } catch (error) {
        logger.warn({ producer, err: error }, 'capture could not be opened');
        return refused(senderByProducer.has(producer) ? 'unavailable' : 'not-found');
      }
    },
    workerDied(worker) {
      rebuildByWorker.get(worker)?.cancel();
      rebuildByWorker.delete(worker);
      routerByWorker.delete(worker);
      levels.hear(worker, []);
    },
    workerReplaced(worker) {
      rebuildByWorker.get(worker)?.cancel();
      const rebuild = startRebuild(seatsOn(worker), {
        first: ({ seat }) => onStage(state, seat.participant),
        tell({ seat }) {
          if (seatByConnection.get(seat.connection)?.worker === worker)
            options.listener().news(seat.connection, { type: 'media.rebuild' });
        },
      });
      rebuildByWorker.set(worker, rebuild);
    },
    lines() {
      const qualityByParticipant = new Map<ParticipantId, number>();
      for (const media of seatByConnection.values()) {
        const { participant } = media.seat;
        const quality = media.quality();
        if (quality !== null)
          qualityByParticipant.set(
            participant,
            Math.max(quality, qualityByParticipant.get(participant) ?? 0),
          );
      }
      return [...qualityByParticipant].map(([participant, quality]) => ({ participant, quality }));
    },
    close() {
      closed = true;
      for (const rebuild of rebuildByWorker.values()) rebuild.cancel();
      for (const seat of seatByConnection.values()) seat.close();
      seatByConnection.clear();
      for (const worker of [...routerByWorker.keys()]) closeRouter(worker);
      levels.close();
    },
  };
}
