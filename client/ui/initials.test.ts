import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

describe('initialsOf', () => {
  it.each([
    ['Nguyễn Thị Minh Khai', 'NK'],
    ['Điểm cầu Xã Nậm Tin', 'NT'],
    ['Điểm cầu Tỉnh Bà Rịa - Vũng Tàu', 'BT'],
    ['Điểm cầu Trung ương', 'TƯ'],
    ['Đỗ Ánh', 'ĐÁ'],
    ['Xã', 'X'],
    ['đinh', 'Đ'],
    ['  Lò   Văn  Inh ', 'LI'],
    ['', ''],
    ['…', ''],
  ])('%s: %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('composes a decomposed name', () => {
    expect(initialsOf('Đặng Ân'.normalize('NFD'))).toBe('ĐÂ');
  });

  it('takes a whole character outside the basic plane', () => {
    expect(initialsOf('𝒜nh 𝒷a')).toBe('𝒜𝒷'.toLocaleUpperCase('vi'));
  });
});
