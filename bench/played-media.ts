import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createWorker, type types } from 'mediasoup';
import pino from 'pino';
import type { ParticipantId } from '../core/id.ts';
import type { Source } from '../protocol/media.ts';
import { words } from '../recorder/words.ts';
import { openCapture } from '../server/media/capture.ts';
import { createMeetingRouter } from '../server/media/meeting-router.ts';
import { createSender, type SenderMedia } from '../server/media/sender.ts';
import type { Media } from '../server/ports.ts';

/**
 * The hub's own media, without browsers: a mediasoup router whose producers are fed by ffmpeg from a clip that was
 * encoded before, so that sending costs next to nothing, and whose captures are the hub's.
 */
export type PlayedMedia = Media & {
  readonly worker: types.Worker;
  /** Camera and microphone. Resolves when both arrive at the router. */
  play(participant: ParticipantId): Promise<void>;
  /** RTP bytes with headers that arrived from everybody so far. */
  bytesReceived(): Promise<number>;
};

const logger = pino({ level: 'silent' });
const kindBySource = { camera: 'video', microphone: 'audio' } as const;
const codecBySource = {
  camera: { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 },
  microphone: { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 },
} as const;

/** The top layer of a camera and a voice, ten seconds long. Returns the file. */
export async function encodeClip(folder: string): Promise<string> {
  const file = join(folder, 'clip.webm');
  await promisify(execFile)(process.env.FFMPEG_BIN ?? 'ffmpeg', [
    ...words('-v error -y -f lavfi -i testsrc2=s=1280x720:r=25,noise=alls=6:allf=t -f lavfi -i'),
    'aevalsrc=0.4*sin(2*PI*220*t)*lt(mod(t\\,2)\\,1.5):s=48000',
    ...words('-t 10 -c:v libvpx -deadline realtime -cpu-used 8 -b:v 900k -maxrate 900k -bufsize 900k -g 50'),
    ...words('-c:a libopus -b:a 32k -ac 2'),
    file,
  ]);
  return file;
}

export async function createPlayedMedia(clip: string, changed: () => void): Promise<PlayedMedia> {
  const worker = await createWorker({ logLevel: 'warn' });
  const server = await worker.createWebRtcServer({ listenInfos: [{ protocol: 'udp', ip: '127.0.0.1' }] });
  const place = { worker, server };
  const home = await createMeetingRouter({ worker: 0, place, logger, onVolumes: () => undefined });
  const { router } = home;
  const played: { readonly media: SenderMedia; readonly producer: types.Producer }[] = [];
  const players: ChildProcess[] = [];
  const unused = (): never => {
    throw new Error('no part of this bench');
  };

  async function open(participant: ParticipantId, source: 'camera' | 'microphone') {
    const listenInfo = { protocol: 'udp', ip: '127.0.0.1' } as const;
    const transport = await router.createPlainTransport({ listenInfo, rtcpMux: false, comedia: true });
    const ssrc = 1_000 + played.length;
    const producer = await transport.produce({
      kind: kindBySource[source],
      rtpParameters: { codecs: [codecBySource[source]], encodings: [{ ssrc }] },
    });
    const sender = {
      producer: producer.id,
      participant,
      source: source satisfies Source,
      kind: producer.kind,
    };
    const nothing = () => undefined;
    const media = createSender({ sender, producer, home, logger, onWanted: nothing, onClosed: nothing });
    played.push({ media, producer });
    const { payloadType } = codecBySource[source];
    const ports = `${transport.tuple.localPort}?rtcpport=${transport.rtcpTuple?.localPort}&pkt_size=1200`;
    return words(`-c copy -f rtp -payload_type ${payloadType} -ssrc ${ssrc} rtp://127.0.0.1:${ports}`);
  }

  async function bytesOf(producer: types.Producer): Promise<number> {
    const stats = await producer.getStats();
    return stats.reduce((sum, { byteCount }) => sum + byteCount, 0);
  }

  return {
    worker,
    async play(participant) {
      const camera = await open(participant, 'camera');
      const microphone = await open(participant, 'microphone');
      const player = spawn(
        process.env.FFMPEG_BIN ?? 'ffmpeg',
        [
          ...words('-hide_banner -nostdin -v error -re -stream_loop -1 -i'),
          clip,
          ...words('-map 0:v'),
          ...camera,
          ...words('-map 0:a'),
          ...microphone,
        ],
        { stdio: ['ignore', 'ignore', 'inherit'] },
      );
      await once(player, 'spawn');
      players.push(player);
      changed();
    },
    async bytesReceived() {
      const bytes = await Promise.all(played.map(({ producer }) => bytesOf(producer)));
      return bytes.reduce((sum, each) => sum + each, 0);
    },
    sendersOf: () =>
      played.map(({ media: { producer, participant, source, kind } }) => ({
        producer,
        participant,
        source,
        kind,
      })),
    async capture(_meeting, id) {
      const sender = played.find(({ media }) => media.producer === id)?.media;
      return sender
        ? { ok: true, value: await openCapture(sender, { ip: '127.0.0.1', onClosed: () => undefined }) }
        : { ok: false, refusal: { code: 'not-found' } };
    },
    async close() {
      const gone = players.map((player) => once(player, 'exit'));
      for (const player of players) player.kill('SIGKILL');
      await Promise.all(gone);
      worker.close();
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
