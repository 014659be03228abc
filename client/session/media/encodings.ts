import type { Source } from '../../../protocol/media.ts';

/** One simulcast layer as a browser is asked for it; bit rates in bit/s. */
export type Encoding = {
  readonly maxBitrate: number;
  readonly scaleResolutionDownBy: number;
  readonly maxFramerate: number;
};

/** The design's layers, best first: about 900, 300 and 100 kbit/s at 720, 360 and 180 lines. */
const layers = [
  { lines: 720, maxBitrate: 900_000 },
  { lines: 360, maxBitrate: 300_000 },
  { lines: 180, maxBitrate: 100_000 },
] as const;
const cameraFramerate = 25;

/**
 * Layers for a camera picture of this height in lines, smallest first as RTP wants them. A picture is never scaled up:
 * one that is already small has fewer layers, and at least one. Each line count covers pictures down to three quarters
 * of it, so that 540 lines still count as 720.
 */
export function cameraEncodings(lines: number): readonly Encoding[] {
  const possible = layers.filter((layer) => lines >= layer.lines * 0.75);
  const used = possible.length > 0 ? possible : layers.slice(-1);
  return used
    .map((layer, index) => ({
      maxBitrate: layer.maxBitrate,
      scaleResolutionDownBy: 2 ** index,
      maxFramerate: cameraFramerate,
    }))
    .reverse();
}

/** A screen is text: sharp before smooth, one layer, 15 frames/s at most. */
const screenEncodings: readonly Encoding[] = [
  { maxBitrate: 1_800_000, scaleResolutionDownBy: 1, maxFramerate: 15 },
];

/** What to ask of the browser's encoder; none for sound, whose rate Opus keeps itself. */
export function encodingsFor(source: Source, lines: number): readonly Encoding[] {
  switch (source) {
    case 'microphone':
      return [];
    case 'camera':
      return cameraEncodings(lines);
    case 'screen':
      return screenEncodings;
  }
}
