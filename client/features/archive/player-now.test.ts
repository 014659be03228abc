import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '../../../core/id.ts';
import { chapterFrom, partToSkip, spansAt, turnAt } from './player-now.ts';

const turn = (name: string, startMs: number, endMs: number) => ({
  startMs,
  endMs,
  participant: name as ParticipantId,
  name,
  position: '',
  unitName: '',
});
const turns = [turn('a', 0, 10_000), turn('b', 10_000, 40_000), turn('c', 30_000, 40_000)];

describe('turnAt and spansAt', () => {
  it('a turn begins with its first millisecond and ends before its last', () => {
    expect(turnAt(turns, 0)).toBe(0);
    expect(turnAt(turns, 9_999)).toBe(0);
    expect(turnAt(turns, 10_000)).toBe(1);
  });
  it('of two who speak at once the later is marked, and both are told', () => {
    expect(turnAt(turns, 35_000)).toBe(2);
    expect(spansAt(turns, 35_000).map(({ name }) => name)).toEqual(['b', 'c']);
  });
  it('is nobody after the last', () => {
    expect(turnAt(turns, 40_000)).toBe(-1);
    expect(spansAt(turns, 40_000)).toEqual([]);
  });
});

describe('partToSkip', () => {
  const parts = [{ startMs: 60_000, endMs: 120_000 }];
  it('REC-5: is the closed part that has begun', () => {
    expect(partToSkip(parts, 59_900, null)).toBeNull();
    expect(partToSkip(parts, 60_000, null)).toEqual(parts[0]);
    expect(partToSkip(parts, 120_000, null)).toBeNull();
  });
  it('REC-5: is not the one that somebody wished to see', () => {
    expect(partToSkip(parts, 70_000, 60_000)).toBeNull();
  });
  it('leaves the last moments of it alone', () => {
    expect(partToSkip(parts, 118_000, null)).toBeNull();
  });
});

describe('chapterFrom', () => {
  const beginnings = [0, 60_000, 90_000];
  it('goes to the next one, and nowhere after the last', () => {
    expect(chapterFrom(beginnings, 0, 1)).toBe(60_000);
    expect(chapterFrom(beginnings, 60_000, 1)).toBe(90_000);
    expect(chapterFrom(beginnings, 95_000, 1)).toBeNull();
  });
  it('goes back to the beginning first, and to the one before from there', () => {
    expect(chapterFrom(beginnings, 80_000, -1)).toBe(60_000);
    expect(chapterFrom(beginnings, 61_000, -1)).toBe(0);
    expect(chapterFrom(beginnings, 1_000, -1)).toBe(0);
    expect(chapterFrom([], 1_000, -1)).toBeNull();
  });
});
