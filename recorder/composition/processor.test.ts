import { describe, expect, it } from 'vitest';
import { decideHold, type Hold, parseProcessorTicks, shareOfOthers, unheld } from './processor.ts';

describe('how busy the machine is', () => {
  it('is read without what runs under nice', () => {
    const text = 'cpu  100 9000 50 700 20 5 25 3 7 8\ncpu0 1 2 3 4 5 6 7 8 0 0\n';
    expect(parseProcessorTicks(text)).toEqual({ others: 180, total: 9_903 });
    expect(parseProcessorTicks('cpu  100 9000 50 700 20 5 25\n')).toEqual({ others: 180, total: 9_900 });
    for (const none of ['', 'intr 1 2 3', 'cpu  1 2 3']) expect(parseProcessorTicks(none)).toBeNull();
  });

  it('is a share of all time that went by between two readings', () => {
    const share = (others: number, total: number) =>
      shareOfOthers({ others: 1_000, total: 10_000 }, { others: 1_000 + others, total: 10_000 + total });
    expect(share(150, 200)).toBe(0.75);
    expect(share(0, 200)).toBe(0);
    expect(share(10, 0)).toBeNull();
    expect(shareOfOthers(null, { others: 1, total: 2 })).toBeNull();
  });
});

/** Decides once a second, with these shares; returns what was held at each. */
function through(shares: readonly (number | null)[], { live = true, from = unheld as Hold } = {}): string {
  let hold = from;
  return shares
    .map((share, second) => {
      hold = decideHold(hold, { atMs: second * 1_000, live, share });
      return hold.held ? 'x' : '.';
    })
    .join('');
}
const times = <T>(value: T, count: number): readonly T[] => Array.from({ length: count }, () => value);

describe('a composition', () => {
  it('stands still once others have taken more than 60 % for five seconds', () => {
    expect(through(times(0.61, 7))).toBe('.....xx');
    expect(through(times(0.6, 9))).toBe('.........');
    expect(through([0.9, 0.9, 0.9, 0.9, 0.5, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9])).toBe('..........x');
  });

  it('goes on once they have taken less than 40 % for ten seconds', () => {
    const held: Hold = { held: true, sinceMs: null };
    expect(through(times(0.39, 12), { from: held })).toBe('xxxxxxxxxx..');
    expect(through(times(0.4, 12), { from: held })).toBe('xxxxxxxxxxxx');
    expect(through([...times(0.1, 9), 0.5, ...times(0.1, 11)], { from: held })).toBe(`${'x'.repeat(20)}.`);
  });

  it('never stands still, and goes on at once, while no meeting sits', () => {
    expect(through(times(0.99, 10), { live: false })).toBe('..........');
    expect(through([0.99], { live: false, from: { held: true, sinceMs: null } })).toBe('.');
  });

  it('waits for the end of the meeting where the machine does not tell how busy it is', () => {
    expect(through(times(null, 3))).toBe('xxx');
    expect(through(times(null, 3), { live: false })).toBe('...');
  });
});
