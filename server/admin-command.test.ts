import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryStore, type MemoryStore } from '../test/doubles/store.ts';
import { runAdminCommand } from './admin-command.ts';

const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const unitFile = path('config/units-4-levels.json');
const now = 1_795_000_000_000;

let folder: string;
let store: MemoryStore;
let typed: string;
let ids: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diemcau-admin-'));
  store = createMemoryStore();
  typed = 'một mật khẩu dài';
  ids = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...args: string[]): Promise<string> {
  const result = await runAdminCommand(args, {
    store,
    clock: { now: () => now },
    hashPassword: async (password) => `hash of ${password}`,
    readPassword: async () => typed,
    shortestPassword: 10,
    newId: () => String(++ids),
  });
  return `${result.kind}: ${result.words.en || result.words.vi}`;
}
async function withUnits(): Promise<void> {
  expect(await run('import-units', unitFile)).toBe('done: Imported 4 levels, 77 units');
}
const account = (username: string) => store.accounts.byUsername(username);

describe('accounts', () => {
  it('the first administrator stands at the root, with the password given', async () => {
    await withUnits();
    expect(await run('create-administrator', ' QuanTri ')).toBe('done: Created the account quantri');
    expect(await account('quantri')).toEqual({
      id: 'person:1',
      username: 'quantri',
      name: 'quantri',
      position: 'Quản trị hệ thống',
      unit: 'TW',
      passwordHash: 'hash of một mật khẩu dài',
      administrator: true,
      standingRoles: [],
      disabledAt: null,
    });
  });

  it('a person is given a name, a unit and standing roles', async () => {
    await withUnits();
    const words = ['--name', 'Lò Thị Phương', '--position', 'Phó Chủ tịch', '--unit', '11'];
    const roles = ['--role', 'chair@11', '--role', 'operator@11.103'];
    expect(await run('create-account', 'chutri.dienbien', ...words, ...roles)).toMatch(/^done/);
    expect(await account('chutri.dienbien')).toMatchObject({
      name: 'Lò Thị Phương',
      position: 'Phó Chủ tịch',
      unit: '11',
      administrator: false,
      standingRoles: [
        { role: 'chair', unit: '11' },
        { role: 'operator', unit: '11.103' },
      ],
    });
  });

  it.each([
    ['used', 'a user name with marks', ['create-administrator', 'quản-trị']],
    ['used', 'no name', ['create-account', 'a', '--unit', '11']],
    [
      'used',
      'a role that is none',
      ['create-account', 'a', '--name', 'A', '--unit', '11', '--role', 'king@11'],
    ],
    [
      'used',
      'a role of machines',
      ['create-account', 'a', '--name', 'A', '--unit', '11', '--role', 'recorder@11'],
    ],
    ['used', 'a role nowhere', ['create-account', 'a', '--name', 'A', '--unit', '11', '--role', 'chair']],
    ['refused', 'an unknown unit', ['create-account', 'a', '--name', 'A', '--unit', '99']],
    [
      'refused',
      'a role over an unknown unit',
      ['create-account', 'a', '--name', 'A', '--unit', '11', '--role', 'chair@9'],
    ],
    ['used', 'an unknown option', ['create-administrator', 'a', '--pasword', 'x']],
    ['used', 'an unknown command', ['toString', 'a']],
    ['used', 'no subject', ['set-password']],
    ['used', 'two subjects', ['set-password', 'a', 'b']],
    ['refused', 'nobody', ['set-password', 'a']],
    ['refused', 'nobody', ['disable-account', 'a']],
  ])('%s: %s', async (kind, _, args) => {
    await withUnits();
    expect(await run(...args)).toMatch(new RegExp(`^${kind}`));
    expect(await store.accounts.all()).toEqual([]);
  });

  it('are not made before there are units, nor twice, nor with a short password', async () => {
    expect(await run('create-administrator', 'quantri')).toMatch(/^refused: .*import-units first/);
    await withUnits();
    typed = 'ngắn quá ạ'.slice(0, 9);
    expect(await run('create-administrator', 'quantri')).toMatch(/^refused: .*10 to 256/);
    typed = 'dài vừa đủ';
    expect(await run('create-administrator', 'quantri')).toMatch(/^done/);
    expect(await run('create-administrator', 'quantri')).toMatch(/^refused: .*already/);
  });

  it('lose their sessions with a new password, and nothing else', async () => {
    await withUnits();
    await run('create-administrator', 'quantri');
    const before = await account('quantri');
    const token = { hash: 'h', family: 'f', account: before!.id, expiresAt: now + 1, rotatedAt: null };
    await store.refreshTokens.put(token);
    typed = 'một mật khẩu khác';
    expect(await run('set-password', 'quantri')).toMatch(/^done/);
    expect(await account('quantri')).toEqual({ ...before, passwordHash: 'hash of một mật khẩu khác' });
    expect(await store.refreshTokens.byHash('h')).toBeNull();
  });

  it('are disabled, but never the last administrator', async () => {
    await withUnits();
    await run('create-administrator', 'quantri');
    expect(await run('disable-account', 'quantri')).toMatch(/^refused: .*last administrator/);
    await run('create-administrator', 'quantri2');
    expect(await run('disable-account', 'quantri')).toMatch(/^done/);
    expect((await account('quantri'))?.disabledAt).toBe(now);
    expect(await run('disable-account', 'quantri2')).toMatch(/^refused/);
  });
});

describe('units', () => {
  function fileOf(units: readonly object[]): string {
    const file = join(folder, 'units.json');
    writeFileSync(file, JSON.stringify({ levels: [{ id: 'a', name: 'Cấp A' }], units }));
    return file;
  }

  it('are refused with every fault when they form no tree, and the old stay', async () => {
    await withUnits();
    const broken = fileOf([
      { id: 'x', name: 'X', level: 'a', parent: 'y' },
      { id: 'x', name: 'X', level: 'b' },
      { id: 'p', name: 'P', level: 'a', parent: 'q' },
      { id: 'q', name: 'Q', level: 'a', parent: 'p' },
    ]);
    const said = await run('import-units', broken);
    expect(said).toMatch(/^refused/);
    expect(said).toContain('line 1: unit x: is there twice');
    expect(said).toContain('unit x: there is no level b');
    expect(said).toContain('unit x: its parent y is not there');
    expect(said).toContain('unit p: its parents form a circle');
    expect(await store.units.all()).toHaveLength(77);
    expect(await run('import-units', join(folder, 'gone.json'))).toMatch(/^refused: .*\n.*ENOENT/);
  });

  it('are not taken away from under accounts', async () => {
    await withUnits();
    await run('create-account', 'ong.a', '--name', 'A', '--unit', '11.103');
    expect(await run('import-units', fileOf([{ id: 'x', name: 'X', level: 'a' }]))).toMatch(
      /^refused: [\s\S]*Huyện Nậm Pồ \(11\.103\): still has the account ong\.a/,
    );
    expect(await run('import-units', path('config/units-3-levels.json'))).toMatch(/^refused/);
    expect(await store.units.all()).toHaveLength(77);
  });

  it('UNIT-3: are read from separated values too, and what the file no longer names stays in the books', async () => {
    await withUnits();
    const file = join(folder, 'units.csv');
    writeFileSync(
      file,
      '\uFEFFMã;Tên;Cấp;Mã cấp trên\r\nTW;Trung ương;Trung ương;\r\n11;Điện Biên;province;TW\r\n',
    );
    expect(await run('import-units', file)).toBe('done: Imported 4 levels, 2 units');
    const { records } = await store.units.register();
    expect(records).toHaveLength(77);
    expect(records.find(({ id }) => id === '11')).toMatchObject({
      name: 'Điện Biên',
      formerNames: [{ name: 'Tỉnh Điện Biên', until: now }],
    });
    expect(records.find(({ id }) => id === '11.103')).toMatchObject({ closedAt: now });
  });
});

describe('npm run admin', () => {
  type Ran = { readonly code: number | null; readonly said: string };
  function admin(args: readonly string[], stdin = '', config = 'hub.yaml'): Promise<Ran> {
    return new Promise((resolve) => {
      const env = { ...process.env, DIEMCAU_CONFIG: config === '' ? '' : join(folder, config) };
      const child = execFile(
        process.execPath,
        [path('server/admin.ts'), ...args],
        { env },
        (_error, out, said) => resolve({ code: child.exitCode, said: out + said }),
      );
      child.stdin?.end(stdin);
    });
  }

  it('does its work on the configured hub’s database and tells by its exit code how it went', async () => {
    const listen = '{ address: 127.0.0.1, port: 3000 }';
    const data = JSON.stringify(join(folder, 'data'));
    writeFileSync(
      join(folder, 'hub.yaml'),
      `listen: ${listen}\nmedia: { listenIp: 127.0.0.1 }\ndataFolder: ${data}\n`,
    );
    expect(await admin(['import-units', unitFile])).toMatchObject({ code: 0 });
    const made = await admin(['create-administrator', 'quantri'], 'một mật khẩu dài\n');
    expect(made).toEqual({ code: 0, said: 'Đã tạo tài khoản quantri\nCreated the account quantri\n' });
    expect((await admin(['set-password', 'quantri'])).code).toBe(70);
    expect(await admin(['help'])).toMatchObject({
      code: 64,
      said: expect.stringContaining('create-account'),
    });
    const wrong = await admin(['help'], '', 'gone.yaml');
    expect(wrong).toMatchObject({ code: 78, said: expect.stringContaining('gone.yaml') });
  }, 60_000);
});
