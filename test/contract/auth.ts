import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LevelId, ParticipantId, UnitId } from '../../core/id.ts';
import type { RefusalCode } from '../../core/refusal.ts';
import { type AuthPolicy, createAuth, usualPolicy } from '../../server/auth/auth.ts';
import { hashPassword } from '../../server/auth/password.ts';
import { generateTokenKeys, type TokenKeys } from '../../server/auth/token-key.ts';
import type { AccountRow, Auth, Outcome, Principal, SignedIn, Store } from '../../server/ports.ts';

const minute = 60_000;
const start = 1_795_000_000_000;
const password = 'mật khẩu của Điểm Cầu';

const unit = (id: string): UnitId => id as UnitId;
const person = (username: string): ParticipantId => `person:${username}` as ParticipantId;
const level = { id: 'any' as LevelId, name: 'Cấp' };
const units = [
  ['TW', 'Trung ương', null],
  ['11', 'Tỉnh Điện Biên', 'TW'],
  ['11.103', 'Huyện Nậm Pồ', '11'],
  ['11.103.03156', 'Xã Nậm Tin', '11.103'],
  ['54', 'Tỉnh Phú Yên', 'TW'],
] as const;

function granted<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.code}`);
  return outcome.value;
}
const codeOf = (outcome: Outcome<unknown>): RefusalCode | null => (outcome.ok ? null : outcome.refusal.code);

/** How sign-in, tokens, devices and revocation behave (server/ports.ts, `Auth`), on any store. */
export function authContract(name: string, openStore: () => Promise<Store>): void {
  let passwordHash: string;
  let keys: TokenKeys;
  let store: Store;
  let auth: Auth;
  let now: number;
  let revoked: ParticipantId[];
  const clock = { now: () => now };

  beforeAll(async () => {
    passwordHash = await hashPassword(password);
    keys = generateTokenKeys();
  });
  beforeEach(async () => {
    now = start;
    revoked = [];
    store = await openStore();
    await store.units.replace(
      [level],
      units.map(([id, title, parent]) => ({
        id: unit(id),
        name: title,
        level: level.id,
        parent: parent === null ? null : unit(parent),
      })),
    );
    await addAccount('quantri', { administrator: true, unit: unit('TW') });
    await addAccount('chutri.dienbien', { standingRoles: [{ role: 'chair', unit: unit('11') }] });
    await addAccount('kythuat.nampo', { standingRoles: [{ role: 'operator', unit: unit('11.103') }] });
    await addAccount('kythuat.phuyen', { standingRoles: [{ role: 'operator', unit: unit('54') }] });
    await addAccount('daibieu', { standingRoles: [{ role: 'delegate', unit: unit('11.103.03156') }] });
    auth = newAuth();
    auth.onRevoked((participant) => revoked.push(participant));
  });
  afterEach(() => store.close());

  const newAuth = (policy: Partial<AuthPolicy> = {}, others: { keys?: TokenKeys } = {}): Auth =>
    createAuth({ store, clock, keys: others.keys ?? keys, policy: { ...usualPolicy, ...policy } });
  async function addAccount(username: string, changes: Partial<AccountRow> = {}): Promise<void> {
    await store.accounts.put({
      id: person(username),
      username,
      name: `Ông ${username}`,
      position: 'Chuyên viên',
      unit: unit('11'),
      passwordHash,
      administrator: false,
      standingRoles: [],
      disabledAt: null,
      ...changes,
    });
  }
  const signedIn = async (username: string): Promise<SignedIn> =>
    granted(await auth.signIn(username, password));
  const principal = async (username: string): Promise<Principal> =>
    granted(await auth.verify((await signedIn(username)).session.token));
  const cookieOf = ({ refresh }: SignedIn): string => refresh ?? '';

  describe(`${name}: sign-in`, () => {
    it('gives a token of ten minutes and the account as the screens show it', async () => {
      const { session, refresh } = await signedIn('chutri.dienbien');
      expect(session.expiresAt).toBe(start + 10 * minute);
      expect(refresh).toMatch(/^[\w-]{43}$/);
      expect(session.account).toEqual({
        kind: 'person',
        participant: person('chutri.dienbien'),
        name: 'Ông chutri.dienbien',
        position: 'Chuyên viên',
        unit: '11',
        unitName: 'Tỉnh Điện Biên',
        administrator: false,
        operates: ['11'],
      });
      expect(granted(await auth.verify(session.token))).toEqual({
        account: session.account,
        standingRoles: [{ role: 'chair', unit: '11' }],
        device: null,
      });
    });

    it('lets administrators operate the whole tree, and delegates nothing', async () => {
      expect((await signedIn('quantri')).session.account).toMatchObject({
        administrator: true,
        operates: ['TW'],
      });
      expect((await signedIn('daibieu')).session.account.operates).toEqual([]);
    });

    it('takes a user name as people type it, and a password however its marks are coded', async () => {
      const typed = await auth.signIn(' Chutri.DienBien ', password.normalize('NFD'));
      expect(codeOf(typed)).toBeNull();
    });

    it('answers an unknown name, a wrong password and a disabled account alike, and after as long', async () => {
      await addAccount('nghiviec', { disabledAt: start });
      const quickest = async (username: string, typed: string): Promise<number> => {
        const times: number[] = [];
        for (let i = 0; i < 3; i++) {
          const from = performance.now();
          expect(await auth.signIn(username, typed)).toEqual({
            ok: false,
            refusal: { code: 'unauthenticated' },
          });
          times.push(performance.now() - from);
        }
        return Math.min(...times);
      };
      const wrong = await quickest('daibieu', 'sai mật khẩu');
      // Without the work of a hash the answer would come a hundred times sooner.
      expect(await quickest('khongcoai', 'sai mật khẩu')).toBeGreaterThan(wrong / 4);
      expect(await quickest('nghiviec', password)).toBeGreaterThan(wrong / 4);
    });

    it('answers too-many after so many attempts of one name, to that name alone', async () => {
      auth = newAuth({ signInsPerUser: 3 });
      for (let i = 0; i < 3; i++) expect(codeOf(await auth.signIn('daibieu', 'sai'))).toBe('unauthenticated');
      expect(codeOf(await auth.signIn('daibieu', password))).toBe('too-many');
      expect(codeOf(await auth.signIn('DAIBIEU ', password))).toBe('too-many');
      expect(codeOf(await auth.signIn('quantri', password))).toBeNull();
    });

    it('counts anew after a success', async () => {
      auth = newAuth({ signInsPerUser: 3 });
      for (let i = 0; i < 3; i++) {
        expect(codeOf(await auth.signIn('daibieu', 'sai'))).toBe('unauthenticated');
        expect(codeOf(await auth.signIn('daibieu', password))).toBeNull();
      }
    });

    it('answers too-many to everybody when attempts come by the hundred', async () => {
      auth = newAuth({ signInsPerMinute: 4 });
      for (let i = 0; i < 4; i++) await auth.signIn(`name${i}`, 'sai');
      expect(codeOf(await auth.signIn('daibieu', password))).toBe('too-many');
    });
  });

  describe(`${name}: access tokens`, () => {
    it('end after their ten minutes', async () => {
      const { session } = await signedIn('daibieu');
      now = session.expiresAt - 1;
      expect(codeOf(await auth.verify(session.token))).toBeNull();
      now = session.expiresAt;
      expect(codeOf(await auth.verify(session.token))).toBe('unauthenticated');
    });

    it('outlive a restart with the same keys, and no other hub takes them', async () => {
      const { session } = await signedIn('daibieu');
      expect(codeOf(await newAuth().verify(session.token))).toBeNull();
      const other = newAuth({}, { keys: generateTokenKeys() });
      expect(codeOf(await other.verify(session.token))).toBe('unauthenticated');
    });

    it('say who; what one may do is read from the store each time', async () => {
      const { session } = await signedIn('daibieu');
      await addAccount('daibieu', { name: 'Bà mới', standingRoles: [{ role: 'chair', unit: unit('54') }] });
      expect(granted(await auth.verify(session.token))).toMatchObject({
        account: { name: 'Bà mới', operates: ['54'] },
        standingRoles: [{ role: 'chair', unit: '54' }],
      });
    });

    it.each(['', 'x', 'a.b.c', `${'x'.repeat(100_000)}.y.z`])(
      'are refused when they are none: %.20s',
      async (token) => {
        expect(codeOf(await auth.verify(token))).toBe('unauthenticated');
      },
    );
  });

  describe(`${name}: refresh`, () => {
    it('gives another token, and each again, for as long as one comes back', async () => {
      let cookie = cookieOf(await signedIn('daibieu'));
      for (let hours = 0; hours < 24; hours += 8) {
        now += 8 * 60 * minute;
        const next = granted(await auth.refresh(cookie));
        expect(cookieOf(next)).not.toBe(cookie);
        expect(codeOf(await auth.verify(next.session.token))).toBeNull();
        cookie = cookieOf(next);
      }
      now += usualPolicy.refreshMs;
      expect(codeOf(await auth.refresh(cookie))).toBe('unauthenticated');
    });

    it('serves two tabs that ask at once with the same cookie', async () => {
      const cookie = cookieOf(await signedIn('daibieu'));
      const both = await Promise.all([auth.refresh(cookie), auth.refresh(cookie)]);
      now += 9 * minute;
      for (const one of both) expect(codeOf(await auth.refresh(cookieOf(granted(one))))).toBeNull();
    });

    it('serves a client whose reply was lost, within the grace', async () => {
      const cookie = cookieOf(await signedIn('daibieu'));
      await auth.refresh(cookie);
      now += usualPolicy.graceMs;
      expect(codeOf(await auth.refresh(cookie))).toBeNull();
    });

    it('ends the whole sign-in when a token rotated long ago comes back, and no other sign-in', async () => {
      const stolen = cookieOf(await signedIn('daibieu'));
      const elsewhere = cookieOf(await signedIn('daibieu'));
      const current = cookieOf(granted(await auth.refresh(stolen)));
      now += usualPolicy.graceMs + 1;
      expect(codeOf(await auth.refresh(stolen))).toBe('unauthenticated');
      expect(codeOf(await auth.refresh(current))).toBe('unauthenticated');
      expect(codeOf(await auth.refresh(elsewhere))).toBeNull();
    });

    it('refuses what was never given, and what was signed out', async () => {
      const cookie = cookieOf(await signedIn('daibieu'));
      expect(codeOf(await auth.refresh('x'.repeat(43)))).toBe('unauthenticated');
      const later = cookieOf(granted(await auth.refresh(cookie)));
      await auth.signOut(later);
      await auth.signOut('x'.repeat(43));
      expect(codeOf(await auth.refresh(later))).toBe('unauthenticated');
      expect(codeOf(await auth.refresh(cookie))).toBe('unauthenticated');
    });

    it('keeps nothing in the store by which one could come in', async () => {
      const cookie = cookieOf(await signedIn('daibieu'));
      expect(await store.refreshTokens.byHash(cookie)).toBeNull();
    });
  });

  describe(`${name}: a disabled account`, () => {
    it('loses its tokens at once, and whoever holds its connections is told', async () => {
      const { session, refresh } = await signedIn('daibieu');
      expect(codeOf(await auth.disableAccount(await principal('quantri'), person('daibieu')))).toBeNull();
      expect(revoked).toEqual([person('daibieu')]);
      expect(codeOf(await auth.verify(session.token))).toBe('unauthenticated');
      expect(codeOf(await auth.refresh(refresh ?? ''))).toBe('unauthenticated');
      expect(codeOf(await auth.signIn('daibieu', password))).toBe('unauthenticated');
    });

    it('disabled by another process is noticed when it refreshes', async () => {
      const cookie = cookieOf(await signedIn('daibieu'));
      await addAccount('daibieu', { disabledAt: now });
      expect(codeOf(await auth.refresh(cookie))).toBe('unauthenticated');
      expect(revoked).toEqual([person('daibieu')]);
    });

    it('is disabled by administrators only, and never one’s own', async () => {
      expect(codeOf(await auth.disableAccount(await principal('chutri.dienbien'), person('daibieu')))).toBe(
        'not-permitted',
      );
      const administrator = await principal('quantri');
      expect(codeOf(await auth.disableAccount(administrator, person('quantri')))).toBe('not-permitted');
      expect(codeOf(await auth.disableAccount(administrator, person('khongcoai')))).toBe('not-found');
      expect(codeOf(await auth.signIn('daibieu', password))).toBeNull();
      expect(revoked).toEqual([]);
    });
  });

  describe(`${name}: a site's device`, () => {
    const commune = unit('11.103.03156');
    async function pair(operator: string, where: UnitId = commune): Promise<string> {
      const { code, secret } = await auth.requestPairing();
      granted(await auth.confirmPairing(await principal(operator), code, where));
      const claimed = await auth.claimPairing(secret);
      if (claimed.state !== 'confirmed') throw new Error(claimed.state);
      return claimed.credential;
    }

    it('is paired by a code, and comes in with its credential, after a restart too', async () => {
      const pairing = await auth.requestPairing();
      expect(pairing).toEqual({
        code: expect.stringMatching(/^\d{6}$/),
        secret: expect.stringMatching(/^[\w-]{43}$/),
        expiresAt: start + 10 * minute,
      });
      expect(await auth.claimPairing(pairing.secret)).toEqual({ state: 'waiting' });
      const item = granted(
        await auth.confirmPairing(await principal('kythuat.nampo'), pairing.code, commune),
      );
      expect(item).toMatchObject({ unit: commune, unitName: 'Xã Nậm Tin', pairedBy: 'Ông kythuat.nampo' });
      const claimed = await auth.claimPairing(pairing.secret);
      expect(claimed).toMatchObject({ state: 'confirmed', unitName: 'Xã Nậm Tin' });
      const credential = claimed.state === 'confirmed' ? claimed.credential : '';
      const { session, refresh } = granted(await newAuth().siteSession(credential));
      expect(refresh).toBeNull();
      expect(session.account).toMatchObject({
        kind: 'site',
        participant: `site:${commune}`,
        name: 'Xã Nậm Tin',
      });
      expect(granted(await auth.verify(session.token))).toMatchObject({
        account: { participant: `site:${commune}`, administrator: false, operates: [] },
        standingRoles: [{ role: 'site', unit: commune }],
        device: item.id,
      });
    });

    it('is given its credential once, and only to the holder of the secret', async () => {
      const { code, secret } = await auth.requestPairing();
      await auth.confirmPairing(await principal('kythuat.nampo'), code, commune);
      expect(await auth.claimPairing(code)).toEqual({ state: 'expired' });
      expect((await auth.claimPairing(secret)).state).toBe('confirmed');
      expect(await auth.claimPairing(secret)).toEqual({ state: 'expired' });
    });

    it('has a code good for ten minutes and one confirmation', async () => {
      const operator = await principal('kythuat.nampo');
      const late = await auth.requestPairing();
      now = late.expiresAt;
      expect(codeOf(await auth.confirmPairing(operator, late.code, commune))).toBe('not-found');
      expect(await auth.claimPairing(late.secret)).toEqual({ state: 'expired' });
      const { code } = await auth.requestPairing();
      const both = [
        auth.confirmPairing(operator, code, commune),
        auth.confirmPairing(operator, code, commune),
      ];
      expect((await Promise.all(both)).map(codeOf)).toEqual([null, 'not-found']);
      expect(await store.devices.all()).toHaveLength(1);
    });

    it.each([
      ['kythuat.nampo', '11.103', null],
      ['kythuat.nampo', '11', 'not-permitted'],
      ['kythuat.phuyen', '11.103.03156', 'not-permitted'],
      ['chutri.dienbien', '11.103.03156', null],
      ['daibieu', '11.103.03156', 'not-permitted'],
      ['quantri', '54', null],
      ['quantri', '99', 'not-found'],
    ])('is confirmed by %s at %s: %s', async (operator, where, expected) => {
      const { code } = await auth.requestPairing();
      expect(codeOf(await auth.confirmPairing(await principal(operator), code, unit(where)))).toBe(expected);
      expect(await store.devices.all()).toHaveLength(expected === null ? 1 : 0);
    });

    it('cannot be confirmed by trying codes', async () => {
      const operator = await principal('kythuat.nampo');
      const { code } = await auth.requestPairing();
      const wrong = code === '000000' ? '000001' : '000000';
      for (let i = 0; i < 10; i++)
        expect(codeOf(await auth.confirmPairing(operator, wrong, commune))).toBe('not-found');
      expect(codeOf(await auth.confirmPairing(operator, code, commune))).toBe('too-many');
      expect(codeOf(await auth.confirmPairing(await principal('quantri'), code, commune))).toBeNull();
    });

    it('is out at once when revoked, its connections told, and is listed no more', async () => {
      const credential = await pair('kythuat.nampo');
      const { session } = granted(await auth.siteSession(credential));
      const operator = await principal('chutri.dienbien');
      const [item] = await auth.listDevices(operator);
      expect(codeOf(await auth.revokeDevice(await principal('kythuat.phuyen'), item?.id ?? ''))).toBe(
        'not-permitted',
      );
      expect(codeOf(await auth.revokeDevice(operator, 'nothing'))).toBe('not-found');
      expect(revoked).toEqual([]);
      expect(codeOf(await auth.revokeDevice(operator, item?.id ?? ''))).toBeNull();
      expect(revoked).toEqual([`site:${commune}`]);
      expect(codeOf(await auth.siteSession(credential))).toBe('unauthenticated');
      expect(codeOf(await auth.verify(session.token))).toBe('unauthenticated');
      expect(await auth.listDevices(operator)).toEqual([]);
    });

    it('is listed to those who operate its unit, by name', async () => {
      await pair('quantri', unit('54'));
      await pair('quantri', commune);
      await pair('quantri', unit('11'));
      const listed = async (operator: string) =>
        (await auth.listDevices(await principal(operator))).map(({ unitName }) => unitName);
      expect(await listed('quantri')).toEqual(['Tỉnh Điện Biên', 'Tỉnh Phú Yên', 'Xã Nậm Tin']);
      expect(await listed('chutri.dienbien')).toEqual(['Tỉnh Điện Biên', 'Xã Nậm Tin']);
      expect(await listed('kythuat.phuyen')).toEqual(['Tỉnh Phú Yên']);
      expect(await listed('daibieu')).toEqual([]);
    });

    it('is seen to the minute, and being seen never undoes a revocation', async () => {
      const credential = await pair('kythuat.nampo');
      const seen = async () => (await store.devices.all())[0]?.lastSeenAt;
      const { session } = granted(await auth.siteSession(credential));
      expect(await seen()).toBe(start);
      now += minute - 1;
      await auth.verify(session.token);
      expect(await seen()).toBe(start);
      now += 1;
      await auth.verify(session.token);
      expect(await seen()).toBe(start + minute);
      now += minute;
      const operator = await principal('kythuat.nampo');
      const [item] = await auth.listDevices(operator);
      await Promise.all([auth.verify(session.token), auth.revokeDevice(operator, item?.id ?? '')]);
      expect((await store.devices.all())[0]?.revokedAt).toBe(now);
    });

    it('is not written of for being asked whether it holds: everyone connected is asked each minute', async () => {
      const { session } = granted(await auth.siteSession(await pair('kythuat.nampo')));
      const site = granted(await auth.verify(session.token));
      now += minute;
      expect(await auth.holds(site)).toBe(true);
      const [device] = await store.devices.all();
      expect(device?.lastSeenAt).toBe(start);
      await auth.revokeDevice(await principal('kythuat.nampo'), device?.id ?? '');
      expect(await auth.holds(site)).toBe(false);
    });
  });

  describe(`${name}: a demo site`, () => {
    it('comes in by its unit’s name in demo mode alone', async () => {
      expect(codeOf(await auth.demoSite(unit('11')))).toBe('not-permitted');
      const demo = newAuth({ demo: true });
      const { session } = granted(await demo.demoSite(unit('11')));
      expect(granted(await demo.verify(session.token))).toMatchObject({
        account: { kind: 'site', participant: 'site:11', name: 'Tỉnh Điện Biên' },
        device: null,
      });
      expect(codeOf(await auth.verify(session.token))).toBe('unauthenticated');
      expect(codeOf(await demo.demoSite(unit('99')))).toBe('not-found');
    });
  });

  describe(`${name}: a store that is gone`, () => {
    it('lets nobody in', async () => {
      const { session, refresh } = await signedIn('daibieu');
      const fail = async (): Promise<never> => Promise.reject(new Error('database is locked'));
      const gone = { ...store.accounts, byUsername: fail, byId: fail };
      const failing = createAuth({ store: { ...store, accounts: gone }, clock, keys, policy: usualPolicy });
      expect(codeOf(await failing.signIn('daibieu', password))).toBe('unavailable');
      expect(codeOf(await failing.verify(session.token))).toBe('unavailable');
      expect(codeOf(await failing.refresh(refresh ?? ''))).toBe('unavailable');
    });
  });
}
