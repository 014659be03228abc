import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { MeetingId, ParticipantId } from '../../core/id.ts';
import type { Source } from '../../protocol/media.ts';
import { encodeSenderReport } from '../../recorder/capture/rtcp.ts';
import { createUnwrapper, opensVp8KeyFrame, parseRtp } from '../../recorder/capture/rtp.ts';
import { words } from '../../recorder/words.ts';
import type { Capture, Media, Sender } from '../../server/ports.ts';

/**
 * Media without mediasoup and without browsers: senders are ffmpeg processes, and `capture` copies their packets to the
 * recorder as mediasoup would, with sender reports of its own about once a second.
 */
export type LiveMedia = Media & {
  /** Picture and sound from one clock. Resolves when both flow. */
  send(
    participant: ParticipantId,
    inputs: { readonly video: string; readonly audio: string },
  ): Promise<readonly Sender[]>;
  /** Stops the flow of a producer without ending it, as a muted microphone does; or lets it flow again. */
  setPaused(producer: string, paused: boolean): void;
  stop(participant: ParticipantId): void;
};

const payloadType = { audio: 100, video: 101 } as const;
const clockRate = { audio: 48_000, video: 90_000 } as const;

type Producer = {
  readonly sender: Sender;
  readonly ssrc: number;
  readonly inlet: Socket;
  readonly outlets: Set<(packet: Uint8Array) => void>;
  readonly ends: Set<() => void>;
  /** The quickest packet tells when the RTP clock stood at 0. */
  zeroAt: number;
  last: { readonly rtp: number; readonly at: number } | null;
  paused: boolean;
};

async function boundSocket(): Promise<Socket> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4_194_304 });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  socket.on('error', () => {});
  return socket;
}

function startSender(
  ports: { readonly video: number; readonly audio: number; readonly rtcp: number },
  inputs: { readonly video: string; readonly audio: string },
  ssrcs: { readonly video: number; readonly audio: number },
): ChildProcess {
  const output = (port: number, kind: 'audio' | 'video') => [
    ...words(`-f rtp -payload_type ${payloadType[kind]} -ssrc ${ssrcs[kind]}`),
    `rtp://127.0.0.1:${port}?rtcpport=${ports.rtcp}&pkt_size=1200`,
  ];
  const args = [
    ...words('-hide_banner -nostdin -v error -re -f lavfi -i'),
    inputs.video,
    ...words('-re -f lavfi -i'),
    inputs.audio,
    ...words(
      '-map 0:v -c:v libvpx -deadline realtime -cpu-used 8 -lag-in-frames 0 -b:v 500k -g 25 -threads 1',
    ),
    ...output(ports.video, 'video'),
    ...words('-map 1:a -c:a libopus -application lowdelay -b:a 32k -ac 2'),
    ...output(ports.audio, 'audio'),
  ];
  // A sender ends with its test, even if that is killed.
  const command = ['setpriv', '--pdeathsig', 'KILL', process.env.FFMPEG_BIN ?? 'ffmpeg', ...args];
  return spawn(command[0] ?? '', command.slice(1), { stdio: ['ignore', 'ignore', 'inherit'] });
}

function createProducer(sender: Sender, ssrc: number, inlet: Socket): Producer {
  const producer: Producer = {
    sender,
    ssrc,
    inlet,
    outlets: new Set(),
    ends: new Set(),
    zeroAt: Number.POSITIVE_INFINITY,
    last: null,
    paused: false,
  };
  const unwrap = createUnwrapper(32);
  const rate = clockRate[sender.kind] / 1000;
  inlet.on('message', (packet) => {
    const header = parseRtp(packet);
    if (!header) return;
    const at = performance.timeOrigin + performance.now();
    const rtp = unwrap(header.timestamp);
    producer.zeroAt = Math.min(producer.zeroAt, at - rtp / rate);
    producer.last = { rtp, at };
    if (producer.paused) return;
    for (const outlet of producer.outlets) outlet(packet);
  });
  return producer;
}

async function captureOf(producer: Producer): Promise<Capture> {
  const { sender, ssrc } = producer;
  const [rtp, rtcp] = await Promise.all([boundSocket(), boundSocket()]);
  let target: { ip: string; rtpPort: number; rtcpPort: number } | null = null;
  let flowing = false;
  let sent = 0;
  let reports: NodeJS.Timeout | null = null;
  const send = (packet: Uint8Array) => {
    if (!target) return;
    const header = parseRtp(packet);
    // Like a consumer of a picture: nothing before a key frame.
    if (!flowing && sender.kind === 'video' && header && !opensVp8KeyFrame(packet, header)) return;
    flowing = true;
    sent += 1;
    rtp.send(packet, target.rtpPort, target.ip, () => {});
  };
  const report = () => {
    const now = performance.timeOrigin + performance.now();
    if (!target || sent === 0 || !producer.last || now - producer.last.at > 2_000) return;
    const timestamp = Math.round((now - producer.zeroAt) * (clockRate[sender.kind] / 1000)) >>> 0;
    rtcp.send(encodeSenderReport({ ssrc, ntpMs: now, timestamp }), target.rtcpPort, target.ip, () => {});
  };
  const listeners = new Set<(lost: boolean) => void>();
  const ended = () => {
    for (const listener of listeners) listener(false);
  };
  producer.ends.add(ended);
  const mimeType = sender.kind === 'audio' ? 'audio/opus' : 'video/VP8';
  return {
    rtpParameters: {
      codecs: [
        {
          mimeType,
          payloadType: payloadType[sender.kind],
          clockRate: clockRate[sender.kind],
          ...(sender.kind === 'audio' ? { channels: 2 } : {}),
          parameters: {},
        },
      ],
      encodings: [{ ssrc }],
    },
    local: { ip: '127.0.0.1', rtpPort: rtp.address().port, rtcpPort: rtcp.address().port },
    async connect(to) {
      target = to;
    },
    async resume() {
      producer.outlets.add(send);
      reports = setInterval(report, 1_000);
    },
    async requestKeyFrame() {},
    packetsSent: async () => sent,
    close() {
      producer.outlets.delete(send);
      producer.ends.delete(ended);
      if (reports) clearInterval(reports);
      if (!target) return;
      target = null;
      rtp.close();
      rtcp.close();
    },
    onEnd(listener) {
      listeners.add(listener);
    },
  };
}

/** For one meeting. `changed` is called when senders come and go. */
export function createLiveMedia(changed: () => void): LiveMedia {
  const producerById = new Map<string, Producer>();
  const processByParticipant = new Map<ParticipantId, ChildProcess>();
  const unused = (): never => {
    throw new Error('no part of this double');
  };

  const stop = (participant: ParticipantId) => {
    processByParticipant.get(participant)?.kill('SIGKILL');
    processByParticipant.delete(participant);
    for (const [id, producer] of producerById) {
      if (producer.sender.participant !== participant) continue;
      producerById.delete(id);
      producer.inlet.close();
      for (const ended of [...producer.ends]) ended();
    }
    changed();
  };

  return {
    async send(participant, inputs) {
      const kinds: readonly (readonly ['video' | 'audio', Source])[] = [
        ['video', 'camera'],
        ['audio', 'microphone'],
      ];
      const [video, audio, rtcp] = await Promise.all([boundSocket(), boundSocket(), boundSocket()]);
      const sockets = { video, audio };
      const ssrcs = { video: randomInt(1, 2 ** 31), audio: randomInt(1, 2 ** 31) };
      const producers = kinds.map(([kind, source]) => {
        const sender: Sender = { producer: `${participant}-${source}`, participant, source, kind };
        return createProducer(sender, ssrcs[kind], sockets[kind]);
      });
      const ports = { video: video.address().port, audio: audio.address().port, rtcp: rtcp.address().port };
      processByParticipant.set(participant, startSender(ports, inputs, ssrcs));
      await Promise.all(producers.map(({ inlet }) => once(inlet, 'message')));
      for (const producer of producers) producerById.set(producer.sender.producer, producer);
      changed();
      return producers.map(({ sender }) => sender);
    },
    setPaused(id, paused) {
      const producer = producerById.get(id);
      if (producer) producer.paused = paused;
    },
    stop,
    sendersOf: (_meeting: MeetingId) => [...producerById.values()].map(({ sender }) => sender),
    async capture(_meeting, id) {
      const producer = producerById.get(id);
      if (!producer) return { ok: false, refusal: { code: 'not-found' } };
      return { ok: true, value: await captureOf(producer) };
    },
    async close() {
      for (const participant of [...processByParticipant.keys()]) stop(participant);
    },
    listen: unused,
    enter: unused,
    leave: unused,
    handle: unused,
    loop: unused,
    follow: unused,
    endMeeting: unused,
    workers: async () => [],
  };
}

/** A picture that flashes and a tone that sounds in the first 0.2 s of each second. */
export const flashAndBeep = {
  video: "color=c=black:s=640x360:r=25,drawbox=c=white:t=fill:enable='lt(mod(t,1),0.2)'",
  audio: "aevalsrc='0.6*sin(2*PI*1000*t)*lt(mod(t,1),0.2)':s=48000",
} as const;
