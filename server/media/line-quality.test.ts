import { describe, expect, it } from 'vitest';
import { qualityOfLine, qualityOfScore } from './line-quality.ts';

const connected = { iceState: 'completed', dtlsState: 'connected', closed: false } as const;
const fresh = { iceState: 'new', dtlsState: 'new', closed: false } as const;
const lost = { iceState: 'disconnected', dtlsState: 'connected', closed: false } as const;

describe('line quality', () => {
  it('falls with the score', () => {
    expect([10, 9, 8, 7, 6, 4, 3, 1, 0].map(qualityOfScore)).toEqual([4, 4, 3, 3, 2, 2, 1, 1, 1]);
  });

  it('is that of the worst stream, and silence is no fault', () => {
    expect(qualityOfLine([connected], [10, null, 5])).toBe(2);
    expect(qualityOfLine([connected], [null])).toBe(4);
    expect(qualityOfLine([connected, fresh], [])).toBe(4);
  });

  it('is 0 once either way is lost, and unknown before there was any', () => {
    expect(qualityOfLine([connected, lost], [10])).toBe(0);
    expect(qualityOfLine([], [])).toBeNull();
    expect(qualityOfLine([fresh], [])).toBeNull();
  });
});
