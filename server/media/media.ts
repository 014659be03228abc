import { setLogEventListeners } from 'mediasoup';
import type { Logger } from 'pino';
import type { MeetingId } from '../../core/id.ts';
import { onStage } from '../../core/stage.ts';
import type { Media, MediaListener } from '../ports.ts';
import { admits } from './admission.ts';
import { createLoadMeter, type LoadMeter } from './load-meter.ts';
import { createLoops } from './loop.ts';
import { createMeetingMedia, type MeetingMedia } from './meeting-media.ts';
import { done, refused } from './outcome.ts';
import { choosePlace } from './placement.ts';
import type { SeatMedia } from './seat.ts';
import { createWorkerPool, type Listen } from './worker-pool.ts';

export type MediaOptions = {
  /** Media workers, one for each core that media may use. */
  readonly workers: number;
  readonly listen: Listen;
  /** Address from which captures leave: one from which the recorder can be reached (127.0.0.1 for the hub's own). */
  readonly captureIp: string;
  readonly logger: Logger;
  /** How load is measured; from each worker's processor time if not given. */
  readonly meter?: LoadMeter;
  /** How often, in milliseconds; 2 s if not given, so that a join storm is seen while it lasts. */
  readonly measureEveryMs?: number;
  /**
   * How much busier (share of a core) a worker that a meeting already uses may be than the least busy one before a new
   * seat of the meeting goes there instead. 0.1 if not given; negative: always the least busy one.
   */
  readonly spread?: number;
};

/** How often line quality is told, in milliseconds ("every few seconds", ports). */
const linesEveryMs = 5_000;

const nobody: MediaListener = {
  news: () => undefined,
  levels: () => undefined,
  lines: () => undefined,
  sendersChanged: () => undefined,
};

/** mediasoup logs for the whole process; its debug lines stay off. */
function logWith(logger: Logger): void {
  setLogEventListeners({
    onwarn: (namespace, log) => logger.warn({ namespace }, log),
    onerror: (namespace, log, error) => logger.error({ namespace, err: error }, log),
  });
}

/**
 * The hub's media over mediasoup. Rejects when a worker cannot be started: no binary (MEDIASOUP_WORKER_BIN), or its
 * port is taken.
 */
export async function createMedia(options: MediaOptions): Promise<Media> {
  const { logger, spread = 0.1 } = options;
  logWith(logger);
  const pool = await createWorkerPool({
    workers: options.workers,
    listen: options.listen,
    meter: options.meter ?? createLoadMeter(),
    measureEveryMs: options.measureEveryMs ?? 2_000,
    logger,
  });
  const loops = createLoops({ pool, logger });
  const meetingById = new Map<MeetingId, MeetingMedia>();
  const seatByConnection = new Map<string, SeatMedia>();
  let listener = nobody;

  pool.onDied((worker) => {
    for (const meeting of meetingById.values()) meeting.workerDied(worker);
  });
  pool.onReplaced((worker) => {
    for (const meeting of meetingById.values()) meeting.workerReplaced(worker);
  });

  const telling = setInterval(() => {
    for (const [id, meeting] of meetingById) {
      const lines = meeting.lines();
      if (lines.length > 0) listener.lines(id, lines);
    }
  }, linesEveryMs);
  telling.unref();

  function leave(connection: string): void {
    const seat = seatByConnection.get(connection);
    if (!seat) return;
    seatByConnection.delete(connection);
    const { meeting: id } = seat.seat;
    const meeting = meetingById.get(id);
    meeting?.leave(connection);
    if (meeting?.seats() !== 0) return;
    meetingById.delete(id);
    meeting.close();
  }

  function endMeeting(id: MeetingId): void {
    for (const [connection, { seat }] of seatByConnection)
      if (seat.meeting === id) seatByConnection.delete(connection);
    meetingById.get(id)?.close();
    meetingById.delete(id);
  }

  return {
    listen(next) {
      listener = next;
    },
    async enter(seat, state) {
      leave(seat.connection);
      const known = meetingById.get(seat.meeting);
      const used = known?.workers() ?? [];
      const place = choosePlace(
        pool.places().map((each) => ({ ...each, known: used.includes(each.index) })),
        spread,
      );
      const wish = onStage(state, seat.participant) ? 'audio' : 'viewer';
      if (!admits(place.load, wish)) return refused('overloaded');
      const meeting =
        known ??
        createMeetingMedia({
          meeting: state,
          pool,
          captureIp: options.captureIp,
          logger,
          listener: () => listener,
        });
      meetingById.set(seat.meeting, meeting);
      meeting.follow(state);
      pool.place(place.index);
      seatByConnection.set(seat.connection, meeting.enter(seat, place.index));
      return done(null);
    },
    leave(connection) {
      loops.leave(connection);
      leave(connection);
    },
    loop: loops.handle,
    handle: (connection, type, body) =>
      seatByConnection.get(connection)?.handle(type, body) ?? Promise.resolve(refused('not-present')),
    follow: (state) => meetingById.get(state.id)?.follow(state),
    endMeeting,
    sendersOf: (id) => meetingById.get(id)?.senders() ?? [],
    capture: (id, producer) =>
      meetingById.get(id)?.capture(producer) ?? Promise.resolve(refused('not-found')),
    async workers() {
      const used = [...meetingById.values()].flatMap((meeting) => meeting.workers());
      return pool.status().map(({ index, pid, load }) => ({
        pid,
        load,
        routers: used.filter((worker) => worker === index).length,
      }));
    },
    async close() {
      clearInterval(telling);
      for (const id of [...meetingById.keys()]) endMeeting(id);
      loops.close();
      await pool.close();
    },
  };
}
