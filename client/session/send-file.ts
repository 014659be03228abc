import { freshToken } from './identity.ts';
import { type Result, refused } from './result.ts';

/** How far an upload is: bytes sent; `checking`: all are with the hub, which now reads them. */
export type UploadNews =
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  | { readonly kind: 'checking' };

export type Sending<T> = {
  /** What it came to; null: it was stopped. Never throws. */
  readonly outcome: Promise<Result<T> | null>;
  readonly stop: () => void;
};

/**
 * Sends a file as it is, in the name of whoever is signed in. By XMLHttpRequest: `fetch` does not tell how much of a
 * body has gone. `read` makes the result of the answer's status (0: the line broke) and text.
 */
export function sendFile<T>(
  to: { readonly path: string; readonly file: File; readonly type: string },
  read: (status: number, text: string) => Result<T>,
  tell: (news: UploadNews) => void,
): Sending<T> {
  const { path, file, type } = to;
  const request = new XMLHttpRequest();
  let stopped = false;
  const send = async (): Promise<Result<T> | null> => {
    const token = await freshToken();
    if (!token.ok) return token;
    if (stopped) return null;
    return new Promise((settle) => {
      request.open('POST', path);
      request.setRequestHeader('Authorization', `Bearer ${token.reply}`);
      request.setRequestHeader('Content-Type', type);
      request.setRequestHeader('Accept', 'application/json');
      request.upload.addEventListener('progress', ({ loaded }) =>
        tell({ kind: 'sending', sent: loaded, total: file.size }),
      );
      request.upload.addEventListener('load', () => tell({ kind: 'checking' }));
      request.addEventListener('load', () => settle(read(request.status, request.responseText)));
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
