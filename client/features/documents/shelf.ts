import type { MeetingDocument } from '../../../core/document.ts';
import { managesDocuments } from '../../../core/document-right.ts';
import type { AgendaItemId, DocumentId, MeetingId, ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import type { DocumentsReply } from '../../../protocol/documents.ts';

/** A meeting's documents as a screen has them, in it or from outside. */
export type Shelf = {
  readonly meeting: MeetingId;
  readonly agenda: readonly { readonly id: AgendaItemId; readonly title: string }[];
  readonly current: AgendaItemId | null;
  readonly documents: readonly MeetingDocument[];
  /** Whether whoever looks may add, name and take away. */
  readonly manages: boolean;
};

/** In the meeting: it changes with it. */
export function shelfIn(meeting: Meeting, you: ParticipantId): Shelf {
  const { id, agenda, agendaItem, documents } = meeting;
  const { kind } = meeting.phase;
  const manages = kind !== 'closed' && kind !== 'cancelled' && managesDocuments(meeting, you);
  return { meeting: id, agenda, current: agendaItem, documents, manages };
}

/** From outside, as the hub told it. */
export function shelfOf(meeting: MeetingId, { agenda, documents, manages }: DocumentsReply): Shelf {
  return { meeting, agenda, current: null, documents, manages };
}

/** The document of that id, as long as it stands. */
export function documentOn(shelf: Shelf, id: DocumentId | null): MeetingDocument | null {
  return shelf.documents.find((document) => document.id === id) ?? null;
}
