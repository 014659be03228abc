import { unitCode } from '../config/unit-file.ts';
import { readUnitSource, type UnitRow, type UnitSource } from '../config/unit-source.ts';
import type { LevelId, UnitId } from '../core/id.ts';
import type { Level } from '../core/unit.ts';
import { laidOver, type WantedTree, type WantedUnit, wantedBy } from '../core/unit-change.ts';
import { wantedFaults } from '../core/unit-fault.ts';
import type { UnitRegister } from '../core/unit-record.ts';
import { unitId } from '../protocol/id.ts';
import type { UnitOrder, UnitOrderFault } from '../protocol/units.ts';

/** What an order comes to: a tree without faults, or the faults. */
export type ReadOrder =
  | { readonly ok: true; readonly wanted: WantedTree }
  | { readonly ok: false; readonly faults: readonly UnitOrderFault[] };

/** Longest part of somebody's file that is told back. */
const longestDetail = 120;
const short = (text: string) => (text.length > longestDetail ? `${text.slice(0, longestDetail)}…` : text);

const isCode = (code: string): boolean => unitCode.safeParse(code).success && unitId.safeParse(code).success;

/** The level of that id, else of that name as it is written, else none of ours. */
function levelOf(levels: readonly Level[], text: string): LevelId {
  const named = text.normalize('NFC').toLowerCase();
  const found =
    levels.find(({ id }) => id === text) ??
    levels.find(({ name }) => name.normalize('NFC').toLowerCase() === named);
  return found?.id ?? (text as LevelId);
}

function unitOf({ id, name, level, parent, mergedFrom }: UnitRow, levels: readonly Level[]): WantedUnit {
  return {
    id: id as UnitId,
    name: name.normalize('NFC'),
    level: levelOf(levels, level),
    parent: parent as UnitId | null,
    mergedFrom: mergedFrom as readonly UnitId[],
  };
}

type Absent = Extract<UnitOrder, { kind: 'file' }>['absent'];

/** The tree that the file leads to; its rows stand first and in their order. */
function treeOf(source: UnitSource, register: UnitRegister, absent: Absent): WantedTree {
  const brought = source.levels?.map(({ id, name }): Level => ({ id: id as LevelId, name })) ?? null;
  const known = [...(brought ?? []), ...(absent === 'keep' || brought === null ? register.levels : [])];
  const units = source.rows.map((row) => unitOf(row, known));
  if (absent === 'close') return { levels: brought ?? register.levels, units };
  return laidOver(register, { levels: brought ?? [], units });
}

function judged(
  register: UnitRegister,
  wanted: WantedTree,
  lineAt: (index: number | null) => number | null,
): ReadOrder {
  const codes = wanted.units.flatMap(({ id }, at): readonly UnitOrderFault[] =>
    isCode(id) ? [] : [{ line: lineAt(at), code: 'bad-code', unit: short(id), detail: '' }],
  );
  const faults = [
    ...codes,
    ...wantedFaults(register.records, wanted).map(
      ({ code, at, unit, detail }): UnitOrderFault => ({
        line: lineAt(at),
        code,
        unit: short(unit ?? ''),
        detail: short(detail),
      }),
    ),
  ];
  if (faults.length === 0) return { ok: true, wanted };
  return { ok: false, faults: faults.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)) };
}

function readFile({ text, absent }: Extract<UnitOrder, { kind: 'file' }>, register: UnitRegister): ReadOrder {
  const source = readUnitSource(text);
  if (source.faults.length > 0)
    return {
      ok: false,
      faults: source.faults.map(({ line, code, detail }) => ({
        line,
        code,
        unit: '',
        detail: short(detail),
      })),
    };
  if (source.rows.length === 0)
    return { ok: false, faults: [{ line: null, code: 'no-units', unit: '', detail: '' }] };
  return judged(register, treeOf(source, register, absent), (index) =>
    index === null ? null : (source.rows[index]?.line ?? null),
  );
}

type Wish = Extract<UnitOrder, { kind: 'wish' }>['wish'];

function readWish(wish: Wish, register: UnitRegister): ReadOrder {
  const unit = typeof wish.unit === 'string' ? wish.unit : wish.unit.id;
  const wanted = wantedBy(
    register,
    wish.kind === 'add' || wish.kind === 'edit'
      ? {
          kind: wish.kind,
          unit: { ...wish.unit, id: wish.unit.id as UnitId, name: wish.unit.name.normalize('NFC') },
        }
      : wish,
  );
  if (wanted === null)
    return { ok: false, faults: [{ line: null, code: 'unknown-unit', unit: short(unit), detail: '' }] };
  return judged(register, wanted, () => null);
}

/** The tree that the order leads to from the present one, or everything wrong with it, by line where it is a file. */
export function readOrder(order: UnitOrder, register: UnitRegister): ReadOrder {
  return order.kind === 'file' ? readFile(order, register) : readWish(order.wish, register);
}
