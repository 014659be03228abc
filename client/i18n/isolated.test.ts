import { describe, expect, it } from 'vitest';
import { isolated } from './isolated.ts';

describe('isolated', () => {
  it.each(['Nguyễn Thị Minh Khai', 'Điểm cầu Xã Hai 🌾', '<b>Xã</b> & "Ba"', 'Xã 👩‍🌾'.repeat(40), ''])(
    'leaves %s as it is',
    (name) => {
      expect(isolated(name)).toBe(name);
    },
  );

  it('keeps letters from right to left to themselves', () => {
    expect(isolated('محمد')).toBe('\u2068محمد\u2069');
    expect(isolated('Xã \u200fHai')).toBe('\u2068Xã \u200fHai\u2069');
  });

  it('drops the marks that steer, opened or closed, which would reach beyond it', () => {
    expect(isolated('\u202eXã Ba')).toBe('\u2068Xã Ba\u2069');
    expect(isolated('Xã\u2069\u202c Ba')).toBe('\u2068Xã Ba\u2069');
  });

  it('isolates once what is isolated already', () => {
    expect(isolated(isolated('محمد'))).toBe(isolated('محمد'));
  });
});
