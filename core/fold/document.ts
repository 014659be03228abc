import type { EventOf } from '../event.ts';
import type { AgendaItem, Meeting } from '../meeting.ts';

type DocumentEvent = EventOf<'document.added' | 'document.changed' | 'document.withdrawn'>;

export function foldDocument(meeting: Meeting, event: DocumentEvent): Meeting {
  const { documents } = meeting;
  switch (event.type) {
    case 'document.added':
      return { ...meeting, documents: [...documents, event.document] };
    case 'document.changed': {
      const { document, item, title } = event;
      return {
        ...meeting,
        documents: documents.map((each) => (each.id === document ? { ...each, item, title } : each)),
      };
    }
    case 'document.withdrawn':
      return { ...meeting, documents: documents.filter(({ id }) => id !== event.document) };
  }
}

/** The documents beside another agenda: one whose item is gone belongs to the meeting as a whole (DOCUMENT-3). */
export function documentsBeside(
  agenda: readonly AgendaItem[],
  documents: Meeting['documents'],
): Meeting['documents'] {
  const stays = new Set(agenda.map(({ id }) => id));
  return documents.map((each) =>
    each.item === null || stays.has(each.item) ? each : { ...each, item: null },
  );
}
