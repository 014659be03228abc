import type { Chapter } from '../../../protocol/archive.ts';

/** Index of the chapter at a position of the film: the last one that has begun; -1 before the first. */
export function chapterAt(chapters: readonly Chapter[], positionMs: number): number {
  return chapters.findLastIndex((chapter) => chapter.startMs <= positionMs);
}
