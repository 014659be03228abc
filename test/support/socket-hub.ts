import { createServer } from 'node:http';
import { pino } from 'pino';
import { io, type Socket } from 'socket.io-client';
import type { ParticipantId } from '../../core/id.ts';
import type { Card } from '../../core/meeting.ts';
import type { Refusal } from '../../core/refusal.ts';
import {
  type Answer,
  type EntryBatch,
  protocolVersion,
  type Request,
  type RequestType,
  type Signal,
  type Snapshot,
} from '../../protocol/message.ts';
import { createHub } from '../../server/hub.ts';
import type { Auth } from '../../server/ports.ts';
import { createSeats } from '../../server/seats.ts';
import { createSessions } from '../../server/sessions.ts';
import { createSocket } from '../../server/socket/socket.ts';
import { createMemoryBallotBox } from '../doubles/ballot-box.ts';
import { createMediaDouble } from '../doubles/media.ts';
import { draft, seats as invited, levels, strangers, units } from '../doubles/meeting.ts';
import { principalOf } from '../doubles/principal.ts';
import { createRecorderDouble } from '../doubles/recorder.ts';
import { createMemoryStore } from '../doubles/store.ts';

const cards: readonly Card[] = [
  ...Object.values(invited).map(({ card }) => card),
  strangers.near,
  strangers.far,
];

/** Someone's real socket, with everything the hub pushed to it. */
export type Client = {
  readonly socket: Socket;
  readonly snapshots: Snapshot[];
  readonly batches: EntryBatch[];
  readonly signals: Signal[];
  readonly ended: Refusal[];
  ask<T extends RequestType>(type: T, body: Request<T>): Promise<Answer<T>>;
  /** Sends anything at all. */
  raw(type: string, ...body: readonly unknown[]): Promise<unknown>;
  close(): void;
};

/** The hub's own parts on a real port, with doubles for media, recorder, store and sign-in. */
export async function startSocketHub(limits = { messagesPerSecond: 1_000, messageBurst: 10_000 }) {
  const logger = pino({ level: 'silent' });
  const store = createMemoryStore();
  await store.units.replace(levels, units);
  const revoked: ((participant: ParticipantId) => void)[] = [];
  const shutOut = new Set<ParticipantId>();
  const auth: Pick<Auth, 'verify' | 'holds' | 'onRevoked'> = {
    holds: async ({ account }) => !shutOut.has(account.participant),
    verify: async (token) => {
      const card = cards.find(({ participant }) => participant === token);
      return card
        ? { ok: true, value: principalOf(card) }
        : { ok: false, refusal: { code: 'unauthenticated' } };
    },
    onRevoked: (listener) => void revoked.push(listener),
  };
  const server = createServer();
  const line = createSocket({
    server,
    auth,
    limits: { ...limits, messageBytes: 65_536 },
    originAllowed: (origin) => origin === undefined,
    logger,
    checkEveryMs: 20,
  });
  const seats = createSeats();
  const media = createMediaDouble();
  const recorder = createRecorderDouble();
  const { connections } = line;
  const ballots = createMemoryBallotBox();
  const clock = { now: () => Date.now() };
  const needs = { store, media, recorder, ballots, connections, seats, clock, logger };
  const hub = createHub(needs);
  await hub.start();
  const created = await hub.create(draft());
  if (!created.ok) throw new Error('the draft was refused');
  line.serve(createSessions({ ...needs, hub, auth }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const clients: Client[] = [];

  const connect = async (token: string, handshake: object = {}): Promise<Client> => {
    const socket = io(`http://127.0.0.1:${port}`, {
      auth: { token, version: protocolVersion, ...handshake },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    const client: Client = {
      socket,
      snapshots: [],
      batches: [],
      signals: [],
      ended: [],
      ask: (type, body) => socket.timeout(5_000).emitWithAck(type, body),
      raw: (type, ...body) => socket.timeout(5_000).emitWithAck(type, ...body),
      close: () => void socket.disconnect(),
    };
    socket.on('snapshot', (snapshot: Snapshot) => client.snapshots.push(snapshot));
    socket.on('entries', (batch: EntryBatch) => client.batches.push(batch));
    socket.on('signal', (signal: Signal) => client.signals.push(signal));
    socket.on('ended', (refusal: Refusal) => client.ended.push(refusal));
    clients.push(client);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return client;
  };

  const live = () => {
    const meeting = hub.meeting(created.value);
    if (!meeting) throw new Error('the meeting is gone');
    return meeting;
  };

  return {
    connect,
    /** Connects and takes the seat. */
    seat: async (participant: ParticipantId): Promise<Client> => {
      const client = await connect(participant);
      const answer = await client.ask('meeting.join', {
        meeting: created.value,
        camera: 'off',
        takeOver: false,
      });
      if (!answer.ok) throw new Error(`${participant} was refused: ${answer.refusal.code}`);
      client.snapshots.push(answer.reply);
      return client;
    },
    meeting: created.value,
    state: () => live().state(),
    live,
    media,
    recorder,
    store,
    revoke: (participant: ParticipantId) => {
      for (const listener of revoked) listener(participant);
    },
    /** As if another process had disabled the account: nobody tells the hub. */
    shutOut: (participant: ParticipantId) => void shutOut.add(participant),
    close: async () => {
      for (const client of clients) client.close();
      hub.close();
      await line.close();
      await media.close();
    },
  };
}
