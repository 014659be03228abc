import { describe, expect, it } from 'vitest';
import { linkDays, linkState, linkUntil } from './link-time.ts';

const now = new Date(2026, 10, 23, 9, 30).getTime();
const day = 86_400_000;

describe('until when a link is good', () => {
  it('is the end of its day', () => {
    expect(linkUntil('2026-11-30', now)).toBe(new Date(2026, 11, 1).getTime() - 1);
    expect(linkUntil('2026-11-23', now)).toBe(new Date(2026, 10, 24).getTime() - 1);
  });
  it('is never more than ninety days ahead, and never past', () => {
    expect(linkDays(now)).toEqual({ first: '2026-11-23', last: '2027-02-21' });
    expect(linkUntil('2027-02-21', now)).toBe(now + 90 * day);
    expect(linkUntil('2027-02-22', now)).toBeNull();
    expect(linkUntil('2026-11-22', now)).toBeNull();
    expect(linkUntil('', now)).toBeNull();
    expect(linkUntil('2026-12-', now)).toBeNull();
  });
});

it('a link is open until its time, unless the hub says otherwise', () => {
  expect(linkState({ until: now, state: 'open' }, now - 1)).toBe('open');
  expect(linkState({ until: now, state: 'open' }, now)).toBe('ended');
  expect(linkState({ until: now, state: 'ended' }, now - 1)).toBe('ended');
  expect(linkState({ until: now, state: 'lapsed' }, now - 1)).toBe('lapsed');
  expect(linkState({ until: now, state: 'lapsed' }, now)).toBe('ended');
  expect(linkState({ until: now, state: 'withdrawn' }, now)).toBe('withdrawn');
});
