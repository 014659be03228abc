import { io, type Socket } from 'socket.io-client';
import type { Refusal } from '../../core/refusal.ts';
import {
  type Answer,
  type Pushes,
  protocolVersion,
  type Replies,
  type Request,
  type RequestType,
} from '../../protocol/message.ts';
import { retryDelay } from './backoff.ts';
import { freshToken, renewToken } from './identity.ts';
import { refusalIn } from './refusal-in.ts';
import { reloadOutdatedPage } from './reload.ts';
import { type Result, refused } from './result.ts';

/** A request without an answer after this long counts as not done, in ms. */
const answerMs = 10_000;
/** Longest wait for the socket itself to open, in ms; polling is tried after the WebSocket. */
const openMs = 8_000;

/** What the line tells its owner. */
export type LineListener = {
  /** The socket is open. Nothing is joined yet. */
  readonly opened: () => void;
  /** The socket is gone, or an attempt failed; the next attempt is under way by itself. `attempt` counts from 0. */
  readonly lost: (attempt: number) => void;
  /** The hub will not have this connection: nothing more is attempted. */
  readonly ended: (refusal: Refusal) => void;
  /** What the hub pushes, each to its taker. */
  readonly news: { readonly [T in Exclude<keyof Pushes, 'ended'>]: (news: Pushes[T]) => void };
};

/** One connection to the hub that comes back by itself. */
export type Line = {
  /** Asks once. `unavailable` if the line is gone or no answer came: then it is unknown whether it was done. */
  readonly ask: <T extends RequestType>(type: T, body: Request<T>) => Promise<Result<Replies[T]>>;
  readonly close: () => void;
};

/** Refusals of the handshake after which trying again can help. */
const passing: readonly Refusal['code'][] = ['overloaded', 'unavailable', 'too-many', 'internal'];

/**
 * Opens the line. Reconnection is done here and not by socket.io, which gives up when the hub itself refuses or ends
 * a connection, and which does not know that a token has to be renewed first.
 */
export function openLine(listener: LineListener): Line {
  let attempt = 0;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let renewed = false;

  const socket: Socket = io({
    path: '/socket.io/',
    autoConnect: false,
    reconnection: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: openMs,
    withCredentials: false,
    auth: (send) => {
      void freshToken().then((token) =>
        send({ token: token.ok ? token.reply : '', version: protocolVersion }),
      );
    },
  });

  function close(): void {
    if (closed) return;
    closed = true;
    if (timer !== null) clearTimeout(timer);
    removeEventListener('online', connectNow);
    document.removeEventListener('visibilitychange', connectNow);
    socket.removeAllListeners();
    socket.disconnect();
  }

  function end(refusal: Refusal): void {
    close();
    listener.ended(refusal);
  }

  async function connect(): Promise<void> {
    timer = null;
    const token = await freshToken();
    if (closed) return;
    if (!token.ok) return passing.includes(token.refusal.code) ? retry() : end(token.refusal);
    socket.auth = { token: token.reply, version: protocolVersion };
    socket.connect();
  }

  /** The network came back, or the page is looked at again: the wait is cut short. */
  function connectNow(): void {
    if (timer === null || document.visibilityState === 'hidden') return;
    clearTimeout(timer);
    void connect();
  }

  function retry(): void {
    if (closed) return;
    listener.lost(attempt);
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(() => void connect(), retryDelay(attempt, Math.random()));
    attempt += 1;
  }

  async function refuse(refusal: Refusal): Promise<void> {
    if (passing.includes(refusal.code)) return retry();
    // The hub answers so to a page of another version, and to nothing else in a handshake.
    if (refusal.code === 'out-of-order')
      return reloadOutdatedPage() ? undefined : end({ code: 'invalid-message' });
    if (refusal.code !== 'unauthenticated' || renewed) return end(refusal);
    // The token may only have run out: once a renewed one is refused too, the sign-in is over.
    const token = await renewToken();
    if (closed) return;
    if (!token.ok && !passing.includes(token.refusal.code)) return end(token.refusal);
    renewed = token.ok;
    retry();
  }

  socket.on('connect', () => {
    attempt = 0;
    renewed = false;
    listener.opened();
  });
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    const refusal = refusalIn(error.data);
    if (refusal) void refuse(refusal);
    else retry();
  });
  socket.on('disconnect', retry);
  socket.on('ended', (refusal: Refusal) => end(refusal));
  socket.on('entries', listener.news.entries);
  socket.on('snapshot', listener.news.snapshot);
  socket.on('signal', listener.news.signal);
  socket.on('media', listener.news.media);
  addEventListener('online', connectNow);
  document.addEventListener('visibilitychange', connectNow);
  void connect();

  return {
    close,
    async ask<T extends RequestType>(type: T, body: Request<T>): Promise<Result<Replies[T]>> {
      // socket.io would keep it and send it after the next connect, when it may no longer be meant.
      if (closed || !socket.connected) return refused('unavailable');
      try {
        const answer: unknown = await socket.timeout(answerMs).emitWithAck(type, body);
        return answer as Answer<T>;
      } catch {
        return refused('unavailable');
      }
    },
  };
}
