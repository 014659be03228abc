import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type HttpHub, startHttp } from '../../test/doubles/http-hub.ts';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttp();
});
afterAll(() => hub.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Sends the head of a request whose body never comes, and waits for the answer to it. */
async function begun(path: string): Promise<Socket> {
  const { hostname, port } = new URL(hub.url);
  const line = connect(Number(port), hostname);
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  line.once('data', () => resolve());
  line.write(`POST ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nContent-Length: 1000000\r\n\r\n`);
  await answered;
  return line;
}

it.each(['/api/archive-import', '/api/archive/r1/verify', '/api/nothing', '/'])(
  'a body that does not come to an end after it was refused at %s holds no line',
  async (path) => {
    const line = await begun(path);
    line.on('error', () => undefined).resume();
    // By a byte now and then it would stay open for good.
    const drip = setInterval(() => line.write('x'), 20);
    try {
      vi.advanceTimersByTime(300_001);
      await vi.waitFor(() => expect(line.destroyed).toBe(true));
    } finally {
      clearInterval(drip);
      line.destroy();
    }
  },
);
