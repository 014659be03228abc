import { afterEach, describe, expect, it } from 'vitest';
import { auth, type HttpHub, startHttp } from '../../test/doubles/http-hub.ts';

let hub: HttpHub;
afterEach(() => hub.close());

const signIn = (username: string, password: string) =>
  fetch(`${hub.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });

describe('limits', () => {
  it('holds an address to its requests a minute, and says when to come back', async () => {
    hub = await startHttp({ limits: { requestsPerMinute: 3, signInsPerUser: 10 } });
    const statuses: number[] = [];
    for (let asked = 0; asked < 4; asked += 1) statuses.push((await fetch(`${hub.url}/api/hello`)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const refused = await fetch(`${hub.url}/api/no-such-thing`);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toEqual({ refusal: { code: 'too-many' } });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect((await fetch(`${hub.url}/`)).status).toBe(200);
  });

  it('stops guessing at one name, also with the right password, and leaves other names alone', async () => {
    hub = await startHttp({ limits: { requestsPerMinute: 1000, signInsPerUser: 3 } });
    for (let guess = 0; guess < 3; guess += 1) expect((await signIn('chutri', 'wrong')).status).toBe(401);
    expect((await signIn('chutri', 'diemcau')).status).toBe(429);
    expect((await signIn('CHUTRI ', 'diemcau')).status).toBe(429);
    expect((await signIn('thuky', 'diemcau')).status).toBe(200);
  });

  it('does not count sign-ins that went well against the name', async () => {
    hub = await startHttp({ limits: { requestsPerMinute: 1000, signInsPerUser: 3 } });
    for (let time = 0; time < 8; time += 1) expect((await signIn('chutri', 'diemcau')).status).toBe(200);
  });

  it('counts guesses that are under way at once', async () => {
    const release = Promise.withResolvers<void>();
    const slow = async () => {
      await release.promise;
      return { ok: false, refusal: { code: 'unauthenticated' } } as const;
    };
    hub = await startHttp({
      auth: { ...auth, signIn: slow },
      limits: { requestsPerMinute: 1000, signInsPerUser: 3 },
    });
    const all = Array.from({ length: 6 }, () => signIn('chutri', 'wrong'));
    await Promise.any(all);
    release.resolve();
    const statuses = (await Promise.all(all)).map(({ status }) => status).sort();
    expect(statuses).toEqual([401, 401, 401, 429, 429, 429]);
  });

  it('says when to come back also for a limit of the accounts themselves', async () => {
    const throttled = async () => ({ ok: false, refusal: { code: 'too-many' } }) as const;
    hub = await startHttp({ auth: { ...auth, signIn: throttled } });
    const refused = await signIn('chutri', 'diemcau');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  });

  it('holds an address to its failures across names', async () => {
    hub = await startHttp({ limits: { requestsPerMinute: 1000, signInsPerUser: 1 } });
    const statuses: number[] = [];
    for (let name = 0; name < 22; name += 1) statuses.push((await signIn(`user${name}`, 'wrong')).status);
    expect(statuses.slice(0, 20)).toEqual(Array(20).fill(401));
    expect(statuses.slice(20)).toEqual([429, 429]);
  });

  it('holds an account to 300 requests a minute from any address', async () => {
    hub = await startHttp();
    const headers = { authorization: 'Bearer secretary' };
    const replies = await Promise.all(
      Array.from({ length: 301 }, () => fetch(`${hub.url}/api/meetings`, { headers })),
    );
    expect(replies.filter(({ status }) => status === 429).length).toBe(1);
    const other = await fetch(`${hub.url}/api/meetings`, { headers: { authorization: 'Bearer site' } });
    expect(other.status).toBe(200);
  });

  it('bounds new pairing codes of one address', async () => {
    hub = await startHttp();
    const replies = await Promise.all(
      Array.from({ length: 61 }, () => fetch(`${hub.url}/api/pairings`, { method: 'POST' })),
    );
    expect(replies.filter(({ status }) => status === 429).length).toBe(1);
  });
});
