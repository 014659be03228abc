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
export type LinkOptions = {
  readonly namespace: Namespace;
  readonly token: string;
  readonly listener: LinkListener;
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

function hear<T extends keyof NewsHandlers>(
  socket: Socket,
  type: T,
  { listener, logger }: LinkOptions,
): void {
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
 * Receives recorders on the namespace: only with the shared token, and one at a time. A recorder that connects while
 * another still stands takes its place, since the line of the one before is then dead without its having been noticed.
 */
export function receiveRecorders(options: LinkOptions): void {
  const { namespace, token, listener, logger } = options;
  const expected = digest(token);
  let current: { readonly socket: Socket; readonly link: RecorderLink } | null = null;

  namespace.use((socket, next) => {
    const handshake = recorderHandshake.safeParse(socket.handshake.auth);
    const known = handshake.success && timingSafeEqual(digest(handshake.data.token), expected);
    if (!known) {
      logger.warn(
        { address: socket.handshake.address },
        'a recorder without the right token was turned away',
      );
      return next(new Error('unauthenticated'));
    }
    if (handshake.data.version !== recorderVersion) return next(new Error('another version of the recorder'));
    next();
  });

  const lose = (socket: Socket) => {
    if (current?.socket !== socket) return;
    const { link } = current;
    current = null;
    listener.lost(link);
  };

  namespace.on('connection', (socket) => {
    socket.on('disconnect', () => lose(socket));
    socket.on('recorder.ready', (raw: unknown, acknowledge: unknown) => {
      const ready = newsSchemas['recorder.ready'].safeParse(raw);
      if (!ready.success || current?.socket === socket)
        return answerOf(acknowledge, { ok: false, reason: 'invalid message' });
      answerOf(acknowledge, { ok: true, reply: {} });
      if (current) {
        const before = current.socket;
        lose(before);
        before.disconnect(true);
      }
      logger.info({ address: socket.handshake.address, ffmpeg: ready.data.ffmpeg }, 'the recorder is ready');
      const link = linkTo(socket);
      current = { socket, link };
      for (const type of newsTypes) hear(socket, type, options);
      listener.opened(link);
    });
  });
}
