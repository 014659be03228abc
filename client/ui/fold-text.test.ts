import { describe, expect, it } from 'vitest';
import { foldText, matches } from './fold-text.ts';

describe('foldText', () => {
  it.each([
    ['Điểm cầu Xã Nậm Tin', 'diem cau xa nam tin'],
    ['Thừa Thiên Huế', 'thua thien hue'],
    ['Đắk Lắk'.normalize('NFD'), 'dak lak'],
    ['  Bà   Rịa ', 'ba ria'],
  ])('%s', (text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

describe('matches', () => {
  it.each([
    ['Xã Nậm Tin', 'nam tin', true],
    ['Xã Nậm Tin', 'tin nam', true],
    ['Xã Nậm Tin', 'Nậm', true],
    ['Xã Nậm Tin', 'nam thin', false],
    ['Xã Nậm Tin', '', true],
    ['Tỉnh Bà Rịa - Vũng Tàu', 'vung tau', true],
  ])('%s by %s: %s', (text, query, found) => {
    expect(matches(text, query)).toBe(found);
  });
});
