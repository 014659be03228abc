import type { DocumentCommand } from '../command.ts';
import { mostDocuments } from '../document.ts';
import { documentObstacle, managesDocuments } from '../document-right.ts';
import type { AgendaItemId, DocumentId, ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { accept, type Decision, refuse } from './context.ts';

/** By whoever arranges the meeting from outside it, as long as it may be arranged: until it begins (DOCUMENT-1). */
export function arrangeDocument(meeting: Meeting, command: DocumentCommand, now: number): Decision {
  const refused = documentObstacle(meeting, 'arranger');
  return refused === null ? decideDocument(meeting, command, now) : refuse(refused);
}

/** By whoever has `document.manage` over the meeting, there or not yet (DOCUMENT-1). */
export function manageDocument(
  meeting: Meeting,
  { self, command }: { readonly self: ParticipantId; readonly command: DocumentCommand },
  now: number,
): Decision {
  if (!managesDocuments(meeting, self)) return refuse('not-permitted');
  const refused = documentObstacle(meeting, 'participant');
  return refused === null ? decideDocument(meeting, command, now) : refuse(refused);
}

function isOnAgenda({ agenda }: Meeting, item: AgendaItemId | null): boolean {
  return item === null || agenda.some(({ id }) => id === item);
}

function decideDocument(meeting: Meeting, command: DocumentCommand, now: number): Decision {
  switch (command.type) {
    case 'document.add': {
      if (!isOnAgenda(meeting, command.item)) return refuse('not-found');
      if (meeting.documents.some(({ sha256 }) => sha256 === command.sha256)) return refuse('already-added');
      if (meeting.documents.length >= mostDocuments) return refuse('documents-full');
      const { type: _, ...facts } = command;
      const id = `d${meeting.seq + 1}` as DocumentId;
      return accept({ type: 'document.added', document: { ...facts, id, at: now } });
    }
    case 'document.change': {
      const known = meeting.documents.find(({ id }) => id === command.document);
      if (!known || !isOnAgenda(meeting, command.item)) return refuse('not-found');
      const { document, item, title } = command;
      if (known.item === item && known.title === title) return accept();
      return accept({ type: 'document.changed', document, item, title });
    }
    case 'document.withdraw': {
      const { document } = command;
      const known = meeting.documents.some(({ id }) => id === document);
      return known ? accept({ type: 'document.withdrawn', document }) : refuse('not-found');
    }
  }
}
