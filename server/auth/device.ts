import { v7 as uuid } from 'uuid';
import type { UnitId } from '../../core/id.ts';
import type { DeviceItem, PairingReply, PairingState } from '../../protocol/http.ts';
import type { Clock, DeviceRow, Outcome, Principal, Store } from '../ports.ts';
import { type AuthLog, done, refused } from './outcome.ts';
import { createPairings } from './pairing.ts';
import { hashSecret, newSecret } from './secret.ts';
import { createThrottle } from './throttle.ts';
import { createTurn } from './turn.ts';
import type { UnitBook } from './unit-book.ts';

/** `lastSeenAt` is for people: to the minute is enough, and a write each time would be too much. */
const seenEveryMs = 60_000;
/** Wrong codes one operator may type in ten minutes. */
const wrongCodes = 10;
const wrongCodesSeconds = 600;

export type SiteDevices = {
  request(): PairingReply;
  claim(secret: string): PairingState;
  confirm(by: Principal, code: string, unit: UnitId): Promise<Outcome<DeviceItem>>;
  list(by: Principal): Promise<readonly DeviceItem[]>;
  /** The unit whose device it was. */
  revoke(by: Principal, id: string): Promise<Outcome<UnitId>>;
  /** The device with this credential, unless revoked. */
  byCredential(credential: string): Promise<DeviceRow | null>;
  /** The device, unless revoked. */
  byId(id: string): Promise<DeviceRow | null>;
  /** Notes that the device was here. */
  see(device: DeviceRow): Promise<void>;
};

/** Devices that stand at sites: paired with a code, confirmed by who operates the unit, revocable. */
export function createSiteDevices(given: {
  readonly store: Pick<Store, 'devices' | 'accounts'>;
  readonly clock: Clock;
  readonly book: UnitBook;
  readonly log: AuthLog;
}): SiteDevices {
  const { store, clock, book, log } = given;
  const pairings = createPairings(clock);
  const wrong = createThrottle(wrongCodes, wrongCodesSeconds);
  // A row is read, changed and written back whole: without turns, `see` could undo a revocation.
  const inTurn = createTurn();

  const mayOperate = (by: Principal, unit: UnitId): Promise<boolean> =>
    book.coveredBy(by.account.operates, unit);
  const unlessRevoked = (row: DeviceRow | null): DeviceRow | null => (row?.revokedAt === null ? row : null);

  async function itemOf(row: DeviceRow): Promise<DeviceItem> {
    const unit = await book.find(row.unit);
    const operator = await store.accounts.byId(row.pairedBy);
    return {
      id: row.id,
      unit: row.unit,
      unitName: unit?.name ?? row.unit,
      pairedAt: row.pairedAt,
      pairedBy: operator?.name ?? row.pairedBy,
      lastSeenAt: row.lastSeenAt,
    };
  }

  async function pair(by: Principal, code: string, unit: UnitId): Promise<Outcome<DeviceItem>> {
    const found = await book.find(unit);
    if (!found) return refused('not-found');
    if (!(await mayOperate(by, unit))) return refused('not-permitted');
    const operator = by.account.participant;
    if (!(await wrong.admit(operator))) return refused('too-many');
    if (!pairings.isPending(code)) return refused('not-found');
    await wrong.forgive(operator);

    const credential = newSecret();
    const row: DeviceRow = {
      id: uuid(),
      unit,
      credentialHash: hashSecret(credential),
      pairedAt: clock.now(),
      pairedBy: operator,
      lastSeenAt: null,
      revokedAt: null,
    };
    await store.devices.put(row);
    pairings.confirm(code, { credential, unitName: found.name });
    log.info({ device: row.id, unit, by: operator }, 'device paired');
    return done(await itemOf(row));
  }

  return {
    request: () => pairings.request(),
    claim: (secret) => pairings.claim(secret),
    confirm: (by, code, unit) => inTurn(() => pair(by, code, unit)),
    async list(by) {
      const items: DeviceItem[] = [];
      for (const row of await store.devices.all())
        if (row.revokedAt === null && (await mayOperate(by, row.unit))) items.push(await itemOf(row));
      const { compare } = new Intl.Collator('vi');
      return items.toSorted((one, other) => compare(one.unitName, other.unitName));
    },
    revoke: (by, id) =>
      inTurn(async () => {
        const row = await store.devices.byId(id);
        if (!row) return refused('not-found');
        if (!(await mayOperate(by, row.unit))) return refused('not-permitted');
        if (row.revokedAt === null) await store.devices.put({ ...row, revokedAt: clock.now() });
        log.info({ device: id, unit: row.unit, by: by.account.participant }, 'device revoked');
        return done(row.unit);
      }),
    byCredential: async (credential) =>
      unlessRevoked(await store.devices.byCredentialHash(hashSecret(credential))),
    byId: async (id) => unlessRevoked(await store.devices.byId(id)),
    async see({ id, lastSeenAt }) {
      if (lastSeenAt !== null && clock.now() - lastSeenAt < seenEveryMs) return;
      await inTurn(async () => {
        const row = unlessRevoked(await store.devices.byId(id));
        if (row) await store.devices.put({ ...row, lastSeenAt: clock.now() });
      });
    },
  };
}
