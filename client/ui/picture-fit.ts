import type { PictureSize } from '../../protocol/media.ts';

export type Extent = { readonly width: number; readonly height: number };

/** Largest part of a picture that may be cut away, of its height or its width: people sit at the edges of a room. */
const largestCut = 0.12;

/**
 * Fills the tile when that cuts little; shows the whole picture otherwise, so that nobody's head is cut.
 * Unknown extents (0) are shown whole.
 */
export function fitOf(tile: Extent, picture: Extent): 'cover' | 'contain' {
  if (tile.width <= 0 || tile.height <= 0 || picture.width <= 0 || picture.height <= 0) return 'contain';
  const tileRatio = tile.width / tile.height;
  const pictureRatio = picture.width / picture.height;
  const cut = 1 - Math.min(tileRatio, pictureRatio) / Math.max(tileRatio, pictureRatio);
  return cut <= largestCut ? 'cover' : 'contain';
}

/** The layer worth receiving for a tile of this width in device pixels (simulcast 320, 640 and 1280 wide). */
export function pictureSizeFor(devicePixels: number): PictureSize {
  if (devicePixels <= 360) return 'thumbnail';
  return devicePixels <= 760 ? 'medium' : 'large';
}
