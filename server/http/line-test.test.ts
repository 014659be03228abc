import { request as openRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lineTestBounds } from '../../protocol/line-test.ts';
import { type HttpHub, startHttp } from '../../test/doubles/http-hub.ts';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttp();
});
afterAll(() => hub.close());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const up = (token: string, bytes: number) =>
  fetch(`${hub.url}/api/line-test`, { method: 'POST', headers: bearer(token), body: new Uint8Array(bytes) });

/** Begins to receive and holds the line until it is let go; resolves with the first part. */
async function hold(token: string) {
  const ending = new AbortController();
  const response = await fetch(`${hub.url}/api/line-test`, { headers: bearer(token), signal: ending.signal });
  const reader = response.body?.getReader();
  const first = await reader?.read();
  return { status: response.status, bytes: first?.value?.length ?? 0, end: () => ending.abort() };
}
async function statusOf(token: string): Promise<number> {
  const { status, end } = await hold(token);
  end();
  return status;
}

describe('the line test over HTTP', () => {
  it('sends what cannot be shrunk, and counts what it is sent', async () => {
    const held = await hold('operator');
    expect(held.status).toBe(200);
    expect(held.bytes).toBeGreaterThan(1_000);
    held.end();
    const sent = await up('secretary', 200_000);
    expect([sent.status, await sent.json()]).toEqual([200, { bytes: 200_000 }]);
  });

  it('takes no more than the bound, whether it is announced or not', async () => {
    expect((await up('secretary', lineTestBounds.upBytes + 1)).status).toBe(413);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sending = openRequest(`${hub.url}/api/line-test`, {
        method: 'POST',
        headers: bearer('operator'),
      });
      sending.on('response', (response) => {
        resolve(response.statusCode);
        response.resume();
        sending.destroy();
      });
      sending.on('error', reject);
      // Without a length: in parts, far beyond what is read before the bound.
      const part = Buffer.alloc(256 * 1024);
      const write = () => {
        if (!sending.destroyed) sending.write(part, () => setImmediate(write));
      };
      write();
    });
    expect(status).toBe(413);
  });

  it('goes no faster than the bound, either way', async () => {
    const startedAt = performance.now();
    const bytes = 500_000;
    await up('secretary', bytes);
    const leastMs = ((bytes - 65_536) * 8 * 1000) / lineTestBounds.bitrate;
    expect(performance.now() - startedAt).toBeGreaterThan(leastMs * 0.9);

    const begunAt = performance.now();
    const response = await fetch(`${hub.url}/api/line-test`, { headers: bearer('operator') });
    let received = 0;
    for await (const part of response.body ?? []) {
      received += part.length;
      // What the sockets between hold was sent already.
      if (received > bytes) break;
    }
    expect(performance.now() - begunAt).toBeGreaterThan(leastMs * 0.9);
  });

  it('is one at a time for each participant, and begins again once the one before was broken off', async () => {
    const held = await hold('site');
    expect(await statusOf('site')).toBe(429);
    expect((await up('site', 10)).status).toBe(429);
    held.end();
    await vi.waitFor(async () => expect(await statusOf('site')).toBe(200));
  });

  it('is refused as overloaded while four others test', async () => {
    // Five different participants: a delegate's token would be the secretary's.
    const tokens = ['administrator', 'operator', 'secretary', 'other-secretary'];
    await vi.waitFor(async () => expect((await up('site', 1)).status).toBe(200));
    const held = await vi.waitFor(async () => {
      const all = await Promise.all(tokens.map(hold));
      if (all.some(({ status }) => status !== 200)) for (const { end } of all) end();
      expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      return all;
    });
    expect(held.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const refused = await up('site', 10);
    expect([refused.status, await refused.json()]).toEqual([503, { refusal: { code: 'overloaded' } }]);
    for (const { end } of held) end();
    await vi.waitFor(async () => expect((await up('site', 10)).status).toBe(200));
  });

  it('is bounded in number for each participant too', async () => {
    const statuses: number[] = [];
    while (!statuses.includes(429) && statuses.length < 40)
      statuses.push((await up('administrator', 1)).status);
    expect(statuses).toContain(429);
    expect(statuses.length).toBeLessThanOrEqual(21);
  });
});
