import { describe, expect, it } from 'vitest';
import { daysFromToday, formatBytes, formatDate, formatMoment, formatTime } from './format.ts';

/** Built from local parts, so that the tests hold in every time zone. */
const at = new Date(2026, 10, 23, 14, 5).getTime();

describe('dates and times', () => {
  it('are written the Vietnamese way, hours from 00 to 23', () => {
    expect(formatTime(at, 'vi')).toBe('14:05');
    expect(formatTime(new Date(2026, 10, 23, 0, 7).getTime(), 'vi')).toBe('00:07');
    expect(formatDate(at, 'vi')).toBe('23/11/2026');
    expect(formatMoment(at, 'en')).toBe('14:05, 23/11/2026');
  });
  it('count days by the calendar and not by hours', () => {
    const lateEvening = new Date(2026, 10, 23, 23, 55).getTime();
    expect(daysFromToday(new Date(2026, 10, 24, 0, 5).getTime(), lateEvening)).toBe(1);
    expect(daysFromToday(new Date(2026, 10, 23, 0, 1).getTime(), lateEvening)).toBe(0);
    expect(daysFromToday(new Date(2026, 10, 22, 23, 0).getTime(), lateEvening)).toBe(-1);
  });
});

describe('formatBytes', () => {
  it('keeps one decimal below ten, with the language’s own mark', () => {
    expect(formatBytes(0, 'vi')).toBe('0 B');
    expect(formatBytes(1536, 'vi')).toBe('1,5 KB');
    expect(formatBytes(1536, 'en')).toBe('1.5 KB');
    expect(formatBytes(734 * 1024 * 1024, 'vi')).toBe('734 MB');
  });
});
