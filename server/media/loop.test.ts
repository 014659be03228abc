import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  cameraParameters,
  dtlsParameters,
  rtpCapabilities,
  screenParameters,
} from '../../test/doubles/media-parameters.ts';
import { codeOf, granted } from '../../test/doubles/media-seat.ts';
import { createLoadMeter } from './load-meter.ts';
import { createLoops, type Loops, maxLoops } from './loop.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool.ts';

const logger = pino({ level: 'silent' });

describe('a loop for the line test', () => {
  let pool: WorkerPool;
  let loops: Loops;
  beforeEach(async () => {
    const listen = { ip: '127.0.0.1', basePort: 0 };
    pool = await createWorkerPool({
      workers: 1,
      listen,
      meter: createLoadMeter(),
      measureEveryMs: 60_000,
      logger,
    });
    loops = createLoops({ pool, logger });
  });
  afterEach(async () => {
    loops.close();
    await pool.close();
  });

  const open = (connection: string, protocol: 'udp' | 'tcp' = 'udp') =>
    loops.handle(connection, 'loop.open', { protocol });
  const produce = (connection: string, rtpParameters = screenParameters()) =>
    loops.handle(connection, 'loop.produce', { rtpParameters, rtpCapabilities: rtpCapabilities() });

  it('offers one way alone', async () => {
    for (const protocol of ['udp', 'tcp'] as const) {
      const { send, receive } = granted(await open('c1', protocol));
      for (const { iceCandidates } of [send, receive])
        expect(new Set(iceCandidates.map((candidate) => candidate.protocol))).toEqual(new Set([protocol]));
    }
  });

  it('sends a picture back to who sent it, once', async () => {
    const { send, receive } = granted(await open('c1'));
    for (const { id } of [send, receive])
      expect(
        granted(
          await loops.handle('c1', 'loop.connect', { transport: id, dtlsParameters: dtlsParameters() }),
        ),
      ).toBeNull();
    expect(codeOf(await loops.handle('c1', 'loop.start', {}))).toBe('not-found');
    const { producer, consumer } = granted(await produce('c1'));
    expect(consumer).toMatchObject({ producerId: producer, kind: 'video' });
    expect(granted(await loops.handle('c1', 'loop.start', {}))).toBeNull();
    expect(codeOf(await produce('c1'))).toBe('out-of-order');
  });

  it('looks ids up among the connection’s own alone', async () => {
    const { send } = granted(await open('c1'));
    await open('c2');
    const connect = { transport: send.id, dtlsParameters: dtlsParameters() };
    expect(codeOf(await loops.handle('c2', 'loop.connect', connect))).toBe('not-found');
    expect(codeOf(await loops.handle('c3', 'loop.connect', connect))).toBe('not-found');
    expect(codeOf(await produce('c3'))).toBe('not-found');
  });

  it('refuses parameters that mediasoup does not take, and goes on', async () => {
    const { send } = granted(await open('c1'));
    const malformed = { transport: send.id, dtlsParameters: { fingerprints: 'none' } };
    expect(codeOf(await loops.handle('c1', 'loop.connect', malformed))).toBe('invalid-message');
    expect(codeOf(await produce('c1', { codecs: 'none' }))).toBe('invalid-message');
    expect(granted(await produce('c1', cameraParameters())).consumer.kind).toBe('video');
  });

  it('is one of a few on the whole hub, and one for each connection', async () => {
    const opened = await Promise.all(Array.from({ length: maxLoops }, (_, index) => open(`c${index}`)));
    expect(opened.every(({ ok }) => ok)).toBe(true);
    expect(codeOf(await open('late'))).toBe('overloaded');
    // Another one of the same connection takes the place of the first.
    expect((await open('c0')).ok).toBe(true);
    expect(codeOf(await open('late'))).toBe('overloaded');
    loops.leave('c1');
    expect((await open('late')).ok).toBe(true);
  });

  it('counts those being opened too, and opens none for a connection that has gone', async () => {
    const opening = open('c0');
    expect(codeOf(await open('c0'))).toBe('out-of-order');
    loops.leave('c0');
    await opening;
    expect(codeOf(await produce('c0'))).toBe('not-found');
  });

  it('ends by itself, so that a page that went away keeps nobody from testing', async () => {
    const short = createLoops({ pool, logger, longestMs: 1 });
    granted(await short.handle('c1', 'loop.open', { protocol: 'udp' }));
    const body = { rtpParameters: screenParameters(), rtpCapabilities: rtpCapabilities() };
    await expect.poll(async () => codeOf(await short.handle('c1', 'loop.produce', body))).toBe('not-found');
  });

  it('is refused while the machine is busy: a meeting comes first', async () => {
    const busy = createLoops({
      pool: { ...pool, places: () => [{ index: 0, load: 0.75, recent: 0 }] },
      logger,
    });
    expect(codeOf(await busy.handle('c1', 'loop.open', { protocol: 'udp' }))).toBe('overloaded');
  });
});
