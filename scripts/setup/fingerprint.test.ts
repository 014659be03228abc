import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

let base = '';

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'fingerprint-'));
  mkdirSync(join(base, 'src', 'deep'), { recursive: true });
  writeFileSync(join(base, 'src', 'a.ts'), 'one');
  writeFileSync(join(base, 'src', 'deep', 'b.ts'), 'two');
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

it('is the same for the same files in another checkout', () => {
  const before = fingerprint(base, ['src']);
  const elsewhere = `${base}-elsewhere`;
  renameSync(base, elsewhere);
  base = elsewhere;
  expect(fingerprint(base, ['src'])).toBe(before);
});

it.each([
  ['a changed byte', () => writeFileSync(join(base, 'src', 'deep', 'b.ts'), 'twO')],
  ['a new file', () => writeFileSync(join(base, 'src', 'c.ts'), '')],
  ['a missing file', () => rmSync(join(base, 'src', 'a.ts'))],
  ['a renamed file', () => renameSync(join(base, 'src', 'a.ts'), join(base, 'src', 'z.ts'))],
])('differs after %s', (_what, change) => {
  const before = fingerprint(base, ['src']);
  change();
  expect(fingerprint(base, ['src'])).not.toBe(before);
});

it('leaves out what is not wanted, and does not mind what does not exist', () => {
  const before = fingerprint(base, ['src', 'absent'], (path) => !path.endsWith('.log'));
  writeFileSync(join(base, 'src', 'noise.log'), 'noise');
  expect(fingerprint(base, ['src', 'absent'], (path) => !path.endsWith('.log'))).toBe(before);
});
