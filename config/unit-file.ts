import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Words } from './key.ts';

const text = z.string().trim().min(1).max(200);
/** Short enough that `site:` before it still fits an id; the characters are those of the protocol's ids. */
export const unitCode = z
  .string()
  .max(90)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/);

/** The shape of a file of units: see `units-4-levels.json`. The first level is the highest. */
export const unitFileSchema = z.strictObject({
  note: z.string().optional(),
  levels: z.array(z.strictObject({ id: unitCode, name: text })).min(1),
  units: z
    .array(
      z.strictObject({
        id: unitCode,
        name: text,
        level: unitCode,
        /** Missing for the highest unit alone. */
        parent: unitCode.nullable().default(null),
        /** Units that became part of it: counts where a tree is there already (unit-source.ts). */
        mergedFrom: z.array(unitCode).optional(),
        /** The General Statistics Office's code: kept in the file for reference; codes are reused over time. */
        gsoCode: z.string().max(20).optional(),
      }),
    )
    .min(1),
});
/** Levels and units as written; whether they form a tree is the server's to judge, with core's `unitFaults`. */
export type UnitFile = z.infer<typeof unitFileSchema>;

export type UnitFileRead =
  | { readonly ok: true; readonly file: UnitFile }
  | { readonly ok: false; readonly faults: readonly Words[] };

function parseJson(content: string): { readonly value: unknown } | { readonly problem: string } {
  try {
    return { value: JSON.parse(content) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Parses the text of a file of units. Each fault says which unit or level, counted from 1, and what is wrong with it. */
export function parseUnitFile(content: string): UnitFileRead {
  const json = parseJson(content);
  if ('problem' in json)
    return {
      ok: false,
      faults: [{ vi: `không phải tệp JSON (${json.problem})`, en: `not a JSON file (${json.problem})` }],
    };
  const read = unitFileSchema.safeParse(json.value);
  if (read.success) return { ok: true, file: read.data };
  return {
    ok: false,
    faults: read.error.issues.map(({ path, message }) => {
      const [list, index, field] = path;
      const place = typeof index === 'number' ? index + 1 : '';
      const vi = { levels: 'cấp', units: 'đơn vị' }[String(list)] ?? 'tệp';
      const en = { levels: 'level', units: 'unit' }[String(list)] ?? 'file';
      const what = field === undefined ? '' : ` (${String(field)})`;
      return {
        vi: `${vi} ${place}${what}: không đúng mẫu: ${message}`.replace(/ +/g, ' '),
        en: `${en} ${place}${what}: ${message}`.replace(/ +/g, ' '),
      };
    }),
  };
}

/** Reads a file of units; a file that cannot be read is a fault like any other. */
export function readUnitFile(path: string): UnitFileRead {
  try {
    return parseUnitFile(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return {
      ok: false,
      faults: [{ vi: `không đọc được ${path} (${reason})`, en: `cannot read ${path} (${reason})` }],
    };
  }
}
