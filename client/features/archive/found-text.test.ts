import { describe, expect, it } from 'vitest';
import { foundParts } from './found-text.ts';

const whole = (parts: ReturnType<typeof foundParts>) => parts.map(({ text }) => text).join('');
const marked = (parts: ReturnType<typeof foundParts>) =>
  parts.filter(({ found }) => found).map(({ text }) => text);

describe('what was found in a text', () => {
  it('is cut out of it, and the text stays whole', () => {
    const parts = foundParts('Giải ngân vốn đầu tư', [
      [14, 20],
      [0, 9],
    ]);
    expect(whole(parts)).toBe('Giải ngân vốn đầu tư');
    expect(marked(parts)).toEqual(['Giải ngân', 'đầu tư']);
  });
  it('may overlap or lie outside', () => {
    const parts = foundParts('abcdef', [
      [1, 3],
      [2, 4],
      [-5, 1],
      [5, 99],
      [4, 4],
    ]);
    expect(whole(parts)).toBe('abcdef');
    expect(marked(parts).join('')).toBe('abcdf');
    expect(foundParts('', [[0, 3]])).toEqual([]);
  });
  it.each([0, 1, 2, 3, 4])('of a long text shows whole words round it (%d)', (pad) => {
    const text = `${'x'.repeat(pad)} ${'đầu '.repeat(200)}giải ngân${'g'.repeat(pad)} ${'cuối '.repeat(200)}`;
    const at = text.indexOf('giải ngân');
    const parts = foundParts(text, [[at + pad, at + 9]]);
    expect(marked(parts)).toEqual(['giải ngân'.slice(pad)]);
    expect(whole(parts).length).toBeLessThan(280);
    expect(whole(parts)).toMatch(/^… đầu .* cuối …$/u);
  });
});
