/** Vietnam's wall clock, whatever the machine's own time zone. */
const timeZone = 'Asia/Ho_Chi_Minh';

const dayFormat = new Intl.DateTimeFormat('vi', {
  timeZone,
  day: 'numeric',
  month: 'numeric',
  year: 'numeric',
});
const clockFormat = new Intl.DateTimeFormat('vi', {
  timeZone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

function partOf(format: Intl.DateTimeFormat, ms: number, type: string): string {
  return format.formatToParts(ms).find((each) => each.type === type)?.value ?? '';
}

/** The day of a moment (epoch milliseconds), as a title gives it. */
export function dateOf(ms: number): string {
  const part = (type: string) => partOf(dayFormat, ms, type);
  return `Ngày ${part('day')} tháng ${part('month')} năm ${part('year')}`;
}

/** The time of day of a moment (epoch milliseconds), e.g. 09:42:07. */
export function clockOf(ms: number): string {
  const part = (type: string) => partOf(clockFormat, ms, type);
  return `${part('hour')}:${part('minute')}:${part('second')}`;
}
