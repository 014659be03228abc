import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { en as english } from '../../i18n/en/index.ts';
import { vi as vietnamese } from '../../i18n/vi/index.ts';
import { progressWords, remainingWords } from './progress-words.ts';

const words = createInstance();
await words.init({
  lng: 'vi',
  resources: { vi: { translation: vietnamese }, en: { translation: english } },
});
const vi = words.getFixedT('vi');
const en = words.getFixedT('en');

describe('the time that a composition takes yet', () => {
  it.each([
    [0, 'chưa đầy một phút'],
    [59_999, 'chưa đầy một phút'],
    [11 * 60_000 + 20_000, 'khoảng 11 phút'],
    [59 * 60_000 + 40_000, 'khoảng 1 giờ'],
    [83 * 60_000, 'khoảng 1 giờ 25 phút'],
    [118 * 60_000, 'khoảng 2 giờ'],
  ])('%d ms is %s', (ms, words) => {
    expect(remainingWords(vi, ms)).toBe(words);
  });
  it('agrees in number in English', () => {
    expect(remainingWords(en, 60_000)).toBe('about 1 minute');
    expect(remainingWords(en, 120_000)).toBe('about 2 minutes');
  });
});

describe('what a composition does', () => {
  it('says how long yet, or for what it waits', () => {
    expect(progressWords(vi, { share: 0.4, remainingMs: 660_000, held: null })).toBe(
      'Đang dựng bản ghi · còn khoảng 11 phút',
    );
    expect(progressWords(vi, { share: 0, remainingMs: null, held: null })).toBe('Đang dựng bản ghi');
    expect(progressWords(vi, { share: 0, remainingMs: 5, held: 'behind-another' })).toBe(
      'Đợi dựng xong bản ghi khác',
    );
    expect(progressWords(vi, { share: 0, remainingMs: 5, held: 'meeting' })).toContain(
      'nhường máy cho cuộc họp',
    );
  });
});
