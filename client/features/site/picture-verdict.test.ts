import { expect, it } from 'vitest';
import { pictureVerdict } from './picture-verdict.ts';

function picture(light: (index: number) => number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(64 * 36 * 4);
  for (let index = 0; index < 64 * 36; index += 1) pixels.fill(light(index), index * 4, index * 4 + 3);
  return pixels;
}

it('sees a room with lights and shadows', () => {
  expect(pictureVerdict(picture((index) => (index % 64) * 3))).toBe('seen');
});

it('calls a covered lens, a dark room and nothing at all dark', () => {
  expect(pictureVerdict(picture(() => 90))).toBe('dark');
  expect(pictureVerdict(picture((index) => index % 20))).toBe('dark');
  expect(pictureVerdict(new Uint8ClampedArray())).toBe('dark');
});
