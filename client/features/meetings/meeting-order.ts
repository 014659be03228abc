import type { ParticipantId, UnitId } from '../../../core/id.ts';
import { type MeetingSettings, usualSettings } from '../../../core/settings.ts';
import type { ConveneBody, PersonItem } from '../../../protocol/http.ts';

/** A line of the agenda as it is being written; `key` tells lines apart while they come and go. */
export type AgendaLine = {
  readonly key: number;
  readonly title: string;
  readonly presenter: string;
  readonly minutes: number | null;
};

/** A meeting as it is being written, all of it possibly still missing. */
export type MeetingOrder = {
  readonly title: string;
  /** Null: not chosen. */
  readonly unit: UnitId | null;
  /** As `<input type="date">` has it, `2026-11-25` or empty: the device's calendar. */
  readonly date: string;
  /** As `<input type="time">` has it, `14:05` or empty. */
  readonly time: string;
  /** Null: whoever chairs the unit in daily life, if that is one. */
  readonly chair: ParticipantId | null;
  readonly agenda: readonly AgendaLine[];
  readonly admission: MeetingSettings['admission'];
  readonly secret: boolean;
};

/** What keeps an order from being sent. */
export type OrderFaults = {
  readonly title: boolean;
  readonly unit: boolean;
  readonly date: 'missing' | 'past' | null;
  readonly time: boolean;
  readonly chair: boolean;
  /** Keys of agenda lines that say something, but not what they are about. */
  readonly lines: readonly number[];
};

const half = 30 * 60_000;
const two = (number: number) => String(number).padStart(2, '0');

/** A day of the device's calendar as an input of the type date has it. */
export function dayText(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** An empty order for the next half hour, as invitations are. */
export function emptyOrder(now: number): MeetingOrder {
  const start = (Math.floor(now / half) + 1) * half;
  const at = new Date(start);
  return {
    title: '',
    unit: null,
    date: dayText(start),
    time: `${two(at.getHours())}:${two(at.getMinutes())}`,
    chair: null,
    agenda: [],
    admission: usualSettings.admission,
    secret: false,
  };
}

/** Epoch milliseconds of a day and a time of the device's calendar; null where either is missing. */
export function momentOf({ date, time }: Pick<MeetingOrder, 'date' | 'time'>): number | null {
  if (date === '' || time === '') return null;
  const at = new Date(`${date}T${time}`).getTime();
  return Number.isNaN(at) ? null : at;
}

/** The chosen one, or the unit's only chair of daily life. */
export function chairOf({ chair }: MeetingOrder, people: readonly PersonItem[]): ParticipantId | null {
  if (chair !== null) return chair;
  const usual = people.filter(({ chairs }) => chairs);
  return usual.length === 1 ? (usual[0]?.participant ?? null) : null;
}

function isBlank({ title, presenter, minutes }: AgendaLine): boolean {
  return title.trim() === '' && presenter.trim() === '' && minutes === null;
}

type Judging = { readonly now: number; readonly chair: ParticipantId | null };

/** What is still missing. A time of today may have passed: some meetings are called while they begin. */
export function faultsOf(order: MeetingOrder, { now, chair }: Judging): OrderFaults {
  const { title, unit, date, time, agenda } = order;
  const lines = agenda.filter((line) => !isBlank(line) && line.title.trim() === '');
  return {
    title: title.trim() === '',
    unit: unit === null,
    date: date === '' ? 'missing' : date < dayText(now) ? 'past' : null,
    time: time === '',
    chair: chair === null,
    lines: lines.map(({ key }) => key),
  };
}

/** The order as it is sent, without the agenda's blank lines; null while something is missing. */
export function bodyOf(order: MeetingOrder, judging: Judging): ConveneBody | null {
  const { lines, ...missing } = faultsOf(order, judging);
  const { unit, title, admission, secret } = order;
  const { chair } = judging;
  const scheduledAt = momentOf(order);
  const faulty =
    lines.length > 0 || Object.values(missing).some((fault) => fault !== false && fault !== null);
  if (faulty || unit === null || chair === null || scheduledAt === null) return null;
  const agenda = order.agenda
    .filter((line) => !isBlank(line))
    .map((line) => ({
      title: line.title.trim(),
      presenter: line.presenter.trim(),
      plannedMinutes: line.minutes,
    }));
  return { title: title.trim(), unit, scheduledAt, chair, agenda, admission, secret };
}
