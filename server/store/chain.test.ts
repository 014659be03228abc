import { expect, it } from 'vitest';
import type { Entry } from '../../core/event.ts';
import type { MeetingId } from '../../core/id.ts';
import { chain, chainStart, entryOf, follows } from './chain.ts';

const entry = (seq: number): Entry => ({
  seq,
  at: 1_795_000_000_000,
  by: { kind: 'system', part: 'clock' },
  event: { type: 'meeting.opened' },
});

it('hashes the previous hash and the canonical entry: this very value, for ever', () => {
  const [link] = chain('m-1' as MeetingId, chainStart, [entry(1)]);
  // echo -n '<64 zeros>{"at":1795000000000,"by":{"kind":"system","part":"clock"},…,"seq":1}' | sha256sum
  expect(link?.hash).toBe('6ed2516cb0ce99b3a3738ba7b53a10873299d1b2f00a0eef2b997d4d167f0bc9');
  expect(link && entryOf(link)).toEqual(entry(1));
});

it('does not take a hole for a chain, even where the hashes were made to fit', () => {
  const [one, third] = chain('m-1' as MeetingId, chainStart, [entry(1), entry(3)]);
  expect(one && follows({ seq: 0, hash: chainStart }, one)).toBe(true);
  expect(one && third && follows(one, third)).toBe(false);
});
