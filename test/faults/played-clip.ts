import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { words } from '../../recorder/words.ts';

/** A camera and a voice that never end: what a browser would send, encoded once and played over and over. */
export type PlayedClip = {
  /** Each RTP packet from now on. Returns how to stop listening. */
  onPacket(listener: (packet: Uint8Array, source: 'camera' | 'microphone') => void): () => void;
  /** Up to which moment it has been handed out, in epoch milliseconds: by its own clock, so late as it may be. */
  playedUntil(): number;
  /** How late the latest of its packets was since this was asked last, in milliseconds. */
  lateness(): number;
  close(): Promise<void>;
};

const clipSsrc = { camera: 4_001, microphone: 4_002 } as const;
export const clipPayloadType = { camera: 96, microphone: 111 } as const;

const ffmpeg = process.env.FFMPEG_BIN ?? 'ffmpeg';
const sources = ['camera', 'microphone'] as const;

async function encode(file: string): Promise<void> {
  await promisify(execFile)(ffmpeg, [
    ...words('-v error -y -f lavfi -i testsrc2=s=320x180:r=10 -f lavfi -i sine=f=440:r=48000'),
    ...words('-t 5 -c:v libvpx -deadline realtime -cpu-used 8 -b:v 150k -g 10 -auto-alt-ref 0'),
    ...words('-c:a libopus -b:a 32k -ac 2'),
    file,
  ]);
}

/** Of the voice, as Opus in RTP counts (RFC 7587), in a millisecond. */
const ticksPerMs = 48;
const packetMs = 20;

/** The clock of the clip, from the RTP time of each packet of its voice: a packet is late, but never early. */
function followClock() {
  let last: number | null = null;
  let playedMs = 0;
  let begunAt = Number.POSITIVE_INFINITY;
  let lateMs = 0;
  const now = () => begunAt + playedMs;
  return {
    hear(packet: Uint8Array) {
      const timestamp = Buffer.from(packet).readUInt32BE(4);
      playedMs += last === null ? packetMs : ((timestamp - last) | 0) / ticksPerMs;
      last = timestamp;
      begunAt = Math.min(begunAt, Date.now() - playedMs);
      lateMs = Math.max(lateMs, Date.now() - now());
    },
    now,
    lateness() {
      const latest = lateMs;
      lateMs = 0;
      return latest;
    },
  };
}

async function openInlet(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return socket;
}

export async function playClip(): Promise<PlayedClip> {
  const folder = await mkdtemp(join(tmpdir(), 'diemcau-clip-'));
  const file = join(folder, 'clip.webm');
  const [, camera, microphone] = await Promise.all([encode(file), openInlet(), openInlet()]);
  const inlets = { camera, microphone };
  const clock = followClock();
  const listeners = new Set<Parameters<PlayedClip['onPacket']>[0]>();
  const outputs = sources.flatMap((source) => [
    ...words(`-map 0:${source === 'camera' ? 'v' : 'a'} -c copy -f rtp`),
    ...words(`-payload_type ${clipPayloadType[source]} -ssrc ${clipSsrc[source]}`),
    // Its own sender reports go nowhere: what leaves the hub has the hub's.
    `rtp://127.0.0.1:${inlets[source].address().port}?rtcpport=9&pkt_size=1200`,
  ]);
  for (const source of sources)
    inlets[source].on('message', (packet) => {
      if (source === 'microphone') clock.hear(packet);
      for (const listener of listeners) listener(packet, source);
    });
  // It ends with its test, even if that is killed.
  const command = ['setpriv', '--pdeathsig', 'KILL', ffmpeg];
  const player: ChildProcess = spawn(
    command[0] ?? '',
    [
      ...command.slice(1),
      ...words('-hide_banner -nostdin -v error -re -stream_loop -1 -i'),
      file,
      ...outputs,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await Promise.all(sources.map((source) => once(inlets[source], 'message')));
  return {
    onPacket(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    playedUntil: clock.now,
    lateness: clock.lateness,
    async close() {
      const gone = once(player, 'exit');
      player.kill('SIGKILL');
      await gone;
      for (const source of sources) inlets[source].close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
