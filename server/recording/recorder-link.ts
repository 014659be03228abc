import { createHash, timingSafeEqual } from 'node:crypto';
import type { Logger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import type { z } from 'zod';
import {
  type RecorderAnswer,
  type RecorderNews,
  type RecorderNewsType,
  type RecorderReply,
  type RecorderRequest,
  type RecorderRequestType,
  recorderAnswer,
  recorderHandshake,
  recorderNews,
  recorderReplies,
  recorderVersion,
} from '../../protocol/recorder.ts';

/** A line to a recorder that said it is ready. Over when it is lost: the next recorder is another line. */
export type RecorderLink = {
  /**
   * Rejects when the recorder refuses, does not answer in time, or answers what the protocol does not allow.
   * @param withinMs 15 s if not said otherwise
   */
  ask<T extends RecorderRequestType>(
    type: T,
    request: RecorderRequest<T>,
    withinMs?: number,
  ): Promise<RecorderReply<T>>;
  drop(): void;
};

export type NewsHandlers = {
  readonly [T in Exclude<RecorderNewsType, 'recorder.ready'>]: (news: RecorderNews<T>) => void;
};
export type LinkListener = NewsHandlers & {
  readonly opened: (link: RecorderLink) => void;
  readonly lost: (link: RecorderLink) => void;
};
/** One of the recorders that may connect, known by its secret. */
export type LinkLane = {
  readonly token: string;
  readonly listener: LinkListener;
  readonly logger: Logger;
};
export type LinkOptions = {
  readonly namespace: Namespace;
  readonly lanes: readonly LinkLane[];
  readonly logger: Logger;
};

/** Ending a track takes up to four seconds (BYE, then signals), and a stop ends them all. */
const answerWithinMs = 15_000;

const newsSchemas: { readonly [T in RecorderNewsType]: z.ZodType<RecorderNews<T>> } = recorderNews;
const replySchemas: { readonly [T in RecorderRequestType]: z.ZodType<RecorderReply<T>> } = recorderReplies;

/** Of equal length whatever was given, so that the time of the comparison tells nothing. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function answerOf(acknowledge: unknown, answer: RecorderAnswer): void {
  if (typeof acknowledge === 'function') acknowledge(answer);
}

function linkTo(socket: Socket): RecorderLink {
  // Socket.IO waits for an answer to the end of its time, also from whoever has gone.
  const waiting = new Set<() => void>();
  socket.once('disconnect', () => {
    for (const giveUp of waiting) giveUp();
  });
  const answered = async (answer: Promise<unknown>): Promise<unknown> => {
    const { promise: gone, reject } = Promise.withResolvers<never>();
    const giveUp = () => reject(new Error('the line to the recorder is lost'));
    waiting.add(giveUp);
    if (!socket.connected) giveUp();
    return await Promise.race([answer, gone]).finally(() => waiting.delete(giveUp));
  };
  return {
    async ask(type, request, withinMs = answerWithinMs) {
      const raw: unknown = await answered(socket.timeout(withinMs).emitWithAck(type, request));
      const answer = recorderAnswer.parse(raw);
      if (!answer.ok) throw new Error(`the recorder refused ${type}: ${answer.reason}`);
      return replySchemas[type].parse(answer.reply);
    },
    drop: () => void socket.disconnect(true),
  };
}

function hear<T extends keyof NewsHandlers>(socket: Socket, type: T, { listener, logger }: LinkLane): void {
  const schema = newsSchemas[type];
  const handlers: NewsHandlers = listener;
  const handle = handlers[type];
  const event: string = type;
  socket.on(event, (raw: unknown, acknowledge: unknown) => {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) {
      logger.error(
        { type, issues: parsed.error.issues },
        'the recorder sent what the protocol does not allow',
      );
      return answerOf(acknowledge, { ok: false, reason: 'invalid message' });
    }
    answerOf(acknowledge, { ok: true, reply: {} });
    handle(parsed.data);
  });
}

const newsTypes = (Object.keys(recorderNews) as RecorderNewsType[]).filter(
  (type) => type !== 'recorder.ready',
);

/**
 * Receives recorders on the namespace: each by its own secret, and one at a time of each. A recorder that connects while
 * the same still stands takes its place, since the line of the one before is then dead without its having been noticed.
 */
export function receiveRecorders({ namespace, lanes, logger }: LinkOptions): void {
  const known = lanes.map((lane) => ({ lane, digest: digest(lane.token) }));
  const laneBySocket = new WeakMap<Socket, LinkLane>();
  const currentByLane = new Map<LinkLane, { readonly socket: Socket; readonly link: RecorderLink }>();

  /** A recorder that is turned away asks again each second: its version is told once. */
  const refusedByLane = new Map<LinkLane, number | null>();

  namespace.use((socket, next) => {
    const handshake = recorderHandshake.safeParse(socket.handshake.auth);
    const shown = handshake.success ? digest(handshake.data.token) : null;
    // All of them are compared, so that the time tells nothing of which one it is.
    const [found] = known.filter((each) => shown !== null && timingSafeEqual(shown, each.digest));
    if (!found) {
      logger.warn(
        { address: socket.handshake.address },
        'a recorder without the right token was turned away',
      );
      return next(new Error('unauthenticated'));
    }
    const version = handshake.data?.version ?? null;
    if (version !== recorderVersion) {
      const { address } = socket.handshake;
      if (refusedByLane.get(found.lane) !== version)
        found.lane.logger.warn(
          { address, version, expected: recorderVersion },
          'a recorder of another version was turned away',
        );
      refusedByLane.set(found.lane, version);
      return next(new Error('another version of the recorder'));
    }
    refusedByLane.delete(found.lane);
    laneBySocket.set(socket, found.lane);
    next();
  });

  const lose = (lane: LinkLane, socket: Socket) => {
    const current = currentByLane.get(lane);
    if (current?.socket !== socket) return;
    currentByLane.delete(lane);
    lane.listener.lost(current.link);
  };

  namespace.on('connection', (socket) => {
    const lane = laneBySocket.get(socket);
    if (!lane) return void socket.disconnect(true);
    socket.on('disconnect', () => lose(lane, socket));
    socket.on('recorder.ready', (raw: unknown, acknowledge: unknown) => {
      const ready = newsSchemas['recorder.ready'].safeParse(raw);
      const before = currentByLane.get(lane)?.socket;
      if (!ready.success || before === socket)
        return answerOf(acknowledge, { ok: false, reason: 'invalid message' });
      answerOf(acknowledge, { ok: true, reply: {} });
      if (before) {
        lose(lane, before);
        before.disconnect(true);
      }
      const { address } = socket.handshake;
      lane.logger.info({ address, ffmpeg: ready.data.ffmpeg }, 'the recorder is ready');
      const link = linkTo(socket);
      currentByLane.set(lane, { socket, link });
      for (const type of newsTypes) hear(socket, type, lane);
      lane.listener.opened(link);
    });
  });
}
