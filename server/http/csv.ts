/** A cell: a figure stands as it is, text is quoted and made harmless; null is empty. */
export type Cell = string | number | null;

/** A spreadsheet takes a text that begins so for a formula (OWASP, "CSV Injection"); full-width forms included. */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

function cellOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = formula.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** A line of RFC 4180. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** By this Excel knows UTF-8. */
const byteOrderMark = '\ufeff';

/** A whole table, line by line. */
export function* csvOf(rows: Iterable<readonly Cell[]>): Iterable<string> {
  yield byteOrderMark;
  for (const row of rows) yield csvLine(row);
}

const moment = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** Vietnam's time of epoch milliseconds, as spreadsheets read it: `2026-11-23 09:05:12`. */
export function momentText(at: number): string {
  return moment.format(at);
}

/** `h:mm:ss`, whole seconds, rounded down. */
export function durationText(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
