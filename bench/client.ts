import { setTimeout as delay } from 'node:timers/promises';
import { io, type Socket } from 'socket.io-client';
import type { MeetingListItem, SessionReply } from '../protocol/http.ts';
import {
  type Answer,
  type EntryBatch,
  type Pushes,
  protocolVersion,
  type Replies,
  type Request,
  type RequestType,
  type Snapshot,
} from '../protocol/message.ts';

/** Someone's connection to a real hub, without a browser: signed in, with a socket, perhaps with a seat. */
export type Client = {
  readonly socket: Socket;
  readonly snapshot: () => Snapshot;
  /** Rejects with the code of a refusal. */
  ask<T extends RequestType>(type: T, body: Request<T>): Promise<Replies[T]>;
  /** Until it returns false. `at` is when the message was decoded, by `performance.now()`. */
  onEntries(listener: (batch: EntryBatch, at: number) => void): void;
  onMedia(listener: (news: Pushes['media']) => void): void;
  close(): void;
};

const answerMs = 30_000;

async function post(origin: string, path: string, body: unknown): Promise<SessionReply> {
  const response = await fetch(new URL(path, origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

export function signIn(origin: string, username: string): Promise<SessionReply> {
  return post(origin, '/api/session', { username, password: 'diemcau' });
}

export function signInSite(origin: string, credential: string): Promise<SessionReply> {
  return post(origin, '/api/site-session', { credential });
}

/** The first meeting in somebody's list. */
export async function findMeeting(origin: string, { token }: SessionReply): Promise<MeetingListItem> {
  const response = await fetch(new URL('/api/meetings', origin), {
    headers: { authorization: `Bearer ${token}` },
  });
  const [meeting]: readonly MeetingListItem[] = await response.json();
  if (!meeting) throw new Error('there is no meeting');
  return meeting;
}

/** Opens the socket as a page does: a WebSocket, the token in the handshake. */
export async function connect(origin: string, { token }: SessionReply): Promise<Client> {
  const socket = io(origin, {
    auth: { token, version: protocolVersion },
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    timeout: answerMs,
  });
  let snapshot: Snapshot | null = null;
  socket.on('snapshot', (next: Snapshot) => {
    snapshot = next;
  });
  const client: Client = {
    socket,
    snapshot() {
      if (!snapshot) throw new Error('no seat was taken');
      return snapshot;
    },
    async ask<T extends RequestType>(type: T, body: Request<T>): Promise<Replies[T]> {
      const answer: Answer<T> = await socket.timeout(answerMs).emitWithAck(type, body);
      if (!answer.ok) throw new Error(`${type}: ${answer.refusal.code}`);
      return answer.reply;
    },
    onEntries: (listener) => socket.on('entries', (batch: EntryBatch) => listener(batch, performance.now())),
    onMedia: (listener) => socket.on('media', listener),
    close: () => void socket.disconnect(),
  };
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return client;
}

/** Takes the seat, with the camera on as a site does. */
export async function takeSeat(client: Client, { id }: MeetingListItem): Promise<Snapshot> {
  return client.ask('meeting.join', { meeting: id, camera: 'on', takeOver: false });
}

/** Looks every few milliseconds until it is so; rejects with what was waited for. */
export async function reached(what: string, condition: () => boolean, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain: ${what}`);
    await delay(5);
  }
}
