import { afterEach, describe, expect, it, vi } from 'vitest';
import { protocolVersion } from '../../protocol/message.ts';
import { auth, codeOf, type HttpHub, startHttp } from '../../test/doubles/http-hub.ts';
import type { HttpOptions } from './options.ts';

let hub: HttpHub;
afterEach(() => hub.close());

async function start(more: Partial<HttpOptions> = {}): Promise<void> {
  hub = await startHttp(more);
}

function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(hub.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

describe('signing in', () => {
  it('answers with the token, and with two cookies that scripts and other paths never see', async () => {
    await start();
    const response = await post('/api/session', { username: ' ChuTri ', password: 'diemcau' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ token: 'fresh-access-token' });
    expect(response.headers.getSetCookie().sort()).toEqual([
      'diemcau-archive=fresh-access-token; Max-Age=600; Path=/api/archive; HttpOnly; SameSite=Strict',
      'diemcau-refresh=refresh-1; Max-Age=86400; Path=/api/session; HttpOnly; SameSite=Strict',
    ]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('marks the cookies Secure where pages come over TLS', async () => {
    await start({ tls: true });
    const response = await post('/api/session', { username: 'chutri', password: 'diemcau' });
    const cookies = response.headers.getSetCookie();
    expect(cookies.length).toBe(2);
    for (const cookie of cookies) expect(cookie).toContain('; Secure');
  });

  it('gives a site its token without any cookie', async () => {
    await start();
    const response = await post('/api/site-session', { credential: `good-${'x'.repeat(20)}` });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('passes the name trimmed and in lower case, as accounts are kept', async () => {
    const signIn = vi.fn(auth.signIn);
    await start({ auth: { ...auth, signIn } });
    await post('/api/session', { username: ' ChuTri ', password: 'diemcau' });
    expect(signIn).toHaveBeenCalledWith('chutri', 'diemcau');
  });

  it.each([
    ['an unknown field', { username: 'a', password: 'b', admin: true }],
    ['a missing field', { username: 'a' }],
    ['another type', { username: ['a'], password: 'b' }],
    ['a list', []],
    ['JSON that breaks off', '{"username": "a", '],
    ['a bare word', '"chutri"'],
    ['nothing', ''],
  ])('refuses %s as an invalid message', async (_name, body) => {
    await start();
    expect(await codeOf(await post('/api/session', body))).toEqual([400, 'invalid-message']);
  });

  it('refuses a form, which another site could send without asking', async () => {
    await start();
    const response = await post('/api/session', 'username=chutri&password=diemcau', {
      'content-type': 'application/x-www-form-urlencoded',
    });
    expect(await codeOf(response)).toEqual([400, 'invalid-message']);
  });

  it('refuses a body above 64 KiB, and takes one just below', async () => {
    await start();
    const padded = (bytes: number) => ({ username: 'a', password: 'b', padding: 'x'.repeat(bytes) });
    expect(await codeOf(await post('/api/session', padded(65_536)))).toEqual([413, 'too-large']);
    expect(await codeOf(await post('/api/session', padded(65_000)))).toEqual([400, 'invalid-message']);
  });
});

describe('staying in and signing out', () => {
  const own = () => ({ origin: hub.url, cookie: 'diemcau-refresh=refresh-1' });

  it('rotates the refresh cookie for a page of our own', async () => {
    await start();
    const response = await post('/api/session/refresh', '', own());
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie().join()).toContain('diemcau-refresh=refresh-2');
  });

  it('takes Sec-Fetch-Site where there is no Origin, and a configured origin for our own', async () => {
    await start({ publicOrigins: ['https://hop.example.vn'] });
    const cookie = 'diemcau-refresh=refresh-1';
    const sameOrigin = await post('/api/session/refresh', '', { cookie, 'sec-fetch-site': 'same-origin' });
    const configured = await post('/api/session/refresh', '', { cookie, origin: 'https://hop.example.vn' });
    expect([sameOrigin.status, configured.status]).toEqual([200, 200]);
  });

  it.each([
    ['another origin', { origin: 'https://elsewhere.example.com' }],
    ['another origin that calls itself the same', { origin: 'null', 'sec-fetch-site': 'same-origin' }],
    ['another port of this host', { origin: 'http://127.0.0.1:1' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['nobody known', {}],
  ])('refuses the cookie from %s', async (_name, headers) => {
    await start();
    const refresh = vi.spyOn(auth, 'refresh');
    const response = await post('/api/session/refresh', '', {
      cookie: 'diemcau-refresh=refresh-1',
      ...headers,
    });
    expect(await codeOf(response)).toEqual([403, 'not-permitted']);
    expect(refresh).not.toHaveBeenCalled();
    refresh.mockRestore();
  });

  it('says unauthenticated without a cookie and with a bad one', async () => {
    await start();
    expect(await codeOf(await post('/api/session/refresh', '', { origin: hub.url }))).toEqual([
      401,
      'unauthenticated',
    ]);
    const bad = await post('/api/session/refresh', '', { ...own(), cookie: 'diemcau-refresh=bad' });
    expect(await codeOf(bad)).toEqual([401, 'unauthenticated']);
  });

  it('signs out: the token is ended and both cookies are taken away', async () => {
    const signOut = vi.fn(auth.signOut);
    await start({ auth: { ...auth, signOut } });
    const response = await fetch(`${hub.url}/api/session`, { method: 'DELETE', headers: own() });
    expect(response.status).toBe(204);
    expect(signOut).toHaveBeenCalledExactlyOnceWith('refresh-1');
    const cookies = response.headers.getSetCookie();
    expect(cookies.map((cookie) => cookie.split(';').slice(0, 2).join(';')).sort()).toEqual([
      'diemcau-archive=; Max-Age=0',
      'diemcau-refresh=; Max-Age=0',
    ]);
  });
});

describe('the demo', () => {
  it('opens a site without pairing in the demo, and knows no such route outside it', async () => {
    await start({ demo: true });
    expect((await post('/api/demo/site-session', { unit: '11.103' })).status).toBe(200);
    expect(await (await fetch(`${hub.url}/api/hello`)).json()).toEqual({
      demo: true,
      version: protocolVersion,
      now: 1_000_000_000,
    });
    await hub.close();
    await start();
    expect(await codeOf(await post('/api/demo/site-session', { unit: '11.103' }))).toEqual([
      404,
      'not-found',
    ]);
  });
});
