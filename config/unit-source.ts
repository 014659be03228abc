import { z } from 'zod';
import { type CsvRecord, parseCsv } from './csv.ts';

/** A unit as a file names it; nothing of it is judged yet. */
export type UnitRow = {
  /** Where it stands in the file, counted from 1. */
  readonly line: number;
  readonly id: string;
  readonly name: string;
  /** Id or name of a level. */
  readonly level: string;
  /** Null for the highest. */
  readonly parent: string | null;
  /** Codes of the units that became part of it. */
  readonly mergedFrom: readonly string[];
};

/** What keeps a file from being read; `detail` names the place or the number. */
export type SourceFault = {
  readonly line: number | null;
  readonly code: 'not-json' | 'shape' | 'open-quote' | 'stray-quote' | 'columns';
  readonly detail: string;
};

export type UnitSource = {
  /** Null when the file names none: the present ones stay. */
  readonly levels: readonly { readonly id: string; readonly name: string }[] | null;
  readonly rows: readonly UnitRow[];
  readonly faults: readonly SourceFault[];
};

const fileSchema = z.strictObject({
  note: z.string().optional(),
  levels: z.array(z.strictObject({ id: z.string(), name: z.string() })).min(1),
  units: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      level: z.string(),
      parent: z.string().nullish(),
      mergedFrom: z.array(z.string()).optional(),
      gsoCode: z.string().optional(),
    }),
  ),
});

const broken = (faults: readonly SourceFault[]): UnitSource => ({ levels: null, rows: [], faults });

/** A string, a mark, a line end, or anything else that is a value. */
const token = /"(?:[^"\\]|\\.)*"|[[\]{},:]|\n|[^\s"[\]{},:]+/g;

const steps: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

/** Each token with its line and how deep it stands; line ends left out. */
function* tokensOf(json: string): Generator<{ text: string; line: number; depth: number }> {
  let line = 1;
  let depth = 0;
  for (const [text] of json.matchAll(token)) {
    if (text === '\n') {
      line += 1;
      continue;
    }
    yield { text, line, depth };
    depth += steps[text] ?? 0;
  }
}

/** The line at which each element of the list under this key of the outermost object begins. */
function elementLines(json: string, key: string): readonly number[] {
  const lines: number[] = [];
  let name = '';
  let beginning = false;
  for (const { text, line, depth } of tokensOf(json)) {
    if (depth === 1 && text.startsWith('"')) name = JSON.parse(text);
    if (name !== key) continue;
    if (beginning && depth === 2 && text !== ']') lines.push(line);
    beginning = (text === '[' && depth === 1) || (text === ',' && depth === 2);
  }
  return lines;
}

function jsonFault(error: unknown): SourceFault {
  const message = error instanceof Error ? error.message : String(error);
  const line = /\bline (\d+)/.exec(message)?.[1];
  return { line: line === undefined ? null : Number(line), code: 'not-json', detail: message };
}

function readJson(text: string): UnitSource {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return broken([jsonFault(error)]);
  }
  const lines = elementLines(text, 'units');
  const read = fileSchema.safeParse(value);
  if (!read.success)
    return broken(
      read.error.issues.map((issue): SourceFault => {
        const [list, index] = issue.path;
        const keys = issue.code === 'unrecognized_keys' ? issue.keys : [];
        const line = list === 'units' && typeof index === 'number' ? (lines[index] ?? null) : null;
        return { line, code: 'shape', detail: [...issue.path, ...keys].join('.') };
      }),
    );
  const { levels, units } = read.data;
  const rows = units.map(({ id, name, level, parent, mergedFrom }, index) => ({
    line: lines[index] ?? 1,
    id: id.trim(),
    name: name.trim(),
    level: level.trim(),
    parent: parent?.trim() || null,
    mergedFrom: mergedFrom ?? [],
  }));
  return { levels, rows, faults: [] };
}

/** How a heading of the first column may read, in lower case and without marks. */
const headings = ['ma', 'ma don vi', 'code', 'id'];
const plain = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();

/** Code, name and level always; a parent and what was merged into it where there are such. */
const columns = { fewest: 3, most: 5 } as const;

function rowOf({ line, fields }: CsvRecord): UnitRow {
  const [id = '', name = '', level = '', parent = '', mergedFrom = ''] = fields;
  return {
    line,
    id,
    name,
    level,
    parent: parent === '' ? null : parent,
    mergedFrom: mergedFrom.split(/[\s,;|]+/).filter((code) => code !== ''),
  };
}

function readCsv(text: string): UnitSource {
  const { records, faults: quoting } = parseCsv(text);
  const [first] = records;
  const titled = first !== undefined && headings.includes(plain(first.fields[0] ?? ''));
  const body = titled ? records.slice(1) : records;
  // Empty columns at the end are a spreadsheet's habit.
  const widthOf = ({ fields }: CsvRecord) => fields.findLastIndex((field) => field !== '') + 1;
  const uneven = body.filter(
    ({ fields, ...record }) =>
      fields.length < columns.fewest || widthOf({ ...record, fields }) > columns.most,
  );
  const faults = [
    ...quoting.map(({ line, kind }): SourceFault => ({ line, code: kind, detail: '' })),
    ...uneven.map(
      ({ line, fields }): SourceFault => ({
        line,
        code: 'columns',
        detail: String(fields.length),
      }),
    ),
  ];
  return {
    levels: null,
    rows: body.map(rowOf),
    faults: faults.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)),
  };
}

/**
 * Reads units from the text of a file: JSON as `config/units-3-levels.json` has it, or else separated values with the
 * columns code, name, level (its id or name), code of the parent (empty for the highest) and, where there are such,
 * codes of the units merged into it, with spaces between. A heading is passed over when it begins with *Mã* or *Code*.
 */
export function readUnitSource(content: string): UnitSource {
  const text = content.replace(/^\uFEFF/, '');
  return text.trimStart().startsWith('{') ? readJson(text) : readCsv(text);
}
