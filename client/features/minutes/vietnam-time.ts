const parts = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute';

function partsOf(at: number): Readonly<Record<Part, string>> {
  const found = new Map(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  const of = (part: Part) => found.get(part) ?? '';
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

/** `08 giờ 05`, as papers have it: the time in Vietnam, wherever the device stands. */
export function hourWords(at: number): string {
  const { hour, minute } = partsOf(at);
  return `${hour} giờ ${minute}`;
}

/** `ngày 23 tháng 11 năm 2026`. */
export function dayWords(at: number): string {
  const { day, month, year } = partsOf(at);
  return `ngày ${day} tháng ${month} năm ${year}`;
}

/** `2026-12-31` as `31/12/2026`. */
export function dueText(day: string): string {
  return day.split('-').reverse().join('/');
}
