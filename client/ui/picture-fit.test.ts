import { describe, expect, it } from 'vitest';
import { fitOf, pictureSizeFor } from './picture-fit.ts';

const widescreen = { width: 1280, height: 720 };

describe('fitOf', () => {
  it('fills a tile of the same shape', () => {
    expect(fitOf({ width: 640, height: 360 }, widescreen)).toBe('cover');
  });

  it('fills a tile that differs a little (16:10)', () => {
    expect(fitOf({ width: 640, height: 400 }, widescreen)).toBe('cover');
  });

  it.each([
    ['a wide strip, which would cut heads', { width: 900, height: 300 }],
    ['an upright tile, which would cut who sits at the sides', { width: 390, height: 500 }],
    ['a 4:3 tile', { width: 400, height: 300 }],
    ['a tile not measured yet', { width: 0, height: 0 }],
  ])('shows the whole picture in %s', (_, tile) => {
    expect(fitOf(tile, widescreen)).toBe('contain');
  });

  it('shows the whole of a picture whose size is not known yet', () => {
    expect(fitOf({ width: 640, height: 360 }, { width: 0, height: 0 })).toBe('contain');
  });
});

describe('pictureSizeFor', () => {
  it.each([
    [160, 'thumbnail'],
    [360, 'thumbnail'],
    [361, 'medium'],
    [760, 'medium'],
    [761, 'large'],
    [1920, 'large'],
  ])('%d device pixels: %s', (pixels, size) => {
    expect(pictureSizeFor(pixels)).toBe(size);
  });
});
