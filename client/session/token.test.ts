import { describe, expect, it } from 'vitest';
import { refreshDelay, tokenIsFresh } from './token.ts';

describe('the access token', () => {
  it('is replaced a minute before its end', () => {
    expect(refreshDelay(600_000, 0)).toBe(540_000);
  });
  it('is replaced at once in its last minute and after its end', () => {
    expect(refreshDelay(600_000, 570_000)).toBe(0);
    expect(refreshDelay(600_000, 700_000)).toBe(0);
  });
  it('is not sent in its last seconds', () => {
    expect(tokenIsFresh(600_000, 580_000)).toBe(true);
    expect(tokenIsFresh(600_000, 590_000)).toBe(false);
    expect(tokenIsFresh(600_000, 600_001)).toBe(false);
  });
});
