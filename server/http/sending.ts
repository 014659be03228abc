import type { Response } from 'express';

/** Whoever takes nothing of an answer for so long, in milliseconds, has gone, or only means to hold the line. */
export const longestStallMs = 60_000;

/**
 * Ends an answer of which nothing is taken for a while, so that no file of the hub stays open for it. A player that
 * was paused meanwhile asks again by range where it stands.
 */
export function endStalled(response: Response, stallMs: number): void {
  response.setTimeout(stallMs, () => response.destroy());
}
