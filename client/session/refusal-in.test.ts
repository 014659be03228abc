import { describe, expect, it } from 'vitest';
import { refusalIn } from './refusal-in.ts';

describe('refusalIn', () => {
  it('reads the body of a refused request and the data of a refused handshake', () => {
    expect(refusalIn({ refusal: { code: 'too-many' } })).toEqual({ code: 'too-many' });
    expect(refusalIn({ code: 'replaced' })).toEqual({ code: 'replaced' });
  });
  it('finds none in anything else', () => {
    for (const body of [
      null,
      undefined,
      '',
      5,
      [],
      {},
      { refusal: null },
      { refusal: { code: 'invented' } },
      { code: 7 },
    ])
      expect(refusalIn(body)).toBeNull();
  });
});
