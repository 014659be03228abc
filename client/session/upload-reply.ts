import type { ImportReply } from '../../protocol/archive.ts';
import { refusalIn } from './refusal-in.ts';
import { type Result, refused } from './result.ts';

/**
 * What the hub answered to a package: `status` 0 is a line that broke. While it checks, the hub sends white space to
 * keep the line, then the reply.
 */
export function uploadReply(status: number, text: string): Result<ImportReply> {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // A proxy's page instead of the hub's answer, or a reply that broke off.
  }
  const answered = typeof body === 'object' && body !== null && 'ok' in body;
  if (status >= 200 && status < 300)
    return answered ? { ok: true, reply: body as ImportReply } : refused('unavailable');
  const given = refusalIn(body);
  if (given !== null) return { ok: false, refusal: given };
  if (status === 413) return refused('too-large');
  return refused(status === 0 ? 'unavailable' : 'internal');
}
