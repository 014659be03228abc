import { z } from 'zod';
import { longestDocumentName, type MeetingDocument } from '../core/document.ts';
import type { AgendaItemId } from '../core/id.ts';
import { agendaItemId, documentId, meetingId } from './id.ts';

/** The documents of a meeting over HTTP (docs/protocol.md). */

/** Control and format characters, and halves of characters: nobody reads them, and some turn a line around. */
const unreadable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** A name for people to read: on one line, not longer than it may be. */
function readable(name: string): string {
  const clean = name.normalize('NFC').replace(unreadable, ' ').replace(/\s+/g, ' ').trim();
  return Array.from(clean).slice(0, longestDocumentName).join('').trim();
}

/** A file's name without the folders before it; one that is too long keeps its ending. */
function readableFileName(name: string): string {
  const clean = name.normalize('NFC').replace(unreadable, ' ').split(/[\\/]/).at(-1)?.trim() ?? '';
  const ending = /\.[A-Za-z0-9]{1,5}$/.exec(clean)?.[0] ?? '';
  const stem = Array.from(clean.slice(0, clean.length - ending.length));
  return stem.slice(0, longestDocumentName - ending.length).join('') + ending;
}

const name = z.string().max(2_000);
const title = name.transform(readable).pipe(z.string().min(1));
const fileName = name.transform(readableFileName).pipe(z.string().min(1));
/** Left out: it belongs to the meeting as a whole. */
const item = agendaItemId.optional();

export const documentsParams = z.strictObject({ id: meetingId });
export const documentParams = z.strictObject({ id: meetingId, document: documentId });

/** POST /api/meetings/:id/documents: the file is the body, and this stands after the question mark. */
export const documentAddQuery = z.strictObject({ title, fileName, item });
/** PATCH /api/meetings/:id/documents/:document */
export const documentChangeBody = z.strictObject({ title, item: agendaItemId.nullable() });
export type DocumentChangeBody = z.infer<typeof documentChangeBody>;

/** GET /api/meetings/:id/documents */
export type DocumentsReply = {
  readonly title: string;
  readonly agenda: readonly { readonly id: AgendaItemId; readonly title: string }[];
  readonly documents: readonly MeetingDocument[];
  /** Whether the caller may add, name and take away documents now. */
  readonly manages: boolean;
  /** Largest file that is taken, in bytes. */
  readonly mostBytes: number;
};
