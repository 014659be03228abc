import type { MeetingId, ParticipantId, UnitId } from '../../../core/id.ts';
import { type CatalogueQuery, type PassageKind, passageKinds } from '../../../protocol/archive.ts';
import { dayText } from '../meetings/meeting-order.ts';

export const catalogueStates = ['under-way', 'ready', 'failed', 'disposed'] as const;
export type CatalogueState = (typeof catalogueStates)[number];

/** What is looked for in the archive, as the screen's fields and its address have it. */
export type CatalogueFilter = {
  readonly text: string;
  /** In which kind of places the text is looked for; null: in all. */
  readonly kind: PassageKind | null;
  readonly unit: UnitId | null;
  /** First and last day as `<input type="date">` has them, `2026-11-25` or empty: the device's calendar. */
  readonly from: string;
  readonly to: string;
  readonly state: CatalogueState | null;
  readonly meeting: MeetingId | null;
  readonly speaker: ParticipantId | null;
};

export const noFilter: CatalogueFilter = {
  text: '',
  kind: null,
  unit: null,
  from: '',
  to: '',
  state: null,
  meeting: null,
  speaker: null,
};

/** The longest text that the hub looks for (protocol/archive.ts). */
export const longestText = 200;

/** A day as the address has it, or empty if there is no such day. */
function dayIn(text: string | null): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '');
  if (text === null || parts === null) return '';
  const [year, month, day] = parts.slice(1).map(Number);
  const moment = new Date(year ?? 0, (month ?? 0) - 1, day);
  return dayText(moment.getTime()) === text ? text : '';
}

/** The filter that an address's query tells of; what makes no sense in it is as if it were not there. */
export function filterIn(query: URLSearchParams): CatalogueFilter {
  const text = (query.get('q') ?? '').slice(0, longestText);
  return {
    text,
    kind: passageKinds.find((kind) => kind === query.get('kind')) ?? null,
    unit: (query.get('unit') || null) as UnitId | null,
    from: dayIn(query.get('from')),
    to: dayIn(query.get('to')),
    state: catalogueStates.find((state) => state === query.get('state')) ?? null,
    meeting: (query.get('meeting') || null) as MeetingId | null,
    speaker: (query.get('speaker') || null) as ParticipantId | null,
  };
}

/** The same as an address's query; empty fields leave no trace. */
export function addressOf(filter: CatalogueFilter): URLSearchParams {
  const { text, ...others } = filter;
  const query = new URLSearchParams();
  if (text.trim() !== '') query.set('q', text);
  for (const [name, value] of Object.entries(others))
    if (value !== null && value !== '') query.set(name, value);
  return query;
}

function midnight(day: string, later: number): number {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year ?? 0, (month ?? 1) - 1, (date ?? 1) + later).getTime();
}

/** What the hub is asked: the last day to its last millisecond, in the device's time zone. */
export function queryOf(filter: CatalogueFilter): CatalogueQuery {
  const { text, kind, unit, from, to, state, meeting, speaker } = filter;
  return {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(text.trim() === '' || kind === null ? {} : { kind }),
    ...(unit === null ? {} : { unit }),
    // Before 1970 there is nothing, and the hub counts from there.
    ...(from === '' ? {} : { from: Math.max(0, midnight(from, 0)) }),
    ...(to === '' ? {} : { to: Math.max(0, midnight(to, 1) - 1) }),
    ...(state === null ? {} : { state }),
    ...(meeting === null ? {} : { meeting }),
    ...(speaker === null ? {} : { speaker }),
  };
}

/** Whether anything at all is looked for. */
export function isFiltered(filter: CatalogueFilter): boolean {
  return addressOf(filter).size > 0;
}

export const periods = ['week', 'month', 'year'] as const;
export type Period = (typeof periods)[number];

/** First and last day of the week (from Monday), month or year in which `now` lies, in the device's calendar. */
export function daysOf(period: Period, now: number): Pick<CatalogueFilter, 'from' | 'to'> {
  const today = new Date(now);
  const [year, month, date] = [today.getFullYear(), today.getMonth(), today.getDate()];
  const monday = date - ((today.getDay() + 6) % 7);
  const [first, last] = {
    week: [new Date(year, month, monday), new Date(year, month, monday + 6)] as const,
    month: [new Date(year, month, 1), new Date(year, month + 1, 0)] as const,
    year: [new Date(year, 0, 1), new Date(year, 11, 31)] as const,
  }[period];
  return { from: dayText(first.getTime()), to: dayText(last.getTime()) };
}

/** Which of those periods the filter's days are, or null. */
export function periodOf({ from, to }: CatalogueFilter, now: number): Period | null {
  return (
    periods.find((period) => {
      const days = daysOf(period, now);
      return days.from === from && days.to === to;
    }) ?? null
  );
}
