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
  /** Whole lines, those that cannot be read among them. */
  readonly count: number;
  /** Number of the first line that cannot be read, or does not follow from the one before it; null: the chain holds. */
  readonly firstBroken: number | null;
  readonly lastHash: string;
  /** Bytes after the last whole line: what a crash cut short. */
  readonly tornBytes: number;
};

const lineFeed = 0x0a;

function readable(text: string): TimelineLine | null {
  try {
    return parseLine(text);
  } catch {
    return null;
  }
}

/**
 * Reads a time line as it stands in its file. A last line cut short is no damage. A whole line that cannot be read
 * breaks the chain and is passed over: what the others tell is not lost with it.
 */
export function readTimelineText(content: string | Uint8Array): TimelineText {
  // In bytes: a crash cuts where it likes, also within a letter.
  const bytes = Buffer.from(content);
  const end = bytes.lastIndexOf(lineFeed) + 1;
  const texts = bytes
    .toString('utf8', 0, end)
    .split('\n')
    .filter((line) => line !== '');
  const lines: TimelineLine[] = [];
  let lastHash = genesis;
  let firstBroken: number | null = null;
  texts.forEach((text, index) => {
    const line = readable(text);
    const follows = line !== null && line.prev === lastHash && line.seq === index + 1;
    if (!follows) firstBroken ??= index + 1;
    if (line !== null) lines.push(line);
    lastHash = hashLine(text);
  });
  return { lines, count: texts.length, firstBroken, lastHash, tornBytes: bytes.length - end };
}
