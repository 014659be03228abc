import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recorderNamespace, recorderVersion } from '../../protocol/recorder.ts';
import { type RecorderLink, receiveRecorders } from '../../server/recording/recorder-link.ts';
import { until } from '../support/until.ts';

const token = 'a token of the test';
const otherToken = 'a token of the other';

describe('the line to the recorder', () => {
  let server: Server;
  let url = '';
  let links: RecorderLink[] = [];
  let lost: RecorderLink[] = [];
  let otherLinks: RecorderLink[] = [];
  let otherLost: RecorderLink[] = [];
  let news: unknown[] = [];
  let warned: Record<string, unknown>[] = [];
  const clients: Socket[] = [];

  beforeEach(async () => {
    const http = createServer();
    server = new Server(http);
    [links, lost, news] = [[], [], []];
    [otherLinks, otherLost, warned] = [[], [], []];
    const hear = (message: unknown) => news.push(message);
    const logger = pino({ level: 'warn' }, { write: (line: string) => void warned.push(JSON.parse(line)) });
    const listener = {
      opened: (link: RecorderLink) => void links.push(link),
      lost: (link: RecorderLink) => void lost.push(link),
      'track.keyFrame': hear,
      'recording.interrupted': hear,
      'recording.stored': hear,
      'recording.progress': hear,
      'recording.resumed': hear,
      'recording.composing': hear,
      'recording.finished': hear,
      'recording.failed': hear,
    };
    const other = {
      ...listener,
      opened: (link: RecorderLink) => void otherLinks.push(link),
      lost: (link: RecorderLink) => void otherLost.push(link),
    };
    receiveRecorders({
      namespace: server.of(recorderNamespace),
      lanes: [
        { token, listener, logger },
        { token: otherToken, listener: other, logger },
      ],
      logger,
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}${recorderNamespace}`;
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    await server.close();
  });

  const connect = (auth: object): Socket => {
    const client = io(url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
    clients.push(client);
    return client;
  };
  const ready = async (as = token) => {
    const client = connect({ token: as, version: recorderVersion });
    const answer: unknown = await client
      .timeout(2_000)
      .emitWithAck('recorder.ready', { ffmpeg: 'ffmpeg version 5' });
    expect(answer).toEqual({ ok: true, reply: {} });
    return client;
  };

  it.each([
    ['another token', { token: 'a token of the tesT', version: recorderVersion }],
    ['no token', {}],
    ['another version', { token, version: recorderVersion + 1 }],
    ['no version', { token }],
  ])('is refused to whoever has %s', async (_, auth) => {
    const client = connect(auth);
    const refused = new Promise<Error>((resolve) => client.once('connect_error', resolve));
    expect((await refused).message).toMatch(/unauthenticated|version/);
    expect(links).toEqual([]);
  });

  const refusal = async (auth: object): Promise<string> => {
    const client = connect(auth);
    const refused = new Promise<Error>((resolve) => client.once('connect_error', resolve));
    return (await refused).message;
  };

  it('says in the log which version was turned away, once for as long as it keeps asking', async () => {
    const told = () => warned.map(({ msg, version, expected }) => ({ msg, version, expected }));
    const msg = 'a recorder of another version was turned away';
    const version = recorderVersion - 1;
    for (const _ of [1, 2]) expect(await refusal({ token, version })).toMatch('version');
    expect(told()).toEqual([{ msg, version, expected: recorderVersion }]);
    expect(await refusal({ token })).toMatch('version');
    await ready();
    expect(await refusal({ token, version })).toMatch('version');
    expect(told().slice(1)).toEqual([
      { msg, version: null, expected: recorderVersion },
      { msg, version, expected: recorderVersion },
    ]);
  });

  it('knows a recorder of another version that says more by its token', async () => {
    expect(await refusal({ token, version: recorderVersion + 1, more: 1 })).toMatch('version');
    const client = connect({ token, version: recorderVersion, more: 1 });
    await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  });

  it('is open once the recorder said that it is ready, and only then', async () => {
    const client = connect({ token, version: recorderVersion });
    await new Promise<void>((resolve) => client.once('connect', () => resolve()));
    expect(links).toEqual([]);
    const answer: unknown = await client.timeout(2_000).emitWithAck('recorder.ready', { ffmpeg: 5 });
    expect(answer).toMatchObject({ ok: false });
    expect(links).toEqual([]);
  });

  it('belongs to the recorder that came last', async () => {
    const first = await ready();
    await ready();
    await until('the first is put out', () => first.disconnected);
    expect(links).toHaveLength(2);
    expect(lost).toEqual([links[0]]);
  });

  it('is known by its token: the second recorder does not put out the first', async () => {
    await ready();
    const second = await ready(otherToken);
    expect([links.length, otherLinks.length, lost.length]).toEqual([1, 1, 0]);
    second.disconnect();
    await until('the second is lost', () => otherLost.length === 1);
    expect(lost).toEqual([]);
  });

  it('is told as lost once', async () => {
    const client = await ready();
    client.disconnect();
    await until('it is lost', () => lost.length === 1);
    expect(lost).toEqual(links);
  });

  it('carries questions, answers, refusals, and nothing that the protocol does not know', async () => {
    const client = await ready();
    const replies: unknown[] = [
      { ok: true, reply: { packets: { t1: 5 } } },
      { ok: false, reason: 'the disk is full' },
      { ok: true, reply: { packets: { t1: 'five' } } },
      'what?',
    ];
    client.on('recorder.pulse', (_request: unknown, answer: (reply: unknown) => void) =>
      answer(replies.shift()),
    );
    const ask = () => links[0]!.ask('recorder.pulse', { sentAt: 1, live: false });
    expect(await ask()).toEqual({ packets: { t1: 5 } });
    await expect(ask()).rejects.toThrow('the disk is full');
    await expect(ask()).rejects.toThrow();
    await expect(ask()).rejects.toThrow();
    client.off('recorder.pulse');
    await expect(links[0]!.ask('recorder.pulse', { sentAt: 1, live: false }, 50)).rejects.toThrow(
      'timed out',
    );
  });

  it('lets nobody wait for an answer of a recorder that is gone', async () => {
    const client = await ready();
    const asked = new Promise<void>((resolve) => client.once('recorder.pulse', () => resolve()));
    const refusal = expect(links[0]!.ask('recorder.pulse', { sentAt: 1, live: false })).rejects.toThrow(
      'lost',
    );
    await asked;
    client.disconnect();
    await refusal;
    await expect(links[0]!.ask('recorder.pulse', { sentAt: 2, live: false })).rejects.toThrow('lost');
  });

  it('passes on news that fit, and refuses others without ending', async () => {
    const client = await ready();
    const tell = (type: string, message: unknown) => client.timeout(2_000).emitWithAck(type, message);
    expect(await tell('recording.resumed', { recording: 'm1.r5' })).toEqual({ ok: true, reply: {} });
    expect(await tell('recording.resumed', { recording: '../m1' })).toMatchObject({ ok: false });
    expect(await tell('recording.failed', { recording: 'm1.r5', reason: 'whim' })).toMatchObject({
      ok: false,
    });
    expect(news).toEqual([{ recording: 'm1.r5' }]);
    expect(lost).toEqual([]);
  });
});
