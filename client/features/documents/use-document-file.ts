import { useEffect, useState } from 'react';
import type { MeetingDocument } from '../../../core/document.ts';
import type { MeetingId } from '../../../core/id.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import { documents } from '../../session/index.ts';

export type DocumentFile =
  | { readonly kind: 'loading'; readonly share: number }
  | { readonly kind: 'ready'; readonly file: Blob }
  | { readonly kind: 'failed'; readonly code: RefusalCode };

/** The file of a document, as far as it has come. */
export function useDocumentFile(
  meeting: MeetingId,
  { id, bytes }: Pick<MeetingDocument, 'id' | 'bytes'>,
): { readonly state: DocumentFile; readonly again: () => void } {
  const [state, setState] = useState<DocumentFile>({ kind: 'loading', share: 0 });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    const left = new AbortController();
    setState({ kind: 'loading', share: 0 });
    const tell = (come: number) =>
      setState({ kind: 'loading', share: Math.min(1, come / Math.max(bytes, 1)) });
    void documents.file(meeting, id, { tell, signal: left.signal }).then((result) => {
      if (left.signal.aborted) return;
      if (result.ok) setState({ kind: 'ready', file: result.reply });
      else setState({ kind: 'failed', code: result.refusal.code });
    });
    return () => left.abort();
  }, [meeting, id, bytes, attempt]);
  return { state, again: () => setAttempt((before) => before + 1) };
}
