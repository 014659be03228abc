import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordingId } from '../../core/id.ts';
import { recorderNamespace, recorderVersion } from '../../protocol/recorder.ts';
import type { Recorder, RecordingListener } from '../../server/ports.ts';
import { createRecorder } from '../../server/recording/recorder.ts';
import { createMediaDouble } from '../doubles/media.ts';
import { meetingState } from '../support/archived-meeting.ts';

const token = 'a token only for this test';
const otherToken = 'a token of the second recorder';
const recording = 'm1.r5' as RecordingId;
const wish = { height: 1080, layout: 'gallery' } as const;

describe('a film made anew, between hub and recorder', () => {
  const server = createServer();
  const sockets = new Server(server, { serveClient: false });
  const told: unknown[] = [];
  let recorder: Recorder;
  let url = '';
  const clients: Socket[] = [];

  beforeAll(async () => {
    recorder = createRecorder({
      media: createMediaDouble(),
      clock: { now: Date.now },
      namespace: sockets.of(recorderNamespace),
      token,
      child: null,
      second: { token: otherToken, child: null },
      logger: pino({ level: 'silent' }),
    });
    const listener: RecordingListener = {
      checked: () => undefined,
      stored: () => undefined,
      confirmed: () => undefined,
      interrupted: () => undefined,
      resumed: () => undefined,
      composing: (...of) => told.push(['composing', ...of]),
      finished: (...of) => told.push(['finished', ...of]),
      failed: (...of) => told.push(['failed', ...of]),
    };
    recorder.listen(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${recorderNamespace}`;
  });
  beforeEach(() => {
    told.length = 0;
  });
  afterAll(async () => {
    for (const client of clients) client.disconnect();
    await recorder.close();
    await sockets.close();
  });

  /** A recorder that takes every film on, or none. */
  const connect = async (takes: boolean, as = token) => {
    const asked: unknown[] = [];
    const client = io(url, {
      auth: { token: as, version: recorderVersion },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    clients.push(client);
    client.on('recorder.pulse', (_, answer) => answer({ ok: true, reply: { packets: {} } }));
    client.on('recording.compose', (request, answer) => {
      asked.push(request);
      answer(takes ? { ok: true, reply: {} } : { ok: false, reason: 'not here' });
    });
    await client.timeout(5_000).emitWithAck('recorder.ready', { ffmpeg: '' });
    const tell = (type: string, news: object) =>
      client.timeout(5_000).emitWithAck(type, { recording, ...news });
    return { client, asked, tell };
  };
  const gone = async ({ client }: { readonly client: Socket }) => {
    client.disconnect();
    await vi.waitFor(() => expect(recorder.state()).not.toBe('ready'));
  };

  it('is refused while no recorder is there, and when it is not to be made', async () => {
    const refused = { ok: false, refusal: { code: 'unavailable' } };
    expect(await recorder.compose(recording, wish)).toEqual(refused);
    const unable = await connect(false);
    expect(await recorder.compose(recording, wish)).toEqual(refused);
    expect(unable.asked).toEqual([{ recording, ...wish }]);
    await gone(unable);
  });

  it('is told of from beginning to end, and asked for again when the recorder was away meanwhile', async () => {
    const first = await connect(true);
    expect(await recorder.compose(recording, wish)).toEqual({ ok: true, value: null });
    await first.tell('recording.composing', {});
    expect(told).toEqual([['composing', 'm1', recording]]);
    await first.tell('recording.progress', { share: 0.5, remainingMs: 9_000, held: 'meeting' });
    expect(recorder.progressOf(recording)).toEqual({ share: 0.5, remainingMs: 9_000, held: 'meeting' });
    await gone(first);

    const second = await connect(true);
    await vi.waitFor(() => expect(second.asked).toEqual([{ recording, ...wish }]));
    const result = { durationMs: 60_000, size: 1_000, sha256: 'a'.repeat(64) };
    await second.tell('recording.finished', result);
    expect(told.at(-1)).toEqual(['finished', 'm1', recording, result]);
    expect(recorder.progressOf(recording)).toBeNull();
    await gone(second);

    const third = await connect(true);
    expect(await recorder.compose('m1.r6' as RecordingId, wish)).toEqual({ ok: true, value: null });
    expect(third.asked).toEqual([{ recording: 'm1.r6', ...wish }]);
    await gone(third);
  });

  it('REC-8: is told of by the recorder that was asked for it, and by no other', async () => {
    const asked = await connect(true);
    const other = await connect(true, otherToken);
    expect(await recorder.compose(recording, wish)).toEqual({ ok: true, value: null });
    await other.tell('recording.progress', { share: 0.9, remainingMs: null, held: null });
    await other.tell('recording.finished', { durationMs: 1, size: 1, sha256: 'b'.repeat(64) });
    await other.tell('recording.failed', { reason: 'composition' });
    expect(told).toEqual([]);
    expect(recorder.progressOf(recording)?.share).toBe(0);
    await asked.tell('recording.failed', { reason: 'composition' });
    expect(told).toEqual([['failed', 'm1', recording, 'composition']]);
    other.client.disconnect();
    await gone(asked);
  });

  it('DOSSIER-4: is under way from the moment it is asked for, whatever else happens in its meeting', async () => {
    const able = await connect(true);
    const asking = recorder.compose(recording, wish);
    expect(recorder.progressOf(recording)).not.toBeNull();
    await asking;
    recorder.follow(meetingState(), []);
    expect(recorder.progressOf(recording)).not.toBeNull();
    await gone(able);
    // It comes back without what the film was to be made of.
    const unable = await connect(false);
    await vi.waitFor(() => expect(recorder.progressOf(recording)).toBeNull());
    await gone(unable);
    expect(await recorder.compose(recording, wish)).toMatchObject({ ok: false });
    expect(recorder.progressOf(recording)).toBeNull();
    const next = await connect(true);
    expect(next.asked).not.toContainEqual({ recording, ...wish });
    await gone(next);
  });
});
