import { describe, expect, it } from 'vitest';
import { ago, clockFace, countdown } from './clock-face.ts';

describe('clockFace', () => {
  it.each([
    [0, '0:00'],
    [999, '0:00'],
    [61_000, '1:01'],
    [600_000, '10:00'],
    [3_600_000, '1:00:00'],
    [3_725_000, '1:02:05'],
    [-5_000, '0:00'],
  ])('%d ms: %s', (milliseconds, face) => {
    expect(clockFace(milliseconds)).toBe(face);
  });
});

describe('countdown', () => {
  const limitMs = 420_000;
  const endsAt = 1_000_000;

  it('shows the whole limit at the start', () => {
    expect(countdown({ endsAt, limitMs, now: endsAt - limitMs })).toEqual({
      face: '7:00',
      over: false,
      used: 0,
    });
  });

  it('still shows 7:00 when a moment has passed on the way here', () => {
    expect(countdown({ endsAt, limitMs, now: endsAt - limitMs + 300 }).face).toBe('7:00');
  });

  it('shows 0:01 until the last moment', () => {
    expect(countdown({ endsAt, limitMs, now: endsAt - 1 })).toMatchObject({ face: '0:01', over: false });
  });

  it('counts over when the time is up', () => {
    expect(countdown({ endsAt, limitMs, now: endsAt })).toEqual({ face: '+0:00', over: true, used: 1 });
    expect(countdown({ endsAt, limitMs, now: endsAt + 72_500 }).face).toBe('+1:12');
  });

  it('survives a clock that stands before the start', () => {
    expect(countdown({ endsAt, limitMs, now: endsAt - limitMs - 9_000 }).used).toBe(0);
  });
});

describe('ago', () => {
  it.each([
    [0, { unit: 'now', count: 0 }],
    [-60_000, { unit: 'now', count: 0 }],
    [59_999, { unit: 'now', count: 0 }],
    [60_000, { unit: 'minutes', count: 1 }],
    [3_599_999, { unit: 'minutes', count: 59 }],
    [7_200_000, { unit: 'hours', count: 2 }],
  ])('%d ms', (elapsed, expected) => {
    expect(ago(1_000_000, 1_000_000 + elapsed)).toEqual(expected);
  });
});
