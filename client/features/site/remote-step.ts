export type Box = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};
export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const centre = ({ left, top, width, height }: Box) => ({ x: left + width / 2, y: top + height / 2 });

/** How far something lies beyond the edge in the arrow's direction, and how far off its line; null: not that way. */
function distance(from: Box, to: Box, arrow: Arrow): number | null {
  const a = centre(from);
  const b = centre(to);
  const across = arrow === 'ArrowLeft' || arrow === 'ArrowRight';
  const sign = arrow === 'ArrowLeft' || arrow === 'ArrowUp' ? -1 : 1;
  const ahead = sign * (across ? b.x - a.x : b.y - a.y);
  const aside = Math.abs(across ? b.y - a.y : b.x - a.x);
  const within = across ? (from.height + to.height) / 2 : (from.width + to.width) / 2;
  // Left and right stay in their row; up and down find the nearest of another.
  if (ahead <= 1 || (across && aside >= within)) return null;
  return ahead + 2 * aside;
}

/**
 * Where an arrow of a remote control leads from the box at `index`: the nearest box in that direction. In a single row
 * the other two arrows go along it, so that no key is dead; beyond an end it begins again at the other.
 */
export function stepFrom(boxes: readonly Box[], index: number, arrow: Arrow): number {
  const from = boxes[index];
  if (from === undefined) return 0;
  const ways = boxes.flatMap((box, place) => {
    const far = place === index ? null : distance(from, box, arrow);
    return far === null ? [] : [{ place, far }];
  });
  const nearest = ways.reduce<{ place: number; far: number } | null>(
    (best, way) => (best === null || way.far < best.far ? way : best),
    null,
  );
  if (nearest !== null) return nearest.place;
  const by = arrow === 'ArrowLeft' || arrow === 'ArrowUp' ? -1 : 1;
  return (index + by + boxes.length) % boxes.length;
}
