import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepSecret, recorderToken } from './secret.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'diemcau-secret-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const modeOf = (path: string): number => statSync(path).mode & 0o777;

it('makes a secret once, for its owner alone', () => {
  const keys = join(folder, 'data/keys');
  expect(keepSecret(keys, 'one', () => 'first')).toBe('first');
  expect(keepSecret(keys, 'one', () => 'second')).toBe('first');
  expect([modeOf(keys), modeOf(join(keys, 'one'))]).toEqual([0o700, 0o600]);
  expect(readdirSync(keys)).toEqual(['one']);
});

it('keeps the secret of whoever was first when two start at once', () => {
  const mine = keepSecret(folder, 'one', () => {
    writeFileSync(join(folder, 'one'), 'theirs');
    return 'mine';
  });
  expect(mine).toBe('theirs');
});

it('closes a secret again that came back open', () => {
  keepSecret(folder, 'one', () => 'first');
  chmodSync(join(folder, 'one'), 0o644);
  keepSecret(folder, 'one', () => 'second');
  expect(modeOf(join(folder, 'one'))).toBe(0o600);
});

it('gives a child recorder a token of its own, and a remote one the shared', () => {
  const child = { mode: 'child', address: null, tokenFile: null, folder } as const;
  const token = recorderToken({ dataFolder: folder, recorder: child });
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(recorderToken({ dataFolder: folder, recorder: child })).toBe(token);
  writeFileSync(join(folder, 'shared'), 'of both\n');
  const remote = { ...child, mode: 'remote', tokenFile: join(folder, 'shared') } as const;
  expect(recorderToken({ dataFolder: folder, recorder: remote })).toBe('of both');
});
