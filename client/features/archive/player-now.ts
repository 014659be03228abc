import type { Turn } from '../../../protocol/archive.ts';
import type { Span } from './player-line.ts';

/** Below that a closed part is not worth leaping over, in ms. */
const shortestSkipMs = 3000;

/** Which of them are going on at that moment. */
export function spansAt<T extends Span>(spans: readonly T[], positionMs: number): readonly T[] {
  return spans.filter(({ startMs, endMs }) => startMs <= positionMs && positionMs < endMs);
}

/** Index of the turn that is to be marked: the last one that has begun and is not over; -1: nobody speaks. */
export function turnAt(turns: readonly Turn[], positionMs: number): number {
  return turns.findLastIndex(({ startMs, endMs }) => startMs <= positionMs && positionMs < endMs);
}

/**
 * The closed part that is leapt over from here; null: none, or the one that somebody wished to see (`seen`: its
 * beginning).
 */
export function partToSkip(parts: readonly Span[], positionMs: number, seen: number | null): Span | null {
  const [part] = spansAt(parts, positionMs);
  if (part === undefined || part.startMs === seen) return null;
  return part.endMs - positionMs > shortestSkipMs ? part : null;
}

/**
 * Where one goes from here by chapters: `beginnings` in order. Back goes to the beginning of the present one first,
 * unless it has only just begun. Null: there is none in that direction.
 */
export function chapterFrom(beginnings: readonly number[], positionMs: number, by: 1 | -1): number | null {
  if (by === 1) return beginnings.find((startMs) => startMs > positionMs) ?? null;
  return beginnings.findLast((startMs) => startMs < positionMs - shortestSkipMs) ?? beginnings[0] ?? null;
}
