import type { AgendaItemId } from '../../../core/id.ts';
import type { AgendaItem } from '../../../core/meeting.ts';

/** A new item, with an id that none of these had: ids are never used twice in a meeting. */
export function newItem(known: readonly AgendaItemId[]): AgendaItem {
  const numbers = known.map((id) => Number(/^a(\d+)$/.exec(id)?.[1] ?? 0));
  const id = `a${Math.max(0, ...numbers) + 1}` as AgendaItemId;
  return { id, title: '', presenter: '', plannedMs: null, kinds: [], limitMsByKind: {} };
}

/** The agenda with the item at `from` standing at `to`, both from 0; unchanged beyond either end. */
export function moved(agenda: readonly AgendaItem[], from: number, to: number): readonly AgendaItem[] {
  const item = agenda[from];
  if (item === undefined || to < 0 || to >= agenda.length) return agenda;
  return agenda.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** What may be sent: nothing without a title is an item. */
export function settled(agenda: readonly AgendaItem[]): readonly AgendaItem[] {
  return agenda
    .map((item) => ({ ...item, title: item.title.trim(), presenter: item.presenter.trim() }))
    .filter(({ title }) => title !== '');
}
