import { describe, expect, it } from 'vitest';
import { loudnessOf } from './loudness-of.ts';

function tone(amplitude: number): Float32Array {
  return Float32Array.from({ length: 480 }, (_, index) => amplitude * Math.sin((index / 48) * 2 * Math.PI));
}

describe('loudnessOf', () => {
  it('is 0 for silence and for nothing at all', () => {
    expect(loudnessOf(new Float32Array(480))).toBe(0);
    expect(loudnessOf(new Float32Array())).toBe(0);
  });
  it('grows with the amplitude and stays within 0 and 1', () => {
    const quiet = loudnessOf(tone(0.01));
    const speech = loudnessOf(tone(0.1));
    expect(quiet).toBeGreaterThan(0.2);
    expect(speech).toBeGreaterThan(quiet);
    expect(loudnessOf(tone(1))).toBe(1);
  });
});
