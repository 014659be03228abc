import type { Logger } from 'pino';
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import {
  type RecorderAnswer,
  type RecorderNews,
  type RecorderNewsType,
  type RecorderReply,
  type RecorderRequest,
  type RecorderRequestType,
  recorderAnswer,
  recorderNamespace,
  recorderNews,
  recorderRequests,
  recorderVersion,
} from '../protocol/recorder.ts';

export type RequestHandlers = {
  readonly [T in RecorderRequestType]: (request: RecorderRequest<T>) => Promise<RecorderReply<T>>;
};

/** The recorder's line to its hub. It comes back by itself. */
export type HubLink = {
  /** Tells the hub; false when it did not hear: then it will ask again once the line is back. */
  tell<T extends RecorderNewsType>(type: T, news: RecorderNews<T>): Promise<boolean>;
  close(): void;
};

export type HubLinkOptions = {
  readonly url: string;
  readonly token: string;
  readonly ca: string | null;
  readonly handlers: RequestHandlers;
  /** A line stands; nothing is asked before `recorder.ready` was told. */
  readonly connected: () => void;
  readonly disconnected: () => void;
  readonly logger: Logger;
};

const answerWithinMs = 10_000;

function refusal(error: unknown): RecorderAnswer {
  return { ok: false, reason: (error instanceof Error ? error.message : String(error)).slice(0, 1000) };
}

/** The same table, typed so that the schema of a message and its handler are seen to belong together. */
const requestSchemas: { readonly [T in RecorderRequestType]: z.ZodType<RecorderRequest<T>> } =
  recorderRequests;

function register<T extends RecorderRequestType>(
  socket: Socket,
  type: T,
  { handlers, logger }: HubLinkOptions,
): void {
  const schema = requestSchemas[type];
  const handle = handlers[type];
  const event: string = type;
  socket.on(event, (raw: unknown, acknowledge: unknown) => {
    const answer = (value: RecorderAnswer) => {
      if (typeof acknowledge === 'function') acknowledge(value);
    };
    const parsed = schema.safeParse(raw);
    if (!parsed.success) {
      logger.error({ type, issues: parsed.error.issues }, 'the hub sent what the protocol does not allow');
      return answer({ ok: false, reason: 'invalid message' });
    }
    handle(parsed.data).then(
      (reply) => answer({ ok: true, reply }),
      (error: unknown) => {
        logger.error({ err: error, type }, 'a request of the hub failed');
        answer(refusal(error));
      },
    );
  });
}

/** Begins to connect; at once and for ever after each loss, at most five seconds apart. */
export function connectHub(options: HubLinkOptions): HubLink {
  const { url, token, ca, logger } = options;
  const socket = io(new URL(recorderNamespace, url).href, {
    auth: { token, version: recorderVersion },
    transports: ['websocket'],
    reconnectionDelay: 200,
    reconnectionDelayMax: 5_000,
    ...(ca === null ? {} : { ca }),
  });
  for (const type of Object.keys(recorderRequests) as RecorderRequestType[]) register(socket, type, options);
  socket.io.on('open', () => {
    // Engine.IO also counts the silence of a line by the wall clock, and would give up a sound one when that is set
    // forward; its timer, which no clock moves, notices a dead one as well.
    Object.defineProperty(socket.io.engine, '_hasPingExpired', { value: () => false });
  });
  socket.on('connect', () => {
    logger.info('connected to the hub');
    options.connected();
  });
  socket.on('disconnect', (reason) => {
    logger.warn({ reason }, 'the line to the hub is lost');
    options.disconnected();
    // Socket.IO does not come back by itself when the other side ended the connection; we do.
    if (reason === 'io server disconnect') socket.connect();
  });
  let refused: string | null = null;
  socket.on('connect_error', (error) => {
    if (error.message !== refused) logger.warn({ err: error }, 'the hub cannot be reached');
    refused = error.message;
    if (!socket.active) setTimeout(() => socket.connect(), 1_000).unref();
  });

  return {
    async tell(type, news) {
      const message = recorderNews[type].parse(news);
      try {
        const raw: unknown = await socket.timeout(answerWithinMs).emitWithAck(type, message);
        const answer = recorderAnswer.parse(raw);
        if (!answer.ok) logger.warn({ type, reason: answer.reason }, 'the hub refused news');
        return answer.ok;
      } catch (error) {
        logger.warn({ err: error, type }, 'the hub did not hear news');
        return false;
      }
    },
    close: () => void socket.disconnect(),
  };
}
