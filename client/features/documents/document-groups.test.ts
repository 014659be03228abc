import { expect, it } from 'vitest';
import type { MeetingDocument } from '../../../core/document.ts';
import type { AgendaItemId, DocumentId } from '../../../core/id.ts';
import { documentGroups } from './document-groups.ts';

const agenda = ['a1', 'a2', 'a3'].map((id) => ({ id: id as AgendaItemId, title: `Item ${id}` }));
const document = (id: string, item: string | null): MeetingDocument => ({
  id: id as DocumentId,
  item: item as AgendaItemId | null,
  title: id,
  fileName: `${id}.pdf`,
  mediaType: 'application/pdf',
  bytes: 1,
  sha256: '',
  from: '',
  at: 0,
});
const documents = [document('d1', 'a3'), document('d2', null), document('d3', 'a1'), document('d4', 'a3')];
const shown = (current: string | null) =>
  documentGroups(documents, agenda, current as AgendaItemId | null).map((group) => [
    group.place,
    group.current,
    ...group.documents.map(({ id }) => id),
  ]);

it('DOCUMENT-9: the current item’s stand first, then the whole meeting’s, then the agenda’s order', () => {
  expect(shown('a3')).toEqual([
    [3, true, 'd1', 'd4'],
    [0, false, 'd2'],
    [1, false, 'd3'],
  ]);
  expect(shown('a2')).toEqual([
    [0, false, 'd2'],
    [1, false, 'd3'],
    [3, false, 'd1', 'd4'],
  ]);
  expect(shown(null)).toEqual(shown('a2'));
});

it('DOCUMENT-3: one whose item is not on the agenda is the whole meeting’s', () => {
  expect(documentGroups([document('d1', 'a9')], agenda, null)).toMatchObject([{ item: null, place: 0 }]);
});
