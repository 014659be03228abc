import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Result, refused } from './result.ts';

const wire = vi.hoisted(() => ({ ask: vi.fn(), begin: vi.fn() }));
vi.mock('./http.ts', () => ({ ask: wire.ask }));
vi.mock('./identity.ts', () => ({ begin: wire.begin }));
const { claimPairing, siteSignIn } = await import('./site.ts');

const kept = new Map<string, string>();
const key = 'diemcau.siteCredential';
const account = { name: 'Xã Nậm Tin' };

function at(search: string): void {
  vi.stubGlobal('location', { search });
}
function answer(result: Result<unknown>): void {
  wire.ask.mockResolvedValueOnce(result);
}

beforeEach(() => {
  kept.clear();
  vi.clearAllMocks();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  });
  at('');
});
afterEach(() => void vi.unstubAllGlobals());

describe('siteSignIn', () => {
  it('is unpaired on a device without a credential, and asks nobody', async () => {
    expect(await siteSignIn()).toEqual({ kind: 'unpaired' });
    expect(wire.ask).not.toHaveBeenCalled();
  });
  it('signs in by the credential, without touching a person’s cookies', async () => {
    kept.set(key, 'secret');
    answer({ ok: true, reply: { token: 't', account } });
    expect(await siteSignIn()).toEqual({ kind: 'signedIn', account });
    expect(wire.ask).toHaveBeenCalledWith(
      expect.objectContaining({ path: '/api/site-session', body: { credential: 'secret' }, cookies: false }),
    );
    expect(wire.begin).toHaveBeenCalledOnce();
  });
  it('signs the demo’s site in by the unit in the address', async () => {
    at('?demo=11.103');
    answer({ ok: true, reply: { token: 't', account } });
    await siteSignIn();
    expect(wire.ask).toHaveBeenCalledWith(
      expect.objectContaining({ path: '/api/demo/site-session', body: { unit: '11.103' } }),
    );
  });
  it('forgets a credential that was revoked', async () => {
    kept.set(key, 'secret');
    answer(refused('unauthenticated'));
    expect(await siteSignIn()).toEqual({ kind: 'unpaired' });
    expect(kept.has(key)).toBe(false);
  });
  it('keeps the credential while the hub is away', async () => {
    kept.set(key, 'secret');
    answer(refused('unavailable'));
    expect(await siteSignIn()).toEqual({ kind: 'refused', refusal: { code: 'unavailable' } });
    expect(kept.has(key)).toBe(true);
  });
});

describe('claimPairing', () => {
  it('keeps the credential once the code was confirmed, and not before', async () => {
    answer({ ok: true, reply: { state: 'waiting' } });
    await claimPairing('s');
    expect(kept.size).toBe(0);
    answer({ ok: true, reply: { state: 'confirmed', credential: 'secret', unitName: 'Xã Nậm Tin' } });
    await claimPairing('s');
    expect(kept.get(key)).toBe('secret');
  });
});
