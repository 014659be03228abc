import type { ImportReply } from '../../protocol/archive.ts';
import { freshToken } from './identity.ts';
import { type Result, refused } from './result.ts';
import { uploadReply } from './upload-reply.ts';

/** How far an upload is: bytes sent; `checking`: all are with the hub, which now reads them. */
export type UploadNews =
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  | { readonly kind: 'checking' };

export type Upload = {
  /** What it came to; null: it was stopped. Never throws. */
  readonly outcome: Promise<Result<ImportReply> | null>;
  readonly stop: () => void;
};

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
      request.addEventListener('load', () => settle(uploadReply(request.status, request.responseText)));
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
