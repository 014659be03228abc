import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { afterEach, describe, expect, it } from 'vitest';
import { auth, type HttpHub, startHttp } from '../../test/doubles/http-hub.ts';
import { createAddressSet } from './address.ts';

let hub: HttpHub;
afterEach(() => hub.close());

/** Speaks HTTP by hand, where fetch would mend or refuse what is sent. */
function raw(text: string): Promise<string> {
  const { hostname, port } = new URL(hub.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(text));
    let reply = '';
    socket.setEncoding('utf8').on('data', (chunk) => {
      reply += chunk;
    });
    socket.on('end', () => resolve(reply)).on('error', reject);
  });
}

describe('headers', () => {
  it('let a page load from the hub alone, connect to it alone, and stand in no frame', async () => {
    hub = await startHttp();
    const response = await fetch(`${hub.url}/`);
    const policy = Object.fromEntries(
      (response.headers.get('content-security-policy') ?? '').split(';').map((part) => {
        const [name = '', ...values] = part.trim().split(' ');
        return [name, values.join(' ')];
      }),
    );
    expect(policy).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self' 'unsafe-inline'",
      'img-src': "'self' data: blob:",
      'media-src': "'self' blob:",
      'font-src': "'self'",
      'connect-src': `'self' ${hub.url.replace('http', 'ws')}`,
      'manifest-src': "'self'",
      'worker-src': "'self'",
      'form-action': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(response.headers.get('permissions-policy')).toContain(
      'camera=(self), microphone=(self), display-capture=(self)',
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('strict-transport-security')).toBeNull();
    expect(response.headers.get('x-powered-by')).toBeNull();
  });

  it('add HSTS and secure sockets over TLS only', async () => {
    hub = await startHttp({ tls: true });
    const response = await fetch(`${hub.url}/`);
    expect(response.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(response.headers.get('content-security-policy')).toContain(hub.url.replace('http', 'wss'));
  });

  it('never repeat a Host that could write a directive of its own', async () => {
    hub = await startHttp();
    const reply = await raw('GET / HTTP/1.1\r\nHost: x; script-src *\r\nConnection: close\r\n\r\n');
    expect(reply).toContain("connect-src 'self' 'self'");
    expect(reply).not.toContain('script-src *');
  });
});

describe('errors', () => {
  it('are told by a code alone; the log has the error and the id that the reply names', async () => {
    const broken = async () => {
      throw new Error('SQLITE_BUSY at /var/lib/diemcau');
    };
    hub = await startHttp({ auth: { ...auth, listDevices: broken } });
    const response = await fetch(`${hub.url}/api/devices`, { headers: { authorization: 'Bearer operator' } });
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"refusal":{"code":"internal"}}');
    const line = hub.lines.map((text) => JSON.parse(text)).find(({ status }) => status === 500);
    expect(line).toMatchObject({
      request: response.headers.get('x-request-id'),
      account: 'person:11',
      route: 'GET /api/devices',
      refusal: 'internal',
      err: { message: 'SQLITE_BUSY at /var/lib/diemcau' },
    });
  });

  it('leave a refused request in the log with its code', async () => {
    hub = await startHttp();
    await fetch(`${hub.url}/api/devices`);
    expect(hub.lines.map((text) => JSON.parse(text))).toEqual([
      expect.objectContaining({ level: 40, refusal: 'unauthenticated', path: '/api/devices', account: null }),
    ]);
  });

  it('no password, token, credential or cookie reaches the log, not even inside an error', async () => {
    const tell = Object.assign(new Error('failed'), { request: { password: 'p-secret', token: 't-secret' } });
    const signIn = async () => {
      throw tell;
    };
    hub = await startHttp({ auth: { ...auth, signIn } });
    await fetch(`${hub.url}/api/session?token=q-secret`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: 'diemcau-refresh=c-secret',
        authorization: 'Bearer b-secret',
      },
      body: JSON.stringify({ username: 'chutri', password: 'p-secret' }),
    });
    const log = hub.lines.join('');
    expect(log).toContain('[redacted]');
    expect(log).not.toMatch(/[a-z]-secret/);
  });
});

describe('health and metrics', () => {
  it('says how the hub is: 200 or 503, the inside for this machine', async () => {
    const health = { ok: false, parts: { recorder: { ok: false, detail: 'restarting' } } };
    hub = await startHttp({ hub: { listMeetings: async () => [], health: () => health } });
    const near = await fetch(`${hub.url}/healthz`);
    expect([near.status, await near.json()]).toEqual([503, health]);
    // An undeclared proxy makes everyone look like this machine: then nobody is.
    const far = await fetch(`${hub.url}/healthz`, { headers: { 'x-forwarded-for': '10.0.0.9' } });
    expect(await far.json()).toEqual({ ok: false, parts: { recorder: { ok: false } } });
  });

  it('gives metrics to this machine and the configured observers alone', async () => {
    hub = await startHttp({
      trustedProxies: ['127.0.0.1'],
      observers: ['10.1.0.0/16'],
      metrics: new Registry(),
    });
    const as = (address: string) => fetch(`${hub.url}/metrics`, { headers: { 'x-forwarded-for': address } });
    await fetch(`${hub.url}/api/hello`);
    const near = await fetch(`${hub.url}/metrics`);
    expect(await near.text()).toContain('diemcau_http_requests_total{route="GET /api/hello",status="200"} 1');
    expect((await as('10.1.2.3')).status).toBe(200);
    expect((await as('10.2.2.3')).status).toBe(404);
    // What a caller writes itself, before the proxy adds the truth, does not count.
    expect((await as('127.0.0.1, 10.2.2.3')).status).toBe(404);
  });

  it('knows addresses of both families, and takes nonsense for nobody', async () => {
    hub = await startHttp();
    const set = createAddressSet(['fd00::/8', '192.0.2.7']);
    const asked = ['127.0.0.1', '::1', 'fd12::1', '192.0.2.7', '192.0.2.8', 'fe80::1', 'unknown', ''];
    expect(asked.filter((address) => set.has(address))).toEqual(['127.0.0.1', '::1', 'fd12::1', '192.0.2.7']);
  });
});

describe('the client', () => {
  it.each([
    '/',
    '/sign-in',
    '/meeting/0199-a.b:c',
    '/site?demo=11.103',
    '/archive',
    '/archive/r1',
    '/devices',
  ])('the page answers at %s and is never kept', async (path) => {
    hub = await startHttp();
    const response = await fetch(hub.url + path, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toContain('Điểm Cầu');
  });

  it('assets are kept for ever, other files asked for again', async () => {
    hub = await startHttp();
    const asset = await fetch(`${hub.url}/assets/main-abc.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toContain('javascript');
    const icon = await fetch(`${hub.url}/favicon.svg`);
    expect(icon.headers.get('cache-control')).toBe('no-cache');
    expect((await fetch(`${hub.url}/index.html`)).headers.get('cache-control')).toBe('no-store');
  });

  it('elsewhere: a page with 404 for people, a refusal for programs, nothing outside the folder', async () => {
    hub = await startHttp();
    const page = await fetch(`${hub.url}/nowhere`, { headers: { accept: 'text/html,*/*' } });
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('Điểm Cầu')]);
    const asset = await fetch(`${hub.url}/assets/gone.js`);
    expect([asset.status, await asset.json()]).toEqual([404, { refusal: { code: 'not-found' } }]);
    for (const path of ['/../secret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt']) {
      const reply = await raw(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(reply).not.toContain('not for anyone');
      expect(reply).toMatch(/^HTTP\/1\.1 40[034]/);
    }
  });

  it('says unavailable when the client was not built', async () => {
    hub = await startHttp();
    await rm(join(hub.folder, 'client', 'index.html'));
    const response = await fetch(`${hub.url}/`);
    expect([response.status, await response.json()]).toEqual([503, { refusal: { code: 'unavailable' } }]);
  });
});
