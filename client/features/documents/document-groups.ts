import type { MeetingDocument } from '../../../core/document.ts';
import type { AgendaItemId } from '../../../core/id.ts';

type Item = { readonly id: AgendaItemId; readonly title: string };

/** Documents under one heading; `item` null: those of the meeting as a whole. */
export type DocumentGroup = {
  readonly item: Item | null;
  /** Its place on the agenda, from 1; 0: it is of the whole meeting. */
  readonly place: number;
  readonly current: boolean;
  readonly documents: readonly MeetingDocument[];
};

/**
 * Documents as a screen shows them (DOCUMENT-9): under their agenda items in the agenda's order, those of the current
 * item first, then those of the whole meeting. Within a group the one that came first stands first; there is no group
 * without a document.
 */
export function documentGroups(
  documents: readonly MeetingDocument[],
  agenda: readonly Item[],
  current: AgendaItemId | null,
): readonly DocumentGroup[] {
  const placed = new Set(agenda.map(({ id }) => id));
  const of = (item: AgendaItemId | null) =>
    documents.filter((each) => (each.item !== null && placed.has(each.item) ? each.item : null) === item);
  const whole: DocumentGroup = { item: null, place: 0, current: false, documents: of(null) };
  const items = agenda.map((item, index): DocumentGroup => {
    return { item, place: index + 1, current: item.id === current, documents: of(item.id) };
  });
  const isCurrent = (group: DocumentGroup) => group.current;
  const ordered = [...items.filter(isCurrent), whole, ...items.filter((group) => !isCurrent(group))];
  return ordered.filter((group) => group.documents.length > 0);
}
