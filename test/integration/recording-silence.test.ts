import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ParticipantId, RecordingId } from '../../core/id.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { createPortPool } from '../../recorder/capture/port-pool.ts';
import { openRecording } from '../../recorder/capture/recording.ts';
import { findPrograms } from '../../recorder/programs.ts';
import { readTimelineText } from '../../recorder/timeline/chain.ts';
import { emptyStage, meetingRecord } from '../recording/fabricated-folder.ts';
import { lastPacketMs } from '../recording/film.ts';
import { eventually } from '../recording/recorded-meeting.ts';

/** ffmpeg gives up an SDP input after ten silent seconds if it is not told otherwise; longer ones by hand. */
const silentMs = Number(process.env.FAULT_LOSS_SECONDS ?? 11) * 1000;
const ssrc = 77;

let folder = '';
let socket: Socket;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-silence-'));
  socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
});
afterAll(async () => {
  socket.close();
  await rm(folder, { recursive: true, force: true });
});

/** Twenty milliseconds of Opus silence. */
function packet(sequence: number, timestamp: number): Uint8Array {
  const bytes = new Uint8Array(15);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, 0x80);
  view.setUint8(1, 100);
  view.setUint16(2, sequence);
  view.setUint32(4, timestamp);
  view.setUint32(8, ssrc);
  bytes.set([0xf8, 0xff, 0xfe], 12);
  return bytes;
}

it(
  'silence is no fault: a microphone that was closed for long goes on in its file',
  async () => {
    const programs = await findPrograms(process.env);
    const told: string[] = [];
    const recording = await openRecording('m1.r1' as RecordingId, {
      folder,
      ip: '127.0.0.1',
      ports: createPortPool({ from: 20_600, to: 20_699 }, () => performance.now()),
      ffmpeg: [...programs.guard, ...programs.ffmpeg],
      ffmpegVersion: programs.ffmpegVersion,
      tell: (type) => told.push(type),
      logger: pino({ level: 'silent' }),
    });
    await recording.begin({
      recording: 'm1.r1' as RecordingId,
      sentAt: 0,
      at: 0,
      meeting: meetingRecord,
      stage: emptyStage,
      after: null,
    });
    const { port } = socket.address();
    const target = await recording.openTrack({
      track: 't1',
      participant: 'person:a' as ParticipantId,
      source: 'microphone',
      kind: 'audio',
      rtpParameters: {
        codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48_000, channels: 2 }],
        encodings: [{ ssrc }],
      },
      from: { ip: '127.0.0.1', rtpPort: port, rtcpPort: port },
    });
    const began = performance.now();
    let sequence = 0;
    const speakUntil = (count: number) =>
      eventually('it speaks', () => {
        const timestamp = Math.round((performance.now() - began) * 48);
        socket.send(packet(sequence, timestamp), target.rtpPort, target.ip);
        sequence += 1;
        return recording.packets().t1 === count;
      });
    await speakUntil(30);
    const silentSince = performance.now();
    await eventually(
      'the silence is long',
      () => performance.now() - silentSince > silentMs,
      silentMs + 20_000,
    );
    await speakUntil(60);
    await recording.stop(meetingRecord);

    const { lines } = readTimelineText(await readFile(join(folder, packageFiles.timeline), 'utf8'));
    const epochs = lines.flatMap((line) => (line.kind === 'epoch.opened' ? [line] : []));
    const ends = lines.flatMap((line) => (line.kind === 'epoch.closed' ? [line.reason] : []));
    expect([epochs.length, ends, told]).toEqual([1, ['closed'], []]);
    expect(await lastPacketMs(join(folder, epochs[0]!.file))).toBeGreaterThan(silentMs);
  },
  silentMs + 60_000,
);
