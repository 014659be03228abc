import type { ParticipantId, UnitId } from '../../core/id.ts';
import type { Unit } from '../../core/unit.ts';
import type { Account } from '../../protocol/http.ts';
import type { AccountRow, Auth, Clock, DeviceRow, Outcome, Principal, SignedIn, Store } from '../ports.ts';
import { type Claims, createAccessTokens } from './access-token.ts';
import { personAccount, siteAccount, siteId } from './account.ts';
import { createSiteDevices } from './device.ts';
import { type AuthLog, done, refused } from './outcome.ts';
import { fitsPassword, hashPassword } from './password.ts';
import { createRefreshes } from './refresh.ts';
import { newSecret } from './secret.ts';
import { createThrottle } from './throttle.ts';
import type { TokenKeys } from './token-key.ts';
import { createUnitBook } from './unit-book.ts';

export type AuthPolicy = {
  /** Whether sites may come in without a paired device. */
  readonly demo: boolean;
  /** Life of an access token, in milliseconds; what was taken away meanwhile is noticed at each use anyway. */
  readonly accessMs: number;
  /** Life of a refresh token since its last use. */
  readonly refreshMs: number;
  /** How long a rotated refresh token is still taken: see refresh.ts. */
  readonly graceMs: number;
  /** Sign-ins of one user name in five minutes; a success starts the count anew. */
  readonly signInsPerUser: number;
  /** Sign-ins of everyone in a minute. */
  readonly signInsPerMinute: number;
};

/** Design: tokens of 10 minutes. A working day for a sign-in, a minute for a lost reply. */
export const usualPolicy: AuthPolicy = {
  demo: false,
  accessMs: 600_000,
  refreshMs: 12 * 3_600_000,
  graceMs: 60_000,
  signInsPerUser: 10,
  signInsPerMinute: 600,
};

const userSeconds = 300;
const silent: AuthLog = { info: () => undefined, warn: () => undefined };

/** Who gets in (server/ports.ts, `Auth`). A store that fails refuses everybody with `unavailable`. */
export function createAuth(given: {
  readonly store: Store;
  readonly clock: Clock;
  readonly keys: TokenKeys;
  readonly policy: AuthPolicy;
  readonly log?: AuthLog;
}): Auth {
  const { store, clock, keys, policy, log = silent } = given;
  const { refreshMs, graceMs } = policy;
  const book = createUnitBook(store.units, clock);
  const tokens = createAccessTokens({ keys, clock, accessMs: policy.accessMs });
  const refreshes = createRefreshes({ tokens: store.refreshTokens, clock, refreshMs, graceMs });
  const devices = createSiteDevices({ store, clock, book, log });
  const ofUser = createThrottle(policy.signInsPerUser, userSeconds);
  const ofEveryone = createThrottle(policy.signInsPerMinute, 60);
  const listeners = new Set<(participant: ParticipantId) => void>();
  /** Stands in for the hash of an account that does not exist, so that its answer takes as long. */
  const nobodysHash = hashPassword(newSecret());

  /** Fails closed: an error of the store is a refusal, told in the log. */
  async function closed<T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    try {
      return await work();
    } catch (error) {
      log.warn({ err: error }, 'refused because the store failed');
      return refused('unavailable');
    }
  }
  const tellRevoked = (participant: ParticipantId): void => {
    for (const listener of listeners) listener(participant);
  };

  function session(account: Account, refresh: string | null, device: string | null): SignedIn {
    return { session: { ...tokens.issue({ participant: account.participant, device }), account }, refresh };
  }

  async function refresh(token: string): Promise<Outcome<SignedIn>> {
    const refreshed = await refreshes.refresh(token);
    if (refreshed.kind === 'stolen') log.warn({ account: refreshed.account }, 'refresh token used twice');
    if (refreshed.kind !== 'fresh') return refused('unauthenticated');
    const row = await store.accounts.byId(refreshed.account);
    if (row?.disabledAt === null) return done(session(await personAccount(row, book), refreshed.token, null));
    // It may have been disabled by another process, which cannot tell the live connections.
    await store.refreshTokens.revokeAccount(refreshed.account);
    tellRevoked(refreshed.account);
    return refused('unauthenticated');
  }

  async function signIn(username: string, password: string): Promise<Outcome<SignedIn>> {
    const name = username.trim().toLowerCase();
    if (!(await ofEveryone.admit('')) || !(await ofUser.admit(name))) return refused('too-many');
    const row = await store.accounts.byUsername(name);
    const fits = await fitsPassword(row?.passwordHash ?? (await nobodysHash), password);
    if (!row || !fits || row.disabledAt !== null) {
      log.warn(
        { account: row?.id ?? null, disabled: row !== null && row.disabledAt !== null },
        'sign-in refused',
      );
      return refused('unauthenticated');
    }
    await ofUser.forgive(name);
    log.info({ account: row.id }, 'signed in');
    return done(session(await personAccount(row, book), await refreshes.start(row.id), null));
  }

  /** Notes a device's presence; that this could not be written keeps nobody out. */
  async function see(device: DeviceRow): Promise<void> {
    await devices
      .see(device)
      .catch((error: unknown) => log.warn({ err: error, device: device.id }, 'not noted'));
  }

  const personPrincipal = async (row: AccountRow): Promise<Principal> => ({
    account: await personAccount(row, book),
    standingRoles: row.standingRoles,
    device: null,
  });
  const sitePrincipal = (unit: Unit, device: string | null): Principal => ({
    account: siteAccount(unit),
    standingRoles: [{ role: 'site', unit: unit.id }],
    device,
  });

  type Note = (device: DeviceRow) => Promise<void>;

  /** A site by its paired device, or in the demo by its unit's name alone. */
  async function siteOf({ participant, device }: Claims, note: Note): Promise<Principal | null> {
    const row = device === null ? null : await devices.byId(device);
    if (device !== null ? row === null : !policy.demo) return null;
    const unit = await book.find(row?.unit ?? (participant.slice('site:'.length) as UnitId));
    if (unit === null || siteId(unit.id) !== participant) return null;
    if (row) await note(row);
    return sitePrincipal(unit, device);
  }

  async function verify(accessToken: string): Promise<Outcome<Principal>> {
    const claims = tokens.read(accessToken);
    return claims === null ? refused('unauthenticated') : admit(claims, see);
  }

  async function admit(claims: Claims, note: Note): Promise<Outcome<Principal>> {
    if (claims.participant.startsWith('site:')) {
      const site = await siteOf(claims, note);
      return site ? done(site) : refused('unauthenticated');
    }
    const row = await store.accounts.byId(claims.participant);
    return row?.disabledAt === null ? done(await personPrincipal(row)) : refused('unauthenticated');
  }

  async function disable(by: Principal, account: ParticipantId): Promise<Outcome<null>> {
    // Not oneself: so there is always an administrator left.
    if (!by.account.administrator || by.account.participant === account) return refused('not-permitted');
    const row = await store.accounts.byId(account);
    if (!row) return refused('not-found');
    if (row.disabledAt === null) await store.accounts.put({ ...row, disabledAt: clock.now() });
    await store.refreshTokens.revokeAccount(account);
    log.info({ account, by: by.account.participant }, 'account disabled');
    tellRevoked(account);
    return done(null);
  }

  return {
    signIn: (username, password) => closed(() => signIn(username, password)),
    refresh: (token) => closed(() => refresh(token)),
    signOut: (token) => refreshes.end(token),
    siteSession: (credential) =>
      closed(async () => {
        const device = await devices.byCredential(credential);
        const unit = device && (await book.find(device.unit));
        if (!unit) return refused('unauthenticated');
        await see(device);
        return done(session(siteAccount(unit), null, device.id));
      }),
    demoSite: (unit) =>
      closed(async () => {
        if (!policy.demo) return refused('not-permitted');
        const found = await book.find(unit);
        return found ? done(session(siteAccount(found), null, null)) : refused('not-found');
      }),
    verify: (accessToken) => closed(() => verify(accessToken)),
    holds: async ({ account: { participant }, device }) => {
      // Asked of everyone connected: nothing is written for it.
      const admitted = await closed(() => admit({ participant, device }, async () => undefined));
      return admitted.ok || admitted.refusal.code === 'unavailable';
    },
    requestPairing: async () => devices.request(),
    claimPairing: async (secret) => devices.claim(secret),
    confirmPairing: (by, code, unit) => closed(() => devices.confirm(by, code, unit)),
    listDevices: (by) => devices.list(by),
    revokeDevice: (by, id) =>
      closed(async () => {
        const revoked = await devices.revoke(by, id);
        if (!revoked.ok) return revoked;
        tellRevoked(siteId(revoked.value));
        return done(null);
      }),
    disableAccount: (by, account) => closed(() => disable(by, account)),
    onRevoked: (listener) => void listeners.add(listener),
  };
}
