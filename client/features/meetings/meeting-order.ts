import type { ParticipantId, UnitId } from '../../../core/id.ts';
import { type MeetingSettings, usualSettings } from '../../../core/settings.ts';
import type { SpeechKind } from '../../../core/speech.ts';
import type { Unit } from '../../../core/unit.ts';
import { choiceOf, chosenUnits } from '../../../core/unit-choice.ts';
import type {
  ConveneBody,
  InvitedOrder,
  MeetingOrderReply,
  NamedPerson,
  PersonItem,
  ReviseBody,
} from '../../../protocol/convening.ts';

/** A line of the agenda as it is being written; `key` tells lines apart while they come and go. */
export type AgendaLine = {
  readonly key: number;
  readonly title: string;
  readonly presenter: string;
  readonly minutes: number | null;
  /** Empty: all of them. */
  readonly kinds: readonly SpeechKind[];
  readonly limitMinutesByKind: Readonly<Partial<Record<SpeechKind, number>>>;
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
  /** How long it is to last; null: nobody said. */
  readonly minutes: number | null;
  /** Null: whoever chairs the unit in daily life, if that is one. */
  readonly chair: ParticipantId | null;
  readonly agenda: readonly AgendaLine[];
  /** Whose sites come; null: the unit's whole subtree. */
  readonly units: ReadonlySet<UnitId> | null;
  /** Whether the persons of those units come as in daily life, beside those who are named. */
  readonly usual: boolean;
  readonly named: readonly NamedPerson[];
  readonly settings: MeetingSettings;
  readonly secret: boolean;
};

/** What keeps an order from being sent. */
export type OrderFaults = {
  readonly title: boolean;
  readonly unit: boolean;
  readonly date: 'missing' | 'past' | null;
  readonly time: boolean;
  readonly chair: boolean;
  /** Nobody at all is invited but the chair. */
  readonly units: boolean;
  /** Keys of agenda lines that say something, but not what they are about. */
  readonly lines: readonly number[];
};

/** Of an order of which nothing is said yet, or that may be sent. */
export const noFaults: OrderFaults = {
  title: false,
  unit: false,
  date: null,
  time: false,
  chair: false,
  units: false,
  lines: [],
};

const half = 30 * 60_000;
const two = (number: number) => String(number).padStart(2, '0');

/** A day of the device's calendar as an input of the type date has it. */
export function dayText(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** A moment of the device's calendar as inputs of the types date and time have it. */
export function momentTexts(at: number): Pick<MeetingOrder, 'date' | 'time'> {
  const moment = new Date(at);
  return { date: dayText(at), time: `${two(moment.getHours())}:${two(moment.getMinutes())}` };
}

/** The next half hour, as invitations are. */
export function nextHalfHour(now: number): number {
  return (Math.floor(now / half) + 1) * half;
}

/** An empty order for the next half hour, of the usual length. */
export function emptyOrder(now: number): MeetingOrder {
  return {
    title: '',
    unit: null,
    ...momentTexts(nextHalfHour(now)),
    minutes: 120,
    chair: null,
    agenda: [],
    units: null,
    usual: true,
    named: [],
    settings: usualSettings,
    secret: false,
  };
}

/**
 * The order of a meeting that there is (SCHEDULE-8), at this time. `units` is the subtree as it stands today: what the
 * choice names is chosen in it.
 */
export function orderFrom(
  given: MeetingOrderReply,
  { at, units }: { readonly at: number; readonly units: readonly Unit[] },
): MeetingOrder {
  const { title, unit, plannedMinutes, chair, agenda, invited, settings } = given;
  const chosen = chosenUnits(units, invited.units);
  return {
    title,
    unit,
    ...momentTexts(at),
    minutes: plannedMinutes,
    chair,
    agenda: agenda.map(({ plannedMinutes: minutes, ...line }, index) => ({
      ...line,
      key: index + 1,
      minutes,
    })),
    units: chosen.size === units.length ? null : chosen,
    usual: invited.usual,
    named: invited.named,
    settings,
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
  if (chair !== null && people.some(({ participant }) => participant === chair)) return chair;
  const usual = people.filter(({ chairs }) => chairs);
  return usual.length === 1 ? (usual[0]?.participant ?? null) : null;
}

function isBlank({ title, presenter, minutes }: AgendaLine): boolean {
  return title.trim() === '' && presenter.trim() === '' && minutes === null;
}

/** What an order is judged by and completed with. */
export type Judging = {
  readonly now: number;
  readonly chair: ParticipantId | null;
  /** The convening unit's subtree; empty while it is being fetched. */
  readonly units: readonly Unit[];
};

/** What is wrong with a day and a time. A time of today may have passed: some meetings are called while they begin. */
export function momentFaults(
  { date, time }: Pick<MeetingOrder, 'date' | 'time'>,
  now: number,
): Pick<OrderFaults, 'date' | 'time'> {
  return { date: date === '' ? 'missing' : date < dayText(now) ? 'past' : null, time: time === '' };
}

/** What is still missing. */
export function faultsOf(order: MeetingOrder, { now, chair }: Judging): OrderFaults {
  const { title, unit, agenda, units, named } = order;
  const lines = agenda.filter((line) => !isBlank(line) && line.title.trim() === '');
  const nobody = units?.size === 0 && named.every(({ roles }) => roles.length === 0);
  return {
    title: title.trim() === '',
    unit: unit === null,
    ...momentFaults(order, now),
    chair: chair === null,
    units: nobody,
    lines: lines.map(({ key }) => key),
  };
}

/** Who is to be invited, in the shortest words. */
export function invitedOf({ units, usual, named }: MeetingOrder, all: readonly Unit[]): InvitedOrder {
  const { all: whole, alone, below, none } = choiceOf(all, units ?? new Set(all.map(({ id }) => id)));
  return {
    units: { all: [...whole], alone: [...alone], below: [...below], none: [...none] },
    usual,
    named: [...named],
  };
}

function agendaOf(lines: readonly AgendaLine[]): ReviseBody['agenda'] {
  return lines
    .filter((line) => !isBlank(line))
    .map(({ title, presenter, minutes, kinds, limitMinutesByKind }) => ({
      title: title.trim(),
      presenter: presenter.trim(),
      plannedMinutes: minutes,
      kinds: [...kinds],
      limitMinutesByKind,
    }));
}

/** The order as it is sent, without the agenda's blank lines; null while something is missing. */
export function bodyOf(order: MeetingOrder, judging: Judging): ConveneBody | null {
  const { lines, ...missing } = faultsOf(order, judging);
  const { unit, title, minutes, settings, secret } = order;
  const { chair, units } = judging;
  const scheduledAt = momentOf(order);
  const faulty =
    lines.length > 0 || Object.values(missing).some((fault) => fault !== false && fault !== null);
  if (faulty || unit === null || chair === null || scheduledAt === null || units.length === 0) return null;
  return {
    title: title.trim(),
    unit,
    scheduledAt,
    plannedMinutes: minutes,
    chair,
    agenda: agendaOf(order.agenda),
    invited: invitedOf(order, units),
    settings,
    secret,
  };
}

/** The same as it is sent to change a meeting that there is: its unit and its time stay. */
export function revisionOf(order: MeetingOrder, judging: Judging): ReviseBody | null {
  const body = bodyOf(order, judging);
  if (body === null) return null;
  const { unit: _unit, scheduledAt: _at, secret: _secret, ...revision } = body;
  return revision;
}
