import type { Refusal } from '../../core/refusal.ts';
import type { Account, SessionReply } from '../../protocol/http.ts';
import { retryDelay } from './backoff.ts';
import { ask, type HttpRequest } from './http.ts';
import { type Result, refused } from './result.ts';
import { identityStore } from './session-store.ts';
import { refreshDelay, tokenIsFresh } from './token.ts';

/**
 * Who this page speaks for. The access token lives in this module's memory alone; what outlives the page is the
 * hub's HttpOnly cookie (a person) or the device's credential (a site).
 */
type Session = {
  readonly token: string;
  readonly expiresAt: number;
  readonly account: Account;
  /** Gets the next token in the way this session was begun. */
  readonly renew: () => Promise<Result<SessionReply>>;
};

let session: Session | null = null;
let renewal: Promise<Result<Session>> | null = null;
let timer: ReturnType<typeof setTimeout> | null = null;
let started = false;

/** Tells the browser's other tabs: they share the cookie, so they share its end. */
const tabs = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('diemcau.session');

/** Whether a session ended because its owner wished it, or because the hub would not go on with it. */
export type Ending = 'signedOut' | 'refused';
const endings = new Set<(how: Ending) => void>();
/** Calls `ending` whenever this page's session ends. */
export function onSignedOut(ending: (how: Ending) => void): void {
  endings.add(ending);
}

function end(how: Ending): void {
  session = null;
  if (timer !== null) clearTimeout(timer);
  timer = null;
  identityStore.setState({ identity: { kind: 'signedOut' } });
  for (const ending of endings) ending(how);
}

function schedule(delay: number, failures: number): void {
  if (timer !== null) clearTimeout(timer);
  timer = setTimeout(() => void renewNow(failures), delay);
}

/** Takes a session over, as the reply to a sign-in or a renewal. */
export function begin(reply: SessionReply, renew: Session['renew']): Session {
  const begun: Session = { token: reply.token, expiresAt: reply.expiresAt, account: reply.account, renew };
  session = begun;
  identityStore.setState({ identity: { kind: 'signedIn', account: reply.account } });
  schedule(refreshDelay(reply.expiresAt, Date.now()), 0);
  return begun;
}

async function renewNow(failures: number): Promise<Result<Session>> {
  const before = session;
  if (!before) return refused('unauthenticated');
  renewal ??= before.renew().then((result): Result<Session> => {
    renewal = null;
    if (session !== before) return session ? { ok: true, reply: session } : refused('unauthenticated');
    if (!result.ok) {
      if (result.refusal.code === 'unauthenticated') end('refused');
      else schedule(retryDelay(failures, Math.random()), failures + 1);
      return result;
    }
    if (result.reply.account.participant !== before.account.participant) {
      // Another account signed in within this browser and the cookie is its own now: this tab must not become it.
      end('refused');
      return refused('unauthenticated');
    }
    return { ok: true, reply: begin(result.reply, before.renew) };
  });
  return renewal;
}

/** A token good for at least some seconds more, renewed first if need be. */
export async function freshToken(): Promise<Result<string>> {
  if (!session) return refused('unauthenticated');
  if (tokenIsFresh(session.expiresAt, Date.now())) return { ok: true, reply: session.token };
  const renewed = await renewNow(0);
  return renewed.ok ? { ok: true, reply: renewed.reply.token } : renewed;
}

/** Asks the hub in the name of whoever is signed in. */
export async function askSignedIn<T>(request: Omit<HttpRequest, 'token' | 'cookies'>): Promise<Result<T>> {
  const token = await freshToken();
  if (!token.ok) return token;
  const result = await ask<T>({ ...request, token: token.reply, cookies: false });
  if (result.ok || result.refusal.code !== 'unauthenticated') return result;
  // The hub was restarted with other keys, or this device's clock is wrong: one renewal decides.
  const renewed = await renewNow(0);
  return renewed.ok ? ask<T>({ ...request, token: renewed.reply.token, cookies: false }) : renewed;
}

/** The cookie is rotated at every refresh and its reuse ends the session, so tabs take turns. */
function refreshByCookie(): Promise<Result<SessionReply>> {
  const refresh = () => ask<SessionReply>({ method: 'POST', path: '/api/session/refresh', cookies: true });
  // Web Locks exist in secure contexts only (HTTPS or localhost), as does the camera.
  return 'locks' in navigator ? navigator.locks.request('diemcau.refresh', refresh) : refresh();
}

async function resume(failures: number): Promise<void> {
  const result = await refreshByCookie();
  if (identityStore.getState().identity.kind !== 'unknown') return;
  if (result.ok) begin(result.reply, refreshByCookie);
  else if (result.refusal.code === 'unauthenticated')
    identityStore.setState({ identity: { kind: 'signedOut' } });
  else setTimeout(() => void resume(failures + 1), retryDelay(failures, Math.random()));
}

/** Finds out whether this browser is still signed in; may be called again at no cost. Not for a site's screen. */
export function startSession(): void {
  if (started) return;
  started = true;
  tabs?.addEventListener('message', (message: MessageEvent<unknown>) => {
    if (message.data === 'signedOut' && session?.renew === refreshByCookie) end('signedOut');
    if (message.data === 'signedIn' && !session) {
      identityStore.setState({ identity: { kind: 'unknown' } });
      void resume(0);
    }
  });
  void resume(0);
}

/** Signs a person in; null: done. */
export async function signIn(username: string, password: string): Promise<Refusal | null> {
  const body = { username: username.trim().toLowerCase(), password };
  const result = await ask<SessionReply>({ method: 'POST', path: '/api/session', body, cookies: true });
  if (!result.ok) return result.refusal;
  begin(result.reply, refreshByCookie);
  tabs?.postMessage('signedIn');
  return null;
}

/** Signs out here and in this browser's other tabs. Without a line the cookie stays, but this page forgets. */
export async function signOut(): Promise<void> {
  const token = session?.token;
  const wasPerson = session?.renew === refreshByCookie;
  end('signedOut');
  if (!wasPerson) return;
  tabs?.postMessage('signedOut');
  await ask<null>({ method: 'DELETE', path: '/api/session', cookies: true, ...(token ? { token } : {}) });
}

/** A new token whatever the old one's age: the hub would not have it. */
export async function renewToken(): Promise<Result<string>> {
  const renewed = await renewNow(0);
  return renewed.ok ? { ok: true, reply: renewed.reply.token } : renewed;
}
