import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ParticipantId, UnitId } from '../../core/id.ts';
import type { Account, SessionReply } from '../../protocol/http.ts';

const account: Account = {
  kind: 'person',
  participant: 'person:chutri' as ParticipantId,
  name: 'Name',
  position: 'Position',
  unit: 'TW' as UnitId,
  unitName: 'Unit',
  administrator: false,
  operates: [],
};
const lifeMs = 600_000;

/** The hub's answers by path, newest request last. */
const requests: { path: string; method: string; token: string | null; credentials: string | undefined }[] =
  [];
let answers: Record<string, () => Response | Promise<Response>> = {};

function reply(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}
function session(token: string, change: Partial<Account> = {}): SessionReply {
  return { token, expiresAt: Date.now() + lifeMs, account: { ...account, ...change } };
}
const unauthenticated = () => reply(401, { refusal: { code: 'unauthenticated' } });

async function load() {
  vi.resetModules();
  const identity = await import('./identity.ts');
  const { identityStore } = await import('./session-store.ts');
  return { ...identity, kind: () => identityStore.getState().identity.kind };
}

beforeEach(() => {
  vi.useFakeTimers();
  requests.length = 0;
  answers = {};
  vi.stubGlobal('BroadcastChannel', undefined);
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const token = new Headers(init.headers).get('authorization');
    requests.push({ path, method: init.method ?? 'GET', token, credentials: init.credentials });
    const answer = answers[`${init.method} ${path}`];
    if (!answer) throw new TypeError('no line');
    return answer();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const paths = () => requests.map(({ method, path }) => `${method} ${path}`);
const turn = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe('the start of a page', () => {
  it('finds by the cookie who is signed in', async () => {
    answers['POST /api/session/refresh'] = () => reply(200, session('t1'));
    const { startSession, kind } = await load();
    expect(kind()).toBe('unknown');
    startSession();
    startSession();
    await turn();
    expect(kind()).toBe('signedIn');
    expect(requests).toHaveLength(1);
    expect(requests[0]?.credentials).toBe('same-origin');
  });
  it('is signed out when the cookie is no good, and unknown while the hub is away', async () => {
    const { startSession, kind } = await load();
    startSession();
    await turn();
    expect(kind()).toBe('unknown');
    answers['POST /api/session/refresh'] = unauthenticated;
    await turn(5_000);
    expect(kind()).toBe('signedOut');
  });
});

describe('a session', () => {
  async function signedIn() {
    answers['POST /api/session'] = () => reply(200, session('t1'));
    const page = await load();
    expect(await page.signIn(' ChuTri ', 'p')).toBeNull();
    return page;
  }

  it('says why a sign-in was refused', async () => {
    answers['POST /api/session'] = () => reply(429, { refusal: { code: 'too-many' } });
    const { signIn, kind } = await load();
    expect(await signIn('a', 'b')).toEqual({ code: 'too-many' });
    expect(kind()).toBe('unknown');
  });
  it('renews its token a minute before the end', async () => {
    const { freshToken } = await signedIn();
    answers['POST /api/session/refresh'] = () => reply(200, session('t2'));
    await turn(lifeMs - 61_000);
    expect(paths()).not.toContain('POST /api/session/refresh');
    await turn(2_000);
    expect(paths()).toContain('POST /api/session/refresh');
    expect(await freshToken()).toEqual({ ok: true, reply: 't2' });
  });
  it('renews once for all who ask at the same time', async () => {
    const { renewToken } = await signedIn();
    answers['POST /api/session/refresh'] = () => reply(200, session('t2'));
    await Promise.all([renewToken(), renewToken(), renewToken()]);
    expect(paths().filter((path) => path.endsWith('refresh'))).toHaveLength(1);
  });
  it('goes on while the hub is away, and renews when it is back', async () => {
    const { kind, freshToken } = await signedIn();
    await turn(lifeMs + 30_000);
    expect(kind()).toBe('signedIn');
    answers['POST /api/session/refresh'] = () => reply(200, session('t3'));
    await turn(6_000);
    const asked = requests.length;
    expect(await freshToken()).toEqual({ ok: true, reply: 't3' });
    // By itself, and not because somebody asked for it.
    expect(requests).toHaveLength(asked);
  });
  it('ends when the hub will not renew it, and tells whoever listens', async () => {
    const { kind, renewToken, onSignedOut } = await signedIn();
    const ended = vi.fn();
    onSignedOut(ended);
    answers['POST /api/session/refresh'] = unauthenticated;
    expect(await renewToken()).toEqual({ ok: false, refusal: { code: 'unauthenticated' } });
    expect(kind()).toBe('signedOut');
    expect(ended.mock.calls).toEqual([['refused']]);
  });
  it('never becomes another account that signed in within the same browser', async () => {
    const { kind, renewToken } = await signedIn();
    answers['POST /api/session/refresh'] = () =>
      reply(200, session('t2', { participant: 'person:daibieu1' as ParticipantId }));
    await renewToken();
    expect(kind()).toBe('signedOut');
  });
  it('asks again with a renewed token when the hub no longer knows the old one', async () => {
    const { askSignedIn } = await signedIn();
    let times = 0;
    answers['GET /api/meetings'] = () => (times++ === 0 ? unauthenticated() : reply(200, []));
    answers['POST /api/session/refresh'] = () => reply(200, session('t2'));
    expect(await askSignedIn({ method: 'GET', path: '/api/meetings' })).toEqual({ ok: true, reply: [] });
    expect(requests.filter(({ path }) => path === '/api/meetings').map(({ token }) => token)).toEqual([
      'Bearer t1',
      'Bearer t2',
    ]);
  });
  it('signs out here at once, and at the hub', async () => {
    const { signOut, kind, onSignedOut } = await signedIn();
    const ended = vi.fn();
    onSignedOut(ended);
    answers['DELETE /api/session'] = () => new Response(null, { status: 204 });
    await signOut();
    expect(kind()).toBe('signedOut');
    expect(ended.mock.calls).toEqual([['signedOut']]);
    expect(paths().at(-1)).toBe('DELETE /api/session');
  });
});
