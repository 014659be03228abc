import { describe, expect, it } from 'vitest';
import { beginning, readHabits, readPlace, speedFrom, usualHabits } from './player-memory.ts';

describe('readHabits', () => {
  it('is what was kept', () => {
    const habits = { speed: 1.5, volume: 40, captions: true };
    expect(readHabits(JSON.stringify(habits))).toEqual(habits);
  });
  it.each([null, '', 'x', 'null', '[]', '{"speed":9,"volume":300,"captions":"yes"}'])(
    'is the usual for %j',
    (kept) => {
      expect(readHabits(kept)).toEqual(usualHabits);
    },
  );
});

describe('speedFrom', () => {
  it('goes one step, and no further than the ends', () => {
    expect(speedFrom(1, 1)).toBe(1.25);
    expect(speedFrom(1, -1)).toBe(0.75);
    expect(speedFrom(2, 1)).toBe(2);
    expect(speedFrom(0.5, -1)).toBe(0.5);
  });
});

describe('beginning', () => {
  const place = { asked: 5000, positionMs: 90_000 };
  it('is where the film stood, when the page is loaded again', () => {
    expect(beginning({ asked: 5000, place, reloaded: true })).toBe(90_000);
  });
  it('is where it is asked for, when a link to it is followed', () => {
    expect(beginning({ asked: 5000, place, reloaded: false })).toBe(5000);
    expect(beginning({ asked: 7000, place, reloaded: true })).toBe(7000);
  });
  it('is where this tab left it, when nothing is asked for', () => {
    expect(beginning({ asked: null, place, reloaded: false })).toBe(90_000);
    expect(beginning({ asked: null, place: null, reloaded: true })).toBe(0);
  });
  it('reads what was kept, and nothing else', () => {
    expect(readPlace(JSON.stringify(place))).toEqual(place);
    expect(readPlace('{"positionMs":-1}')).toBeNull();
    expect(readPlace('{')).toBeNull();
    expect(readPlace(null)).toBeNull();
  });
});
