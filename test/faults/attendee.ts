import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import { io } from 'socket.io-client';
import type { ParticipantCommand } from '../../core/command.ts';
import type { SeenEntry } from '../../core/event.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { MeetingListItem, SessionReply } from '../../protocol/http.ts';
import type { ConsumerOffer } from '../../protocol/media.ts';
import {
  type Answer,
  type EntryBatch,
  type Pushes,
  protocolVersion,
  type Replies,
  type Request,
  type RequestType,
  type Snapshot,
} from '../../protocol/message.ts';
import { capturedRtp } from '../../protocol/recorder.ts';
import { dtlsParameters, rtpCapabilities } from '../doubles/media-parameters.ts';
import { codecOf, createDevice, type Device } from './device.ts';
import { clipPayloadType, type PlayedClip } from './played-clip.ts';

/** Somebody at a real hub over a real socket, sending and receiving RTP; comes back by itself as a page does. */
export type Attendee = {
  /** Entries as they were pushed, with the moment (`performance.now()`) at which they were read. */
  readonly heard: readonly { readonly at: number; readonly entry: SeenEntry }[];
  /** As the hub tells it now. */
  meeting(): Promise<Meeting>;
  /** Rejects with the code of a refusal. */
  command(command: ParticipantCommand): Promise<void>;
  /** Media packets received so far. */
  packets(): number;
  /** RTP times of the last packet of sound that it sent, by its device's clock, and that it received from anybody. */
  sound(): { readonly sent: number; readonly heard: number };
  /** When the line to the hub was last lost, by `performance.now()`; null: never. */
  lostAt(): number | null;
  /** Rejects with the last failure, if its media never stood. */
  readonly seated: Promise<void>;
  /** Closes what it sends, and sends the same clip from another device over the same line. */
  plugIn(device: Device): Promise<void>;
  /** The same from another network: its line to the hub goes too, and everything is built anew over another. */
  moveWith(device: Device): Promise<void>;
  /** Of its media not one packet arrives, either way. */
  lose(lost: boolean): void;
  close(): void;
};

const answerMs = 10_000;
const kindBySource = { camera: 'video', microphone: 'audio' } as const;

export async function signIn(origin: string, username: string): Promise<SessionReply> {
  const response = await fetch(new URL('/api/session', origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ username, password: 'diemcau' }),
  });
  if (!response.ok) throw new Error(`${username}: ${response.status} ${await response.text()}`);
  return response.json();
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

/** An RTP packet of nobody: by its coming the hub learns where to send. */
function hello(): Uint8Array {
  const packet = Buffer.alloc(12);
  packet.writeUInt16BE(0x8000 | clipPayloadType.microphone);
  packet.writeUInt32BE(1, 8);
  return packet;
}

function portOf({ iceCandidates }: Replies['media.transport.create']): number {
  return Number(iceCandidates[0]?.port);
}

/** Signs in, takes the seat with the camera on, and builds its media; again whenever the hub or its media went away. */
export async function attend(origin: string, username: string, clip: PlayedClip | null): Promise<Attendee> {
  const session = await signIn(origin, username);
  const { id: meeting } = await findMeeting(origin, session);
  const heard: { at: number; entry: SeenEntry }[] = [];
  const socket = io(origin, {
    auth: { token: session.token, version: protocolVersion },
    transports: ['websocket'],
    reconnectionDelay: 100,
    reconnectionDelayMax: 300,
    forceNew: true,
  });
  const ask = async <T extends RequestType>(type: T, body: Request<T>): Promise<Replies[T]> => {
    const answer: Answer<T> = await socket.timeout(answerMs).emitWithAck(type, body);
    if (!answer.ok) throw new Error(`${username}: ${type}: ${answer.refusal.code}`);
    return answer.reply;
  };
  let received = 0;
  const sound = { sent: 0, heard: 0 };
  const voices = new Set<number>();
  let lostAt: number | null = null;
  let line: UdpSocket | null = null;
  let device = createDevice(null);
  let sending: { readonly transport: string; readonly producers: readonly string[] } | null = null;
  let lost = false;
  let seatedAgain = () => {};
  let unplug = () => {};
  let closed = false;

  const openLine = async (): Promise<UdpSocket> => {
    unplug();
    line?.close();
    const opened = createSocket('udp4');
    line = opened;
    opened.on('error', () => {});
    opened.bind(0, '127.0.0.1');
    await once(opened, 'listening');
    opened.on('message', (packet) => {
      // RTCP of the second byte's range 192 to 223 is no media (RFC 5761).
      const second = packet[1] ?? 0;
      if (lost || (second >= 192 && second <= 223)) return;
      received += 1;
      if (voices.has(packet.readUInt32BE(8))) sound.heard = packet.readUInt32BE(4);
    });
    return opened;
  };
  const openTransport = async (direction: 'send' | 'receive') => {
    const offer = await ask('media.transport.create', { direction, forceTcp: false });
    await ask('media.transport.connect', { transport: offer.id, dtlsParameters: dtlsParameters() });
    return offer;
  };
  const produce = async (transport: string, source: 'camera' | 'microphone'): Promise<string> => {
    const { ssrc } = device;
    const rtpParameters = {
      mid: `${source}-${ssrc[source]}`,
      codecs: [codecOf(source)],
      encodings: [{ ssrc: ssrc[source] }],
      rtcp: { cname: username },
    };
    const kind = kindBySource[source];
    return (await ask('media.produce', { transport, source, kind, rtpParameters })).producer;
  };
  const produceBoth = async (transport: string) => {
    const producers = [await produce(transport, 'camera'), await produce(transport, 'microphone')];
    sending = { transport, producers };
  };
  /** Consumers are offered while the transports are still being built. */
  const ready = (consumer: ConsumerOffer) => {
    const ssrc = capturedRtp.parse(consumer.rtpParameters).encodings[0]?.ssrc;
    if (consumer.kind === 'audio' && ssrc !== undefined) voices.add(ssrc);
    ask('media.consumer.ready', { consumer: consumer.id }).catch(() => {});
  };
  const build = async () => {
    const udp = await openLine();
    await ask('media.prepare', { rtpCapabilities: rtpCapabilities() });
    if (clip) {
      const send = await openTransport('send');
      await produceBoth(send.id);
      unplug = clip.onPacket((packet, source) => {
        if (lost) return;
        const stamped = device.stamp(packet, source);
        if (source === 'microphone') sound.sent = stamped.readUInt32BE(4);
        udp.send(stamped, portOf(send), '127.0.0.1', () => {});
      });
    }
    const receive = await openTransport('receive');
    udp.send(hello(), portOf(receive), '127.0.0.1');
  };
  const { promise: seated, resolve, reject } = Promise.withResolvers<void>();
  let attempts = 0;
  /** As a page: whatever fails is begun again, from the seat. */
  const settle = async (withSeat: boolean): Promise<void> => {
    try {
      if (withSeat) await ask('meeting.join', { meeting, camera: 'on', takeOver: true });
      await build();
      attempts = 0;
      resolve();
      seatedAgain();
    } catch (error) {
      attempts += 1;
      if (attempts > 100) reject(error);
      else if (!closed && socket.connected) setTimeout(() => void settle(withSeat), 100);
    }
  };
  socket.on('entries', (batch: EntryBatch) => {
    const at = performance.now();
    for (const entry of batch.entries) heard.push({ at, entry });
  });
  socket.on('media', (news: Pushes['media']) => {
    if (news.type === 'consumer.opened') ready(news.consumer);
    if (news.type === 'media.rebuild') void settle(false);
  });
  socket.on('connect', () => void settle(true));
  socket.on('disconnect', () => {
    lostAt = performance.now();
  });
  await seated;
  return {
    heard,
    seated,
    async meeting() {
      const snapshot: Snapshot = await ask('meeting.snapshot', {});
      return snapshot.meeting;
    },
    async command(command) {
      await ask('command', { command });
    },
    packets: () => received,
    sound: () => ({ ...sound }),
    lostAt: () => lostAt,
    async plugIn(next) {
      if (!sending) throw new Error(`${username} sends nothing`);
      for (const producer of sending.producers) await ask('media.producer.close', { producer });
      device = next;
      await produceBoth(sending.transport);
    },
    async moveWith(next) {
      socket.disconnect();
      device = next;
      const back = Promise.withResolvers<void>();
      seatedAgain = back.resolve;
      socket.connect();
      await back.promise;
    },
    lose(wanted) {
      lost = wanted;
    },
    close() {
      closed = true;
      unplug();
      line?.close();
      socket.disconnect();
    },
  };
}
