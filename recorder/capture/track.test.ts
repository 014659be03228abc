import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { expect, it, vi } from 'vitest';
import type { ParticipantId } from '../../core/id.ts';
import { monotonicMs } from '../timeline/clock.ts';
import type { TimelineFact } from '../timeline/line.ts';
import { createPortPool } from './port-pool.ts';
import { sdpFileOf } from './sdp.ts';
import { openTrack } from './track.ts';

const ssrc = 7;
const payloadType = 101;

/** The first packet of a key frame of VP8 (RFC 7741): 30 of them a second, 90,000 ticks. */
function keyFramePacket(sequence: number): Buffer {
  const packet = Buffer.alloc(60);
  packet.writeUInt8(0x80, 0);
  packet.writeUInt8(payloadType, 1);
  packet.writeUInt16BE(sequence, 2);
  packet.writeUInt32BE(sequence * 3_000, 4);
  packet.writeUInt32BE(ssrc, 8);
  packet.writeUInt8(0x10, 12);
  return packet;
}

it('REC-4: counts what cannot be kept while ffmpeg is slow to bind, and asks for a key frame after it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diemcau-track-'));
  const path = join(folder, 'a.mkv');
  const sender = createSocket('udp4');
  const reader = [createSocket('udp4'), createSocket('udp4')] as const;
  const facts: TimelineFact[] = [];
  const requestKeyFrame = vi.fn();
  sender.bind(0, '127.0.0.1');
  await once(sender, 'listening');
  const track = await openTrack(
    {
      track: 't1',
      participant: 'person:a' as ParticipantId,
      source: 'camera',
      kind: 'video',
      rtpParameters: {
        codecs: [{ mimeType: 'video/VP8', payloadType, clockRate: 90_000 }],
        encodings: [{ ssrc }],
      },
      from: { ip: '127.0.0.1', rtpPort: sender.address().port, rtcpPort: 9 },
    },
    {
      ip: '127.0.0.1',
      ports: createPortPool({ from: 26_300, to: 26_398 }, monotonicMs),
      // In place of ffmpeg what never binds: the test does.
      ffmpeg: ['sh', '-c', 'exec sleep 60'],
      nextEpoch: () => ({ epoch: 1, path, file: 'tracks/a.mkv' }),
      write: (fact) => facts.push(fact),
      requestKeyFrame,
      broke: () => undefined,
      whole: () => undefined,
      logger: pino({ level: 'silent' }),
    },
  );
  try {
    let sent = 0;
    const send = async (count: number) => {
      for (const until = sent + count; sent < until; sent += 1)
        sender.send(keyFramePacket(sent), track.address.rtpPort, '127.0.0.1');
      await vi.waitFor(() => expect(track.packets()).toBe(sent), { timeout: 5_000, interval: 1 });
    };
    await send(1);
    const opened = await vi.waitFor(() => {
      const found = facts.find((fact) => fact.kind === 'epoch.opened');
      if (!found) throw new Error('no file was begun');
      return found;
    });
    // More than is kept: 4,096.
    while (sent < 4_200) await send(100);
    expect(requestKeyFrame).not.toHaveBeenCalled();
    const port = Number(/m=video (\d+)/.exec(await readFile(sdpFileOf(path), 'utf8'))?.[1]);
    reader[1].bind(port + 1, '127.0.0.1');
    reader[0].bind(port, '127.0.0.1');
    await vi.waitFor(async () => {
      await send(1);
      expect(requestKeyFrame).toHaveBeenCalledWith('t1');
    }, 5_000);
    process.kill(opened.pid, 'SIGKILL');
    const closed = await vi.waitFor(() => {
      const found = facts.find((fact) => fact.kind === 'epoch.closed');
      if (!found) throw new Error('the file is open');
      return found;
    });
    expect(closed.packets).toBe(sent);
    expect(closed.lost).toBeGreaterThanOrEqual(4_201 - 4_096);
    expect(closed.lost).toBeLessThan(4_300 - 4_096);
  } finally {
    await track.close();
    for (const socket of [sender, ...reader]) socket.close();
    await rm(folder, { recursive: true, force: true });
  }
});
