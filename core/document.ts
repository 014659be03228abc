import type { AgendaItemId, DocumentId } from './id.ts';

/**
 * Kinds of files that are taken, by media type: what an office of the state writes, and pictures. What a browser would
 * run is not among them.
 */
export const documentMediaTypes = [
  'application/pdf',
  'application/msword',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-powerpoint',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'image/png',
  'image/jpeg',
  'text/plain',
] as const;
export type DocumentMediaType = (typeof documentMediaTypes)[number];

/** Tài liệu: a file for those who are invited to read. Its bytes lie beside the database, named by their SHA-256. */
export type MeetingDocument = {
  readonly id: DocumentId;
  /** The agenda item it belongs to; null: the meeting as a whole. */
  readonly item: AgendaItemId | null;
  readonly title: string;
  /** As it was called where it came from; only ever shown, never a path. */
  readonly fileName: string;
  readonly mediaType: DocumentMediaType;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
  /** Name of who added it, and when (epoch milliseconds). */
  readonly from: string;
  readonly at: number;
};

/** Documents of one meeting: every viewer is sent the list. */
export const mostDocuments = 200;
