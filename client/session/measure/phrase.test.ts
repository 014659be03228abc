import { expect, it } from 'vitest';
import { dbfsOf, isPhraseHeard, notes } from './phrase.ts';

const all = (level: number) => notes.map(() => level);

it('hears the phrase by most of its notes standing out of the room', () => {
  expect(isPhraseHeard(all(-95), all(-40))).toBe(true);
  expect(isPhraseHeard(all(-60), all(-50))).toBe(false);
  expect(isPhraseHeard(all(-60), [-40, -40, -40, -60, -60])).toBe(true);
  expect(isPhraseHeard(all(-60), [-40, -40, -60, -60, -60])).toBe(false);
});
it('does not take a microphone’s own hiss for a sound', () => {
  expect(isPhraseHeard(all(-200), all(-85))).toBe(false);
});
it('measures loudness against the loudest there is', () => {
  expect(dbfsOf(new Float32Array(480))).toBe(-100);
  expect(dbfsOf(new Float32Array())).toBe(-100);
  expect(dbfsOf(Float32Array.from({ length: 480 }, () => 1))).toBeCloseTo(0);
  expect(dbfsOf(Float32Array.from({ length: 480 }, () => 0.1))).toBeCloseTo(-20);
});
