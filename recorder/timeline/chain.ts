import { createHash } from 'node:crypto';
import { parseLine, type TimelineLine } from './line.ts';

/** `prev` of the first line. */
export const genesis = '0'.repeat(64);

/** SHA-256 of a line's text, without its line feed: the `prev` of the next. */
export function hashLine(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export type TimelineText = {
  readonly lines: readonly TimelineLine[];
  /** Sequence of the first line that does not follow from the one before it; null: the chain holds. */
  readonly firstBroken: number | null;
  readonly lastHash: string;
  /** Bytes after the last whole line: what a crash cut short. */
  readonly tornBytes: number;
};

/** Reads a time line's text. A whole line that cannot be read is an error; one cut short at the end is not. */
export function readTimelineText(text: string): TimelineText {
  const end = text.lastIndexOf('\n') + 1;
  const lines: TimelineLine[] = [];
  let lastHash = genesis;
  let firstBroken: number | null = null;
  for (const each of text
    .slice(0, end)
    .split('\n')
    .filter((line) => line !== '')) {
    const line = parseLine(each);
    const follows = line.prev === lastHash && line.seq === lines.length + 1;
    if (!follows && firstBroken === null) firstBroken = lines.length + 1;
    lines.push(line);
    lastHash = hashLine(each);
  }
  return { lines, firstBroken, lastHash, tornBytes: Buffer.byteLength(text.slice(end)) };
}
