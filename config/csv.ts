/** One record of a file of separated values. `line` is where it begins, counted from 1. */
export type CsvRecord = { readonly line: number; readonly fields: readonly string[] };

export type CsvFault = {
  readonly line: number;
  /** A quoted field that never ends, or something after its end. */
  readonly kind: 'open-quote' | 'stray-quote';
};

export type Csv = { readonly records: readonly CsvRecord[]; readonly faults: readonly CsvFault[] };

type Delimiter = ',' | ';';

/** A comma or a semicolon, whichever the first line that says something has more of outside of quotes. */
function delimiterOf(text: string): Delimiter {
  const first = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? '';
  const bare = first.replace(/"[^"]*"/g, '');
  return bare.split(';').length > bare.split(',').length ? ';' : ',';
}

type Field = { readonly value: string; readonly end: number; readonly fault: CsvFault['kind'] | null };

function quotedField(text: string, start: number): Field {
  let value = '';
  let at = start + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return { value, end: text.length, fault: 'open-quote' };
    value += text.slice(at, close);
    if (text[close + 1] !== '"') return { value, end: close + 1, fault: null };
    value += '"';
    at = close + 2;
  }
}

/** A field from `start`, quoted or bare; `end` is the place of the delimiter or line end after it. */
function fieldAt(text: string, start: number, endOf: (from: number) => number): Field {
  if (text[start] !== '"') {
    const end = endOf(start);
    return { value: text.slice(start, end), end, fault: null };
  }
  const quoted = quotedField(text, start);
  const end = endOf(quoted.end);
  const rest = text.slice(quoted.end, end).trim();
  return { ...quoted, end, fault: quoted.fault ?? (rest === '' ? null : 'stray-quote') };
}

const lineEnds = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/**
 * Reads values separated by commas or semicolons as RFC 4180 has them: fields may be quoted, quotes within doubled,
 * lines end in any of the three usual ways, also within quotes. A byte order mark is passed over, fields are trimmed,
 * lines without any value left out.
 */
export function parseCsv(content: string): Csv {
  const text = content.replace(/^\uFEFF/, '');
  const delimiter = delimiterOf(text);
  const stop = delimiter === ',' ? /[,\r\n]/g : /[;\r\n]/g;
  const endOf = (from: number): number => {
    stop.lastIndex = from;
    return stop.exec(text)?.index ?? text.length;
  };
  const records: CsvRecord[] = [];
  const faults: CsvFault[] = [];
  let fields: string[] = [];
  let line = 1;
  let begin = 1;
  for (let at = 0; at <= text.length; ) {
    const { value, end, fault } = fieldAt(text, at, endOf);
    fields.push(value.trim());
    if (fault !== null) faults.push({ line: begin, kind: fault });
    line += lineEnds(text.slice(at, end));
    at = end + 1;
    if (text[end] === delimiter) continue;
    if (fields.some((field) => field !== '')) records.push({ line: begin, fields });
    fields = [];
    if (text[end] === '\r' && text[at] === '\n') at += 1;
    line += 1;
    begin = line;
  }
  return { records, faults };
}
