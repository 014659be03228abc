import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LevelId, ParticipantId } from '../../core/id.ts';
import type { AccountReply, AccountsReply } from '../../protocol/accounts.ts';
import { createAccountAdministration } from '../../server/account-administration.ts';
import { createAuth, usualPolicy } from '../../server/auth/auth.ts';
import { hashPassword, shortestPassword } from '../../server/auth/password.ts';
import { generateTokenKeys } from '../../server/auth/token-key.ts';
import type { Auth } from '../../server/ports.ts';
import { codeOf, type HttpHub, startHttp, units } from '../doubles/http-hub.ts';
import { createMemoryStore, type MemoryStore } from '../doubles/store.ts';

const clock = { now: () => 1_795_000_000_000 };
const password = 'một mật khẩu dài';

let store: MemoryStore;
let auth: Auth;
let http: HttpHub;
let revoked: ParticipantId[];

beforeEach(async () => {
  store = createMemoryStore();
  await store.units.replace([{ id: 'any' as LevelId, name: 'Cấp' }], units);
  auth = createAuth({ store, clock, keys: generateTokenKeys(), policy: usualPolicy });
  revoked = [];
  auth.onRevoked((participant) => revoked.push(participant));
  let ids = 0;
  const accounts = createAccountAdministration({
    ...{ store, auth, hashPassword, shortestPassword },
    newId: () => {
      ids += 1;
      return String(ids);
    },
  });
  const first = { name: 'Quản trị', position: '', unit: units[0]!.id, standingRoles: [] };
  await accounts.create({ username: 'quantri', password, administrator: true, ...first });
  http = await startHttp({ auth, accounts, logger: pino({ level: 'silent' }) });
});
afterEach(() => http.close());

async function tokenOf(username: string, with_ = password): Promise<string> {
  const signedIn = await auth.signIn(username, with_);
  return signedIn.ok ? signedIn.value.session.token : '';
}
const ask = async (method: 'GET' | 'POST', path: string, body?: object, token?: string) =>
  fetch(`${http.url}/api/accounts${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token ?? (await tokenOf('quantri'))}`,
      'content-type': 'application/json',
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
const post = async (path: string, body: object = {}) =>
  (await (await ask('POST', path, body)).json()) as AccountReply;

const person = {
  username: ' ThuKy.A ',
  password,
  name: 'Phạm Thu Hà',
  position: 'Chuyên viên',
  unit: '11',
  administrator: false,
  standingRoles: [
    { role: 'secretary', unit: '11' },
    { role: 'secretary', unit: '11' },
  ],
};

it('an administrator makes an account that then signs in, and no answer ever shows a password', async () => {
  expect(await post('', person)).toEqual({
    kind: 'done',
    account: {
      id: 'person:2',
      username: 'thuky.a',
      name: 'Phạm Thu Hà',
      position: 'Chuyên viên',
      unit: '11',
      unitName: 'Đơn vị 11',
      administrator: false,
      standingRoles: [{ role: 'secretary', unit: '11', unitName: 'Đơn vị 11' }],
      disabledAt: null,
    },
  });
  const listed = await (await ask('GET', '')).text();
  const { accounts } = JSON.parse(listed) as AccountsReply;
  expect(accounts.map(({ username }) => username)).toEqual(['thuky.a', 'quantri']);
  expect(listed).not.toMatch(/argon2|mật khẩu|passwordHash/);
  expect(await tokenOf('thuky.a')).not.toBe('');
});

it.each([
  ['a user name with marks', { username: 'thư-ký' }, 'username-form'],
  ['a user name that is taken', { username: 'QUANTRI' }, 'username-taken'],
  ['a short password', { password: 'ngắn quá' }, 'password-length'],
  ['a password beyond all bounds', { password: 'x'.repeat(257) }, 'password-length'],
  ['an unknown unit', { unit: '99' }, 'unknown-unit'],
  ['a role over an unknown unit', { standingRoles: [{ role: 'chair', unit: '99' }] }, 'unknown-unit'],
])('%s is told, and nothing is made', async (_name, change, fault) => {
  expect(await post('', { ...person, ...change })).toEqual({ kind: 'faulty', fault });
  expect(await store.accounts.all()).toHaveLength(1);
});

it.each(['site', 'recorder', 'king'])('the role %s is no person’s', async (role) => {
  const made = await ask('POST', '', { ...person, standingRoles: [{ role, unit: '11' }] });
  expect(await codeOf(made)).toEqual([400, 'invalid-message']);
});

it('what is edited counts at the next request; user name and password stay', async () => {
  await post('', person);
  const { username: _, password: __, ...about } = person;
  const standingRoles = [{ role: 'chair', unit: '12' }];
  const edited = await post('/person:2', { ...about, name: 'Phạm Thu Hằng', unit: '12', standingRoles });
  expect(edited).toMatchObject({ kind: 'done', account: { name: 'Phạm Thu Hằng', unitName: 'Đơn vị 12' } });
  const verified = await auth.verify(await tokenOf('thuky.a'));
  expect(verified).toMatchObject({ ok: true, value: { standingRoles } });
  expect(await codeOf(await ask('POST', '/person:9', about))).toEqual([404, 'not-found']);
});

it('a disabled account is shut out at once and may come back when it is enabled', async () => {
  await post('', person);
  const token = await tokenOf('thuky.a');
  expect(await post('/person:2/disable')).toMatchObject({ account: { disabledAt: clock.now() } });
  expect(revoked).toEqual(['person:2']);
  expect(await auth.verify(token)).toMatchObject({ ok: false });
  expect(await tokenOf('thuky.a')).toBe('');
  expect(await post('/person:2/enable')).toMatchObject({ account: { disabledAt: null } });
  expect(await tokenOf('thuky.a')).not.toBe('');
});

it('nobody disables themselves nor stops being an administrator by their own hand: one is always left', async () => {
  expect(await post('/person:1/disable')).toEqual({ kind: 'faulty', fault: 'own-account' });
  const self = { name: 'Quản trị', position: '', unit: 'TW', administrator: false, standingRoles: [] };
  expect(await post('/person:1', self)).toEqual({ kind: 'faulty', fault: 'own-account' });
  expect(await store.accounts.byUsername('quantri')).toMatchObject({ administrator: true, disabledAt: null });
});

it('a new password ends the sign-ins of before', async () => {
  await post('', person);
  const before = await auth.signIn('thuky.a', password);
  const refresh = before.ok ? (before.value.refresh ?? '') : '';
  expect(await post('/person:2/password', { password: 'ngắn' })).toMatchObject({ fault: 'password-length' });
  expect(await post('/person:2/password', { password: 'một mật khẩu khác' })).toMatchObject({ kind: 'done' });
  expect(await auth.refresh(refresh)).toMatchObject({ ok: false });
  expect(await tokenOf('thuky.a')).toBe('');
  expect(await tokenOf('thuky.a', 'một mật khẩu khác')).not.toBe('');
});

it('whoever is no administrator is let at none of it', async () => {
  await post('', { ...person, standingRoles: [{ role: 'operator', unit: 'TW' }] });
  const token = await tokenOf('thuky.a');
  expect(await codeOf(await ask('GET', '', undefined, token))).toEqual([403, 'not-permitted']);
  for (const path of ['', '/person:1', '/person:1/password', '/person:1/disable', '/person:1/enable'])
    expect(await codeOf(await ask('POST', path, person, token))).toEqual([403, 'not-permitted']);
});
