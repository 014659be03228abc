import { describe, expect, it } from 'vitest';
import { positionAtTimeOfDay, readTimeOfDay } from './player-clock.ts';

const minute = 60_000;
/** From 08:02:30 to 10:32:30 on this device's wall. */
const morning = { startedAt: new Date(2026, 10, 23, 8, 2, 30).getTime(), durationMs: 150 * minute };

function position(text: string, film = morning): number | null {
  const time = readTimeOfDay(text);
  if (time === null) throw new Error(`not read: ${text}`);
  return positionAtTimeOfDay(film, time);
}

describe('readTimeOfDay', () => {
  it.each(['09:42', '9:42', '9h42', '9g42', '0942', ' 9.42 '])('reads %s', (text) => {
    expect(readTimeOfDay(text)).toEqual({ hours: 9, minutes: 42, seconds: null });
  });
  it.each(['09:42:10', '9h42m10s', '094210', '9g42p10'])('reads %s with its seconds', (text) => {
    expect(readTimeOfDay(text)).toEqual({ hours: 9, minutes: 42, seconds: 10 });
  });
  it.each(['', '9', 'sáng', '24:00', '09:60', '09:42:61', '09:42 chiều'])('does not take %j', (text) => {
    expect(readTimeOfDay(text)).toBeNull();
  });
});

describe('positionAtTimeOfDay', () => {
  it('counts from the beginning of the recording', () => {
    expect(position('09:42')).toBe(99.5 * minute);
    expect(position('09:42:10')).toBe(99.5 * minute + 10_000);
  });
  it('takes the minute in which it began as the beginning', () => {
    expect(position('08:02')).toBe(0);
    expect(position('08:02:10')).toBeNull();
  });
  it('is null before the beginning and after the end', () => {
    expect(position('08:01')).toBeNull();
    expect(position('10:33')).toBeNull();
    expect(position('10:32')).toBe(149.5 * minute);
  });
  it('goes past midnight', () => {
    const night = { startedAt: new Date(2026, 10, 23, 23, 50).getTime(), durationMs: 60 * minute };
    expect(position('00:05', night)).toBe(15 * minute);
    expect(position('23:49', night)).toBeNull();
  });
});
