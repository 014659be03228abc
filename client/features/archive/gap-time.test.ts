import { describe, expect, it } from 'vitest';
import { gapTimes, missingMs } from './gap-time.ts';

const gaps = [
  { from: 11_000, to: 14_000, reason: 'recorder restarted' },
  { from: 20_000, to: null, reason: 'disk full' },
];

describe('gaps of a recording', () => {
  it('stand on the recording’s own clock, never before its start', () => {
    expect(gapTimes(gaps, 10_000)).toEqual([
      { fromMs: 1_000, toMs: 4_000, reason: 'recorder restarted' },
      { fromMs: 10_000, toMs: null, reason: 'disk full' },
    ]);
    expect(gapTimes([{ from: 5, to: 12_000, reason: '' }], 10_000)[0]?.fromMs).toBe(0);
  });
  it('add up, one that still lasts until now', () => {
    expect(missingMs(gaps, 25_000)).toBe(8_000);
    expect(missingMs([], 25_000)).toBe(0);
  });
});
