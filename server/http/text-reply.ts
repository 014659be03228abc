import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { TextReply } from './route.ts';

function goneAway(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE';
}

/** Whoever takes nothing of it for so long, in milliseconds, has gone, or only means to hold the line. */
const longestStallMs = 60_000;

/**
 * Sends a text as it is made, no faster than the caller takes it; one who stops taking it is cut off. A fault in the midst of it cuts the connection: what
 * came so far must not pass for the whole.
 */
export async function sendText(
  response: Response,
  { type, parts, saveAs }: TextReply,
  stallMs = longestStallMs,
): Promise<void> {
  // After the name: Express would set a type by its ending.
  if (saveAs !== null) response.attachment(saveAs);
  response.setHeader('Content-Type', type);
  response.setTimeout(stallMs, () => response.destroy());
  try {
    await pipeline(Readable.from(parts), response);
  } catch (error) {
    if (!goneAway(error)) throw error;
  }
}
