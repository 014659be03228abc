import type { ImportReply } from '../../protocol/archive.ts';
import { freshToken } from './identity.ts';
import { refusalIn } from './refusal-in.ts';
import { type Result, refused } from './result.ts';

/** How far an upload is: bytes sent; `checking`: all are with the hub, which now reads them. */
export type UploadNews =
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  | { readonly kind: 'checking' };

export type Upload = {
  /** What it came to; null: it was stopped. Never throws. */
  readonly outcome: Promise<Result<ImportReply> | null>;
  readonly stop: () => void;
};

function replyIn(request: XMLHttpRequest): Result<ImportReply> {
  let body: unknown = null;
  try {
    body = JSON.parse(request.responseText);
  } catch {
    // A proxy's page instead of the hub's answer.
  }
  if (request.status >= 200 && request.status < 300 && body !== null)
    return { ok: true, reply: body as ImportReply };
  // What is wrong with a package comes with a status of its own, and is an answer nevertheless.
  if (typeof body === 'object' && body !== null && 'faults' in body)
    return { ok: true, reply: body as ImportReply };
  const given = refusalIn(body);
  if (given !== null) return { ok: false, refusal: given };
  return refused(request.status === 413 ? 'too-large' : request.status === 0 ? 'unavailable' : 'internal');
}

/** Sends a package to be imported. By XMLHttpRequest: `fetch` does not tell how much of a body has gone. */
export function importPackage(file: File, tell: (news: UploadNews) => void): Upload {
  const request = new XMLHttpRequest();
  let stopped = false;
  const send = async (): Promise<Result<ImportReply> | null> => {
    const token = await freshToken();
    if (!token.ok) return token;
    if (stopped) return null;
    return new Promise((settle) => {
      request.open('POST', '/api/archive-import');
      request.setRequestHeader('Authorization', `Bearer ${token.reply}`);
      request.setRequestHeader('Content-Type', 'application/zip');
      request.setRequestHeader('Accept', 'application/json');
      request.upload.addEventListener('progress', ({ loaded }) =>
        tell({ kind: 'sending', sent: loaded, total: file.size }),
      );
      request.upload.addEventListener('load', () => tell({ kind: 'checking' }));
      request.addEventListener('load', () => settle(replyIn(request)));
      request.addEventListener('error', () => settle(refused('unavailable')));
      request.addEventListener('abort', () => settle(null));
      tell({ kind: 'sending', sent: 0, total: file.size });
      request.send(file);
    });
  };
  return {
    outcome: send(),
    stop: () => {
      stopped = true;
      request.abort();
    },
  };
}
