import { describe, expect, it } from 'vitest';
import { cameraEncodings, encodingsFor } from './encodings.ts';

describe('cameraEncodings', () => {
  it('has three layers of about 100, 300 and 900 kbit/s at 720 lines, smallest first', () => {
    expect(
      cameraEncodings(720).map(({ maxBitrate, scaleResolutionDownBy }) => [
        maxBitrate,
        scaleResolutionDownBy,
      ]),
    ).toEqual([
      [100_000, 4],
      [300_000, 2],
      [900_000, 1],
    ]);
  });
  it('has fewer layers for a smaller picture, and one at least', () => {
    expect(cameraEncodings(360).map(({ maxBitrate }) => maxBitrate)).toEqual([100_000, 300_000]);
    expect(cameraEncodings(180).map(({ maxBitrate }) => maxBitrate)).toEqual([100_000]);
    expect(cameraEncodings(0)).toHaveLength(1);
  });
  it('counts heights in between as the layer below them, unless they are nearly there', () => {
    expect(cameraEncodings(1080)).toHaveLength(3);
    expect(cameraEncodings(540)).toHaveLength(3);
    expect(cameraEncodings(480)).toHaveLength(2);
    expect(cameraEncodings(240)).toHaveLength(1);
  });
});

describe('encodingsFor', () => {
  it('sends a screen in one layer that keeps its size, and leaves sound to Opus', () => {
    expect(encodingsFor('screen', 1080)).toHaveLength(1);
    expect(encodingsFor('screen', 1080)[0]?.scaleResolutionDownBy).toBe(1);
    expect(encodingsFor('microphone', 0)).toEqual([]);
    expect(encodingsFor('camera', 720)).toHaveLength(3);
  });
});
