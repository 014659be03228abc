import type { AgendaItemId, DocumentId, MeetingId } from '../../core/id.ts';
import type { DocumentChangeBody, DocumentsReply } from '../../protocol/documents.ts';
import { askSignedIn, freshToken } from './identity.ts';
import { pathOf, queried } from './path.ts';
import { refusalIn } from './refusal-in.ts';
import { type Result, refused } from './result.ts';
import { type Sending, sendFile, type UploadNews } from './send-file.ts';

/** What is said of a file that is sent; `item` null: it belongs to the meeting as a whole. */
export type DocumentAbout = {
  readonly title: string;
  readonly item: AgendaItemId | null;
};

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page instead of the hub's answer, or a reply that broke off.
    return null;
  }
}

function addReply(status: number, text: string): Result<null> {
  if (status >= 200 && status < 300) return { ok: true, reply: null };
  const given = refusalIn(bodyOf(text));
  if (given !== null) return { ok: false, refusal: given };
  if (status === 413) return refused('too-large');
  return refused(status === 0 ? 'unavailable' : 'internal');
}

/** Reads a body to its end; `tell` is told after each part how much of it is here. */
async function bytesOf(response: Response, tell: (bytes: number) => void): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const next = await reader?.read();
    if (next === undefined || next.done) break;
    parts.push(next.value);
    bytes += next.value.length;
    tell(bytes);
  }
  return new Blob(parts, { type: response.headers.get('Content-Type') ?? '' });
}

/** The documents of a meeting over HTTP (docs/protocol.md). */
export const documents = {
  list: (meeting: MeetingId): Promise<Result<DocumentsReply>> =>
    askSignedIn({ method: 'GET', path: pathOf('meetings', meeting, 'documents') }),
  add: (
    meeting: MeetingId,
    { file, title, item }: DocumentAbout & { readonly file: File },
    tell: (news: UploadNews) => void,
  ): Sending<null> => {
    const about = { title, fileName: file.name, item: item ?? undefined };
    const path = queried(pathOf('meetings', meeting, 'documents'), about);
    return sendFile({ path, file, type: 'application/octet-stream' }, addReply, tell);
  },
  change: (meeting: MeetingId, document: DocumentId, body: DocumentChangeBody): Promise<Result<null>> =>
    askSignedIn({ method: 'PATCH', path: pathOf('meetings', meeting, 'documents', document), body }),
  withdraw: (meeting: MeetingId, document: DocumentId): Promise<Result<null>> =>
    askSignedIn({ method: 'DELETE', path: pathOf('meetings', meeting, 'documents', document) }),
  /** The file itself, in memory: no page needs a cookie for it. Never throws; `unavailable` when it broke off. */
  file: async (
    meeting: MeetingId,
    document: DocumentId,
    { tell, signal }: { readonly tell: (bytes: number) => void; readonly signal: AbortSignal },
  ): Promise<Result<Blob>> => {
    const token = await freshToken();
    if (!token.ok) return token;
    try {
      const response = await fetch(documentAddress(meeting, document), {
        headers: { Authorization: `Bearer ${token.reply}` },
        credentials: 'omit',
        cache: 'no-store',
        signal,
      });
      if (response.ok) return { ok: true, reply: await bytesOf(response, tell) };
      return { ok: false, refusal: refusalIn(bodyOf(await response.text())) ?? { code: 'internal' } };
    } catch {
      return refused('unavailable');
    }
  },
} as const;

/** What `saveFile` takes home. */
export function documentAddress(meeting: MeetingId, document: DocumentId): string {
  return pathOf('meetings', meeting, 'documents', document);
}
