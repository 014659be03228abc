import { expect, it } from 'vitest';
import { createPairings } from './pairing.ts';

it('bounds how many codes stand at once: the oldest gives way', () => {
  const pairings = createPairings({ now: () => 0 });
  const first = pairings.request();
  const second = pairings.request();
  for (let i = 0; i < 999; i++) pairings.request();
  expect(pairings.claim(first.secret)).toEqual({ state: 'expired' });
  expect(pairings.claim(second.secret)).toEqual({ state: 'waiting' });
});

it('never shows two screens the same code', () => {
  const pairings = createPairings({ now: () => 0 });
  const codes = Array.from({ length: 1_000 }, () => pairings.request().code);
  expect(new Set(codes).size).toBe(1_000);
});

it('keeps a confirmed credential ten minutes for its screen', () => {
  let now = 0;
  const pairings = createPairings({ now: () => now });
  const { code, secret } = pairings.request();
  now = 599_999;
  pairings.confirm(code, { credential: 'c', unitName: 'Xã Nậm Tin' });
  now += 600_000;
  expect(pairings.claim(secret)).toEqual({ state: 'expired' });
});
