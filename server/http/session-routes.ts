import { z } from 'zod';
import { demoSiteBody, deviceCredentialBody, type Hello, signInBody } from '../../protocol/http.ts';
import { protocolVersion } from '../../protocol/message.ts';
import type { SignedIn } from '../ports.ts';
import type { HttpOptions } from './options.ts';
import type { HttpLimiters } from './rate-limit.ts';
import { type Answer, defineRoute, empty, json, type Route, refuse, refuseUntil } from './route.ts';
import type { SetCookie } from './session-cookie.ts';

const nothing = z.strictObject({});

const noCookies: readonly SetCookie[] = [
  { name: 'diemcau-refresh', value: null, maxAgeMs: 0 },
  { name: 'diemcau-archive', value: null, maxAgeMs: 0 },
];

type Needs = Pick<HttpOptions, 'auth' | 'demo' | 'clock' | 'refreshMs'> & { readonly limiters: HttpLimiters };

/** Signing in, staying in and signing out, for persons and for sites. */
export function sessionRoutes({ auth, demo, clock, refreshMs, limiters }: Needs): readonly Route[] {
  /** A person's sign-in comes with cookies; a site's has none, its device credential is its refresh. */
  const signedIn = ({ session, refresh }: SignedIn): Answer => {
    if (refresh === null) return json(session);
    return json(session, [
      { name: 'diemcau-refresh', value: refresh, maxAgeMs: refreshMs },
      { name: 'diemcau-archive', value: session.token, maxAgeMs: session.expiresAt - clock.now() },
    ]);
  };

  return [
    defineRoute({
      method: 'get',
      path: '/api/hello',
      requirement: 'public',
      params: nothing,
      body: nothing,
      handle: async () => {
        const hello: Hello = { demo, version: protocolVersion, now: clock.now() };
        return json(hello);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/session',
      requirement: 'public',
      params: nothing,
      body: signInBody,
      handle: async ({ body, address }) => {
        const { username, password } = body;
        const result = await limiters.signIn(address, username)(() => auth.signIn(username, password));
        if ('wait' in result) return refuseUntil(result.wait);
        return result.ok ? signedIn(result.value) : result;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/session/refresh',
      requirement: 'own-page',
      params: nothing,
      body: nothing,
      handle: async ({ caller }) => {
        if (caller.refreshToken === null) return refuse('unauthenticated');
        const result = await auth.refresh(caller.refreshToken);
        return result.ok ? signedIn(result.value) : result;
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/api/session',
      requirement: 'own-page',
      params: nothing,
      body: nothing,
      handle: async ({ caller }) => {
        if (caller.refreshToken !== null) await auth.signOut(caller.refreshToken);
        return empty(noCookies);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/site-session',
      requirement: 'public',
      params: nothing,
      body: deviceCredentialBody,
      handle: async ({ body }) => {
        const result = await auth.siteSession(body.credential);
        return result.ok ? signedIn(result.value) : result;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/demo/site-session',
      requirement: 'demo',
      params: nothing,
      body: demoSiteBody,
      handle: async ({ body }) => {
        const result = await auth.demoSite(body.unit);
        return result.ok ? signedIn(result.value) : result;
      },
    }),
  ];
}
