import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { TextReply } from './route.ts';
import { endRevoked, endStalled, longestStallMs } from './sending.ts';

const goneCodes = [
  'ERR_STREAM_PREMATURE_CLOSE',
  'ECONNRESET',
  'EPIPE',
  // Before the first byte.
  'ERR_STREAM_UNABLE_TO_PIPE',
  'ERR_STREAM_DESTROYED',
];

function goneAway(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code !== null && goneCodes.includes(String(code));
}

/**
 * Sends a text as it is made, no faster than the caller takes it; one who stops taking it is cut off. A fault in the
 * midst of it cuts the connection: what came so far must not pass for the whole.
 */
export async function sendText(
  response: Response,
  { type, parts, saveAs, still }: TextReply,
  stallMs = longestStallMs,
): Promise<void> {
  // After the name: Express would set a type by its ending.
  if (saveAs !== null) response.attachment(saveAs);
  response.setHeader('Content-Type', type);
  endStalled(response, stallMs);
  if (still) endRevoked(response, still);
  const source = Readable.from(parts);
  try {
    await pipeline(source, response);
  } catch (error) {
    if (!goneAway(error)) throw error;
  } finally {
    // Also where nothing was read of it: whoever makes it gives its place to the next.
    source.destroy();
  }
}
