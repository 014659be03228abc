import type { Request } from 'express';
import { type Found, refuse } from './route.ts';

/**
 * Takes in a raw body and throws it away: how many bytes came. `taken` is waited for after each part, so that the
 * sender goes no faster than it wishes. Refused `too-large` beyond the bound, `invalid-message` if it broke off.
 */
export async function drainBody(
  request: Request,
  bound: number,
  taken: (bytes: number) => Promise<void>,
): Promise<Found<number>> {
  if (Number(request.headers['content-length'] ?? 0) > bound) return refuse('too-large');
  let bytes = 0;
  try {
    for await (const part of request) {
      bytes += Buffer.isBuffer(part) ? part.length : 0;
      if (bytes > bound) return refuse('too-large');
      await taken(bytes);
    }
  } catch {
    return refuse('invalid-message');
  }
  return { ok: true, value: bytes };
}
