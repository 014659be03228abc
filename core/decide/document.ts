import { may } from '../authority.ts';
import type { DocumentCommand } from '../command.ts';
import { mostDocuments } from '../document.ts';
import type { DocumentId, ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { accept, type Decision, refuse } from './context.ts';

/** By whoever arranges the meeting from outside it, as long as it may be arranged: until it begins (DOCUMENT-1). */
export function arrangeDocument(meeting: Meeting, command: DocumentCommand, now: number): Decision {
  return meeting.phase.kind === 'live' ? refuse('not-permitted') : decideDocument(meeting, command, now);
}

/** By whoever has `document.manage` over the meeting, there or not yet (DOCUMENT-1). */
export function manageDocument(
  meeting: Meeting,
  { self, command }: { readonly self: ParticipantId; readonly command: DocumentCommand },
  now: number,
): Decision {
  if (!may(meeting, self, 'document.manage', meeting.unit)) return refuse('not-permitted');
  return decideDocument(meeting, command, now);
}

function decideDocument(meeting: Meeting, command: DocumentCommand, now: number): Decision {
  if (meeting.phase.kind === 'closed') return refuse('already-closed');
  if (meeting.phase.kind === 'cancelled') return refuse('meeting-cancelled');
  const unknownItem =
    'item' in command && command.item !== null && !meeting.agenda.some(({ id }) => id === command.item);
  if (unknownItem) return refuse('not-found');
  switch (command.type) {
    case 'document.add': {
      if (meeting.documents.length >= mostDocuments) return refuse('too-many');
      const { type: _, ...facts } = command;
      const id = `d${meeting.seq + 1}` as DocumentId;
      return accept({ type: 'document.added', document: { ...facts, id, at: now } });
    }
    case 'document.change': {
      const known = meeting.documents.find(({ id }) => id === command.document);
      if (!known) return refuse('not-found');
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
