import type { Server as HttpServer } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Namespace, Server, type Socket } from 'socket.io';
import { handshakeSchema, protocolVersion } from '../../protocol/message.ts';
import type { Auth, Connections, Principal, Sessions } from '../ports.ts';
import { createGateway } from './gateway.ts';

/**
 * A message over the protocol's 64 KiB is refused with a code and the line stays; one over this many bytes is never
 * read, and ends the line.
 */
const neverReadBytes = 1_048_576;
/** A dead line is noticed within their sum: the chair must soon see who is gone. */
const pingIntervalMs = 5_000;
const pingTimeoutMs = 5_000;

/** How often it is asked whether those connected may still be: an account may be disabled by another process. */
const checkEveryMs = 60_000;

export type SocketLimits = {
  /** Sustained messages a second of one connection. */
  readonly messagesPerSecond: number;
  /** How many at once after a pause: a wall of 25 pictures needs some 60. */
  readonly messageBurst: number;
  /** Largest message, in bytes. */
  readonly messageBytes: number;
};

/** An account may sit at three devices before its connections share one bucket. */
const devicesOfOneAccount = 3;

type Needs = {
  readonly server: HttpServer;
  readonly auth: Pick<Auth, 'verify' | 'holds' | 'onRevoked'>;
  readonly limits: SocketLimits;
  /** Whether a page of this origin may connect; undefined when the client sent none (not a browser). */
  readonly originAllowed: (origin: string | undefined, host: string | undefined) => boolean;
  readonly logger: Logger;
  /** Every minute if not given. */
  readonly checkEveryMs?: number;
};

export type SocketLine = {
  readonly connections: Connections;
  /** A namespace for a part of the hub that authenticates its own clients (the recorder). */
  namespace(name: `/${string}`): Namespace;
  /** Answers on a further server too. */
  attach(server: HttpServer): void;
  /** Begins to answer. Before it, connections are refused as `unavailable`. */
  serve(sessions: Sessions): void;
  close(): Promise<void>;
};

type Data = { principal: Principal };
type People = Namespace<Record<string, never>, Record<string, (...args: unknown[]) => void>, object, Data>;
type Person = Parameters<Parameters<People['use']>[0]>[0];

/** A refusal as Socket.IO hands it to a client whose handshake failed. */
function handshakeRefusal(code: string): Error {
  return Object.assign(new Error(code), { data: { refusal: { code } } });
}

async function principalOf(socket: Person, auth: Pick<Auth, 'verify'>): Promise<Principal | string> {
  const handshake = handshakeSchema.safeParse(socket.handshake.auth);
  if (!handshake.success) return 'invalid-message';
  if (handshake.data.version !== protocolVersion) return 'out-of-order';
  const verified = await auth.verify(handshake.data.token);
  return verified.ok ? verified.value : verified.refusal.code;
}

/** The live line to people's devices over Socket.IO. */
export function createSocket(needs: Needs): SocketLine {
  const { server, auth, limits, originAllowed, logger } = needs;
  const io = new Server(server, {
    serveClient: false,
    maxHttpBufferSize: neverReadBytes,
    pingInterval: pingIntervalMs,
    pingTimeout: pingTimeoutMs,
    transports: ['websocket', 'polling'],
    allowRequest: (request, answer) =>
      answer(null, originAllowed(request.headers.origin, request.headers.host)),
  });
  const people: People = io.of('/');
  /** Of the doors before the last. */
  const engines: (typeof io.engine)[] = [];
  const duration = Math.ceil(limits.messageBurst / limits.messagesPerSecond);
  const perConnection = new RateLimiterMemory({ points: limits.messageBurst, duration });
  const perAccount = new RateLimiterMemory({ points: limits.messageBurst * devicesOfOneAccount, duration });
  let sessions: Sessions | null = null;

  people.use((socket, next) => {
    if (!sessions) return next(handshakeRefusal('unavailable'));
    principalOf(socket, auth)
      .then((principal) => {
        if (typeof principal === 'string') {
          logger.info({ connection: socket.id, code: principal }, 'handshake refused');
          return next(handshakeRefusal(principal));
        }
        socket.data.principal = principal;
        next();
      })
      .catch((error: unknown) => {
        logger.error({ connection: socket.id, err: error }, 'handshake failed');
        next(handshakeRefusal('internal'));
      });
  });

  people.on('connection', (socket) => {
    if (!sessions) return;
    const serving = sessions;
    const { principal } = socket.data;
    const participant = principal.account.participant;
    logger.info({ connection: socket.id, participant }, 'connected');
    const answer = createGateway({
      connection: socket.id,
      principal,
      sessions: serving,
      logger,
      maxBytes: limits.messageBytes,
      isOpen: () => socket.connected,
      spend: async () => {
        try {
          await Promise.all([perConnection.consume(socket.id), perAccount.consume(participant)]);
          return true;
        } catch {
          return false;
        }
      },
    });
    socket.onAny(answer);
    socket.on('disconnect', (reason: string) => {
      logger.info({ connection: socket.id, participant, reason }, 'disconnected');
      serving.disconnect(socket.id);
    });
    (socket as Pick<Socket, 'conn'>).conn.on('error', (error: unknown) =>
      logger.warn({ connection: socket.id, err: error }, 'the line failed'),
    );
  });

  const check = async (): Promise<void> => {
    for (const socket of [...people.sockets.values()]) {
      // A turn of the event loop for each, so that the meetings do not wait for all of them.
      await setImmediate();
      if (await auth.holds(socket.data.principal)) continue;
      logger.warn({ connection: socket.id }, 'no longer allowed to be connected');
      end(socket.id, { code: 'unauthenticated' });
    }
  };
  const checking = setInterval(() => {
    check().catch((error: unknown) => logger.error({ err: error }, 'connections were not checked'));
  }, needs.checkEveryMs ?? checkEveryMs);

  const end: Connections['end'] = (connection, refusal) => {
    const socket = people.sockets.get(connection);
    socket?.emit('ended', refusal);
    socket?.disconnect(true);
  };

  // Also a line without a seat, by which somebody could still come in.
  auth.onRevoked((participant) => {
    for (const { id, data } of people.sockets.values())
      if (data.principal.account.participant === participant) end(id, { code: 'unauthenticated' });
  });

  return {
    connections: {
      push: (connections, type, payload) => {
        const lossy = type === 'signal' && isLossy(payload);
        const to = lossy ? people.volatile.to([...connections]) : people.to([...connections]);
        to.emit(type, payload);
      },
      end,
    },
    namespace: (name) => io.of(name),
    attach: (further) => {
      // Socket.IO forgets the door before, and would leave its lines open when it closes.
      engines.push(io.engine);
      io.attach(further);
    },
    serve: (serving) => {
      sessions = serving;
    },
    close: () => {
      clearInterval(checking);
      const closed = io.close();
      for (const engine of engines) engine.close();
      return closed;
    },
  };
}

/** Loudness and line quality come again in a moment; a slow line may miss some. */
function isLossy(payload: object): boolean {
  return 'type' in payload && (payload.type === 'levels' || payload.type === 'lines');
}
