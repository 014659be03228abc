import { afterEach, describe, expect, it, vi } from 'vitest';
import { ask } from './http.ts';

afterEach(() => void vi.unstubAllGlobals());

function answering(answer: () => Promise<Response>) {
  const sent = vi.fn((_path: string, _init: RequestInit) => answer());
  vi.stubGlobal('fetch', sent);
  return sent;
}
const request = { method: 'GET', path: '/api/meetings', cookies: false } as const;

describe('ask', () => {
  it('gives the reply of what was done, also an empty one', async () => {
    answering(async () => new Response('[1]'));
    expect(await ask(request)).toEqual({ ok: true, reply: [1] });
    answering(async () => new Response(null, { status: 204 }));
    expect(await ask(request)).toEqual({ ok: true, reply: null });
  });
  it('sends the token and the body, and cookies only where they belong', async () => {
    const sent = answering(async () => new Response('null'));
    await ask({ ...request, method: 'POST', body: { a: 1 }, token: 't' });
    await ask({ ...request, cookies: true });
    const [first, second] = sent.mock.calls.map(([, init]) => init);
    expect(new Headers(first?.headers).get('authorization')).toBe('Bearer t');
    expect(first).toMatchObject({ body: '{"a":1}', credentials: 'omit' });
    expect(second?.credentials).toBe('same-origin');
  });
  it('reads the refusal of the hub', async () => {
    answering(async () => new Response('{"refusal":{"code":"not-permitted"}}', { status: 403 }));
    expect(await ask(request)).toEqual({ ok: false, refusal: { code: 'not-permitted' } });
  });
  it('takes a lost line, and a proxy’s page in the hub’s place, for the hub being away', async () => {
    answering(() => Promise.reject(new TypeError('no line')));
    expect(await ask(request)).toEqual({ ok: false, refusal: { code: 'unavailable' } });
    answering(async () => new Response('<html>502</html>', { status: 502 }));
    expect(await ask(request)).toEqual({ ok: false, refusal: { code: 'unavailable' } });
  });
  it('knows that 401 without words means signing in, and that anything else senseless is a fault', async () => {
    answering(async () => new Response('', { status: 401 }));
    expect(await ask(request)).toEqual({ ok: false, refusal: { code: 'unauthenticated' } });
    answering(async () => new Response('{"refusal":{"code":"invented"}}', { status: 400 }));
    expect(await ask(request)).toEqual({ ok: false, refusal: { code: 'internal' } });
    answering(async () => new Response('<html>', { status: 200 }));
    expect(await ask(request)).toEqual({ ok: false, refusal: { code: 'internal' } });
  });
});
