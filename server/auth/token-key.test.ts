import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fitsPassword, hashPassword } from './password.ts';
import { generateTokenKeys, loadTokenKeys } from './token-key.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diemcau-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes the key pair at the first start and keeps it, for the hub’s user alone', () => {
  const first = loadTokenKeys(join(folder, 'keys'));
  const second = loadTokenKeys(join(folder, 'keys'));
  expect(second.kid).toBe(first.kid);
  expect(second.publicKey.equals(first.publicKey)).toBe(true);
  expect(statSync(join(folder, 'keys/token.pem')).mode & 0o777).toBe(0o600);
  expect(generateTokenKeys().kid).not.toBe(first.kid);
});

it('refuses a key of another kind', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  writeFileSync(join(folder, 'token.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  expect(() => loadTokenKeys(folder)).toThrow(/P-256/);
});

it('hashes passwords with argon2id at the cost OWASP asks for', async () => {
  const hash = await hashPassword('diemcau');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await fitsPassword(hash, 'diemcau')).toBe(true);
  expect(await fitsPassword(hash, 'diemcau ')).toBe(false);
  expect(await fitsPassword('', 'diemcau')).toBe(false);
});
