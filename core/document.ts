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

/** How the names of such files end; the content must agree with it. */
export const documentEndings = {
  'application/pdf': ['pdf'],
  'application/msword': ['doc'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.ms-excel': ['xls'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.ms-powerpoint': ['ppt'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'text/plain': ['txt'],
} as const satisfies Record<DocumentMediaType, readonly string[]>;

/** The media type that a file's name stands for; null: of no kind that is taken. */
export function mediaTypeOfName(fileName: string): DocumentMediaType | null {
  const ending = /\.([a-z]+)$/.exec(fileName.toLowerCase())?.[1];
  const isNamed = (type: DocumentMediaType) => documentEndings[type].some((each) => each === ending);
  return documentMediaTypes.find(isNamed) ?? null;
}

/** What a page shows by itself; anything else is taken home and opened there. */
export function isShownInPage(mediaType: DocumentMediaType): boolean {
  return ['application/pdf', 'image/png', 'image/jpeg', 'text/plain'].includes(mediaType);
}

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
/** Characters of a title, and of a file's name. */
export const longestDocumentName = 200;
