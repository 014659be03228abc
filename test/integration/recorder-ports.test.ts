import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPortPool, type PortPool } from '../../recorder/capture/port-pool.ts';
import { openTrack, type Track } from '../../recorder/capture/track.ts';
import { monotonicMs } from '../../recorder/timeline/clock.ts';
import type { TimelineFact } from '../../recorder/timeline/line.ts';
import { id } from '../doubles/meeting.ts';
import { until } from '../support/until.ts';

let folder = '';
let sender: Socket;
let track: Track | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-ports-'));
  sender = createSocket('udp4');
  sender.bind(0, '127.0.0.1');
  await once(sender, 'listening');
});
afterEach(async () => {
  await track?.close();
  track = null;
  sender.close();
  await rm(folder, { recursive: true, force: true });
});

/** A packet of sound with this sequence number. */
function packet(sequence: number): Uint8Array {
  const bytes = Buffer.alloc(40);
  bytes.writeUInt16BE(0x8064);
  bytes.writeUInt16BE(sequence, 2);
  bytes.writeUInt32BE(sequence * 960, 4);
  bytes.writeUInt32BE(7, 8);
  return bytes;
}

it('a track that finds no port for its file breaks off and tries again, and the recorder lives on', async () => {
  const pool = createPortPool({ from: 25_000, to: 25_999 }, monotonicMs);
  let refusals = 0;
  let exhausted = false;
  const ports: PortPool = {
    ...pool,
    take: async () => {
      if (!exhausted) return pool.take();
      refusals += 1;
      throw new Error('no pair of UDP ports is free');
    },
  };
  const facts: TimelineFact[] = [];
  const broken: string[] = [];
  track = await openTrack(
    {
      track: 't1',
      participant: id('p1'),
      source: 'microphone',
      kind: 'audio',
      rtpParameters: {
        codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
        encodings: [{ ssrc: 7 }],
      },
      from: { ip: '127.0.0.1', rtpPort: sender.address().port, rtcpPort: sender.address().port },
    },
    {
      ip: '127.0.0.1',
      ports,
      ffmpeg: ['false'],
      nextEpoch: () => ({ epoch: 1, path: join(folder, '1.mkv'), file: '1.mkv' }),
      write: (fact) => void facts.push(fact),
      requestKeyFrame: () => undefined,
      broke: (which) => void broken.push(which),
      whole: () => undefined,
      logger: pino({ level: 'silent' }),
    },
  );
  exhausted = true;
  const { rtpPort } = track.address;
  let sequence = 0;
  const sending = setInterval(() => {
    sequence += 1;
    sender.send(packet(sequence), rtpPort, '127.0.0.1');
  }, 20);
  try {
    await until('it was tried again', () => refusals >= 2);
  } finally {
    clearInterval(sending);
  }
  expect(broken.length).toBeGreaterThan(0);
  expect(facts).toContainEqual(expect.objectContaining({ kind: 'epoch.closed', reason: 'crashed' }));
});
