import { describe, expect, it } from 'vitest';
import { at, by, id, who } from '../test/doubles/meeting.ts';
import type { Entry } from './event.ts';
import { type FilmMoment, filmBeginning, filmMoments, onFilmTime } from './film-time.ts';

const hour = 3_600_000;
const entry = (seq: number, ms: number): Entry => ({
  seq,
  at: at(ms),
  by: by(who.chair),
  event: { type: 'recording.resumed', recording: id('r1') },
});
const placed = (seq: number, ms: number, atMs: number): FilmMoment => ({ seq, at: at(ms), atMs });
const inFilm = (moments: readonly FilmMoment[], seq: number, ms: number) =>
  onFilmTime(entry(seq, ms), moments).at - (filmBeginning(moments) ?? 0);

describe('the log on the film', () => {
  it('ARCHIVE-6: goes as the film does, by the entry that was on its way the shortest', () => {
    const moments = filmMoments([placed(7, 9_000, 4_050), placed(4, 5_000, 310), placed(5, 6_000, 1_002)]);
    expect(moments).toHaveLength(1);
    expect(filmBeginning(moments)).toBe(at(4_998));
    // Before the first, between two of them, and after the last, what was told and what was not.
    expect([3, 4, 6, 9].map((seq) => inFilm(moments, seq, seq * 1_000))).toEqual([
      -1_998, -998, 1_002, 4_002,
    ]);
  });

  it('ARCHIVE-6: stays in its place when the clock is set forward, and back', () => {
    const moments = filmMoments([
      placed(4, 0, 20),
      placed(6, 10_000, 10_020),
      placed(7, hour + 12_000, 12_020),
      // The log never goes back: until the clock has come so far again it stands still.
      placed(9, hour + 12_000, 30_000),
      placed(10, hour + 12_000, 30_400),
      placed(11, hour + 12_000, 60_000),
    ]);
    const steps = [
      [4, 0],
      [6, 10_000],
      [7, hour + 12_000],
      [9, hour + 12_000],
      [11, hour + 12_000],
      [12, hour + 13_000],
    ] as const;
    expect(steps.map(([seq, ms]) => inFilm(moments, seq, ms))).toEqual([
      20, 10_020, 12_020, 30_000, 60_000, 61_000,
    ]);
    // The recorder is not told of everything: this one it would have placed before the clock was known to be another.
    expect(inFilm(moments, 5, hour + 11_000)).toBe(12_020);
  });

  it('is as it was where no film says otherwise', () => {
    expect(filmMoments([])).toEqual([]);
    expect(filmBeginning([])).toBeNull();
    expect(onFilmTime(entry(5, 77), [])).toEqual(entry(5, 77));
  });
});
