import type { ParticipantId, UnitId } from '../core/id.ts';
import {
  type AccountBody,
  type AccountEditBody,
  type AccountFault,
  type AccountItem,
  type AccountReply,
  type AccountsReply,
  usernamePattern,
} from '../protocol/accounts.ts';
import { participantId } from '../protocol/id.ts';
import type { AccountRow, Auth, Outcome, Principal, Store } from './ports.ts';

/** Accounts in the hands of administrators; who is one is the gate's to say. Unknown ids are `not-found`. */
export type AccountAdministration = {
  list(): Promise<AccountsReply>;
  create(body: AccountBody): Promise<AccountReply>;
  edit(by: Principal, id: ParticipantId, body: AccountEditBody): Promise<Outcome<AccountReply>>;
  /** Ends every sign-in of the account within the life of an access token. */
  setPassword(id: ParticipantId, password: string): Promise<Outcome<AccountReply>>;
  /** Whether it may sign in; whoever is disabled loses the line at once. */
  setDisabled(by: Principal, id: ParticipantId, disabled: boolean): Promise<Outcome<AccountReply>>;
};

type Needs = {
  readonly store: Pick<Store, 'accounts' | 'units' | 'refreshTokens'>;
  readonly auth: Pick<Auth, 'disableAccount'>;
  readonly hashPassword: (password: string) => Promise<string>;
  readonly shortestPassword: number;
  /** A fresh UUIDv7. */
  readonly newId: () => string;
};

/** Longest password, as signing in takes it (protocol `signInBody`). */
export const longestPassword = 256;

/** Whether the password has at least so many characters, and no more than signing in takes. */
export function fitsLength(password: string, shortest: number): boolean {
  return [...password].length >= shortest && password.length <= longestPassword;
}

const vietnamese = new Intl.Collator('vi');
const faulty = (fault: AccountFault): AccountReply => ({ kind: 'faulty', fault });
const notFound = { ok: false, refusal: { code: 'not-found' } } as const;

export function createAccountAdministration(needs: Needs): AccountAdministration {
  const { store, auth, hashPassword, shortestPassword, newId } = needs;

  /** Names of all units that are or were, so that an account of a closed one is still told apart. */
  const unitNames = async (): Promise<(unit: UnitId) => string> => {
    const { records } = await store.units.register();
    const nameById = new Map(records.map(({ id, name }) => [id, name]));
    return (unit) => nameById.get(unit) ?? unit;
  };
  /** Named field by field: what the row gains later, and the password's hash, is not shown by accident. */
  const itemOf = (row: AccountRow, nameOf: (unit: UnitId) => string): AccountItem => ({
    id: row.id,
    username: row.username,
    name: row.name,
    position: row.position,
    unit: row.unit,
    unitName: nameOf(row.unit),
    administrator: row.administrator,
    standingRoles: row.standingRoles.map(({ role, unit }) => ({ role, unit, unitName: nameOf(unit) })),
    disabledAt: row.disabledAt,
  });
  const written = async (row: AccountRow): Promise<AccountReply> => {
    await store.accounts.put(row);
    return { kind: 'done', account: itemOf(row, await unitNames()) };
  };
  /** Each role once, over units that exist, those the account held before excepted: they may have been closed since. */
  const unknownUnit = async (
    { unit, standingRoles }: AccountEditBody,
    before: AccountRow | null,
  ): Promise<boolean> => {
    const known = new Set<UnitId>((await store.units.all()).map(({ id }) => id));
    for (const one of before ? [before.unit, ...before.standingRoles.map((held) => held.unit)] : [])
      known.add(one);
    return [unit, ...standingRoles.map((held) => held.unit)].some((one) => !known.has(one));
  };
  const rolesOnce = ({ standingRoles }: AccountEditBody): AccountRow['standingRoles'] =>
    standingRoles.filter(
      (one, at) => standingRoles.findIndex(({ role, unit }) => role === one.role && unit === one.unit) === at,
    );

  return {
    list: async () => {
      const nameOf = await unitNames();
      const accounts = (await store.accounts.all()).map((row) => itemOf(row, nameOf));
      return {
        accounts: accounts.toSorted((one, other) => vietnamese.compare(one.name, other.name)),
        shortestPassword,
      };
    },
    create: async (body) => {
      const { username, password, ...about } = body;
      if (!usernamePattern.test(username)) return faulty('username-form');
      if (!fitsLength(password, shortestPassword)) return faulty('password-length');
      if (await unknownUnit(body, null)) return faulty('unknown-unit');
      if (await store.accounts.byUsername(username)) return faulty('username-taken');
      return written({
        ...about,
        id: participantId.parse(`person:${newId()}`),
        username,
        standingRoles: rolesOnce(body),
        passwordHash: await hashPassword(password),
        disabledAt: null,
      });
    },
    edit: async (by, id, body) => {
      const row = await store.accounts.byId(id);
      if (!row) return notFound;
      if (by.account.participant === id && !body.administrator)
        return { ok: true, value: faulty('own-account') };
      if (await unknownUnit(body, row)) return { ok: true, value: faulty('unknown-unit') };
      return { ok: true, value: await written({ ...row, ...body, standingRoles: rolesOnce(body) }) };
    },
    setPassword: async (id, password) => {
      if (!fitsLength(password, shortestPassword)) return { ok: true, value: faulty('password-length') };
      const passwordHash = await hashPassword(password);
      const row = await store.accounts.byId(id);
      if (!row) return notFound;
      const value = await written({ ...row, passwordHash });
      await store.refreshTokens.revokeAccount(id);
      return { ok: true, value };
    },
    setDisabled: async (by, id, disabled) => {
      const row = await store.accounts.byId(id);
      if (!row) return notFound;
      if (!disabled) return { ok: true, value: await written({ ...row, disabledAt: null }) };
      if (by.account.participant === id) return { ok: true, value: faulty('own-account') };
      const done = await auth.disableAccount(by, id);
      if (!done.ok) return done;
      const after = (await store.accounts.byId(id)) ?? row;
      return { ok: true, value: { kind: 'done', account: itemOf(after, await unitNames()) } };
    },
  };
}
