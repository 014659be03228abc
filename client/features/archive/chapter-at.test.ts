import { describe, expect, it } from 'vitest';
import { chapterAt } from './chapter-at.ts';

const chapters = [
  { startMs: 0, endMs: 60_000, title: 'Khai mạc' },
  { startMs: 60_000, endMs: 90_000, title: 'Xã Nậm Tin' },
];

describe('chapterAt', () => {
  it('is the last chapter that has begun', () => {
    expect(chapterAt(chapters, 0)).toBe(0);
    expect(chapterAt(chapters, 59_999)).toBe(0);
    expect(chapterAt(chapters, 60_000)).toBe(1);
    expect(chapterAt(chapters, 500_000)).toBe(1);
  });
  it('is -1 before the first and without chapters', () => {
    expect(chapterAt([], 5)).toBe(-1);
    expect(chapterAt(chapters.slice(1), 5)).toBe(-1);
  });
});
