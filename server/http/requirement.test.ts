import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { auth, type HttpHub, startHttp } from '../../test/doubles/http-hub.ts';
import { apiRoutes } from './http.ts';
import type { HttpOptions } from './options.ts';
import { createHttpLimiters } from './rate-limit.ts';
import type { Requirement, Route } from './route.ts';

const limits = { requestsPerMinute: 100_000, signInsPerUser: 100 };
// Only the table is read here: no route of it runs.
const routes = apiRoutes({ auth } as HttpOptions, createHttpLimiters(limits));

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttp();
});
afterAll(() => hub.close());

async function ask(route: Route, headers: Record<string, string>): Promise<string | number> {
  const path = route.path.replace(':id', 'r1');
  const response = await fetch(hub.url + path, { method: route.method.toUpperCase(), headers });
  const text = await response.text();
  return response.ok ? response.status : JSON.parse(text).refusal.code;
}

/** What a caller with nothing at all is told. `invalid-message`: let in, and then found to have sent no body. */
const withoutToken: Record<Requirement, readonly (string | number)[]> = {
  public: [200, 'invalid-message'],
  demo: ['not-found'],
  'own-page': ['not-permitted'],
  'signed-in': ['unauthenticated'],
  operator: ['unauthenticated'],
  administrator: ['unauthenticated'],
  convener: ['unauthenticated'],
  archive: ['unauthenticated'],
  recording: ['unauthenticated'],
  shared: ['not-found'],
  log: ['unauthenticated'],
  minutes: ['unauthenticated'],
};

/** Signed in, and still not let in. */
const wrongCallers: Record<Requirement, Readonly<Record<string, string>>> = {
  public: {},
  demo: { administrator: 'not-found' },
  'own-page': { administrator: 'not-permitted' },
  'signed-in': { 'no such token': 'unauthenticated' },
  operator: { delegate: 'not-permitted', site: 'not-permitted', secretary: 'not-permitted' },
  administrator: {
    operator: 'not-permitted',
    secretary: 'not-permitted',
    delegate: 'not-permitted',
    site: 'not-permitted',
  },
  convener: { delegate: 'not-permitted', site: 'not-permitted' },
  archive: { delegate: 'not-permitted', site: 'not-permitted' },
  recording: { delegate: 'not-permitted', site: 'not-permitted', 'other-secretary': 'not-found' },
  shared: { administrator: 'not-found' },
  log: { delegate: 'not-permitted', site: 'not-permitted', 'other-secretary': 'not-found' },
  minutes: { delegate: 'not-permitted', site: 'not-permitted', 'other-secretary': 'not-found' },
};

describe('every route', () => {
  it('is in the table, which is not empty', () => {
    expect(routes.length).toBe(71);
    expect(new Set(routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(routes.length);
  });

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s refuses a caller without a token, as its requirement says',
    async (_name, route) => {
      expect(withoutToken[route.requirement]).toContain(await ask(route, {}));
    },
  );

  it.each(
    routes.flatMap((route) =>
      Object.entries(wrongCallers[route.requirement]).map(
        ([token, code]) => [`${route.method} ${route.path}`, token, code, route] as const,
      ),
    ),
  )('%s refuses the wrong caller %s with %s', async (_name, token, code, route) => {
    expect(await ask(route, { authorization: `Bearer ${token}` })).toBe(code);
  });

  it.each(
    routes
      .filter(
        ({ method, requirement }) => method !== 'get' && requirement !== 'public' && requirement !== 'demo',
      )
      .map((route) => [`${route.method} ${route.path}`, route] as const),
  )('%s is not authorised by a cookie alone from another site', async (_name, route) => {
    const cookie = 'diemcau-refresh=refresh-1; diemcau-archive=secretary';
    const foreign = { cookie, origin: 'https://elsewhere.example.com', 'sec-fetch-site': 'cross-site' };
    expect(await ask(route, foreign)).toBe('not-permitted');
  });

  it('an operator and an administrator are let in where the others were not', async () => {
    const devices = await fetch(`${hub.url}/api/devices`, { headers: { authorization: 'Bearer operator' } });
    const archive = await fetch(`${hub.url}/api/archive`, {
      headers: { authorization: 'Bearer administrator' },
    });
    expect([devices.status, archive.status]).toEqual([200, 200]);
  });

  it('an unknown path, a wrong method and an encoding that is none get a refusal', async () => {
    for (const [method, path, status, code] of [
      ['GET', '/api/nothing', 404, 'not-found'],
      ['PUT', '/api/session', 404, 'not-found'],
      ['GET', '/api/archive/%zz', 400, 'invalid-message'],
      ['GET', '/api/archive/..%2f..%2fsecret.txt/video', 401, 'unauthenticated'],
    ] as const) {
      const response = await fetch(hub.url + path, { method });
      expect([path, response.status, await response.json()]).toEqual([path, status, { refusal: { code } }]);
    }
  });
});
