import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LevelId, UnitId } from './id.ts';
import type { Level, Unit } from './unit.ts';
import {
  applyChanges,
  changesTo,
  laidOver,
  type WantedTree,
  type WantedUnit,
  wantedBy,
} from './unit-change.ts';
import { wantedFaults } from './unit-fault.ts';
import { newRecord, openUnits, recordsById, succession, type UnitRecord } from './unit-record.ts';

const id = (text: string) => text as UnitId;
const levels: readonly Level[] = ['central', 'province', 'commune'].map((level) => ({
  id: level as LevelId,
  name: level,
}));
const level = levels[2]!.id;
const unit = (code: string, parent: string | null, name = code): Unit => ({
  id: id(code),
  name,
  level,
  parent: parent === null ? null : id(parent),
});
const wish = (one: Unit, mergedFrom: readonly string[] = []): WantedUnit => ({
  ...one,
  mergedFrom: mergedFrom.map(id),
});
const treeOf = (...units: readonly WantedUnit[]): WantedTree => ({ levels, units });

const present: readonly UnitRecord[] = [
  unit('TW', null),
  unit('11', 'TW', 'Tỉnh Điện Biên'),
  unit('11.1', '11', 'Xã Nà Hỳ'),
  unit('11.2', '11'),
  unit('11.2.1', '11.2'),
].map(newRecord);
const register = { levels, records: present };

/** Any change between two trees over a few codes, each wanted tree sound, the mergers too. */
const codes = ['a', 'b', 'c', 'd', 'e', 'f'].map(id);
const anyTree = fc
  .record({
    // Each hangs below one that comes before it, so that there is no circle; -1 is a root.
    units: fc.subarray(codes, { minLength: 1 }).chain((chosen) =>
      fc.tuple(
        ...chosen.map((code, place) =>
          fc.record({
            id: fc.constant(code),
            name: fc.constantFrom('Xã Một', 'Xã Hai', '🌾'.repeat(200), '\u202eXã <b>Ba</b>'),
            level: fc.constantFrom(...levels.map((one) => one.id)),
            parent: fc.integer({ min: -1, max: place - 1 }).map((at) => chosen[at] ?? null),
          }),
        ),
      ),
    ),
    mergers: fc.array(fc.tuple(fc.constantFrom(...codes), fc.nat()), { maxLength: 4 }),
  })
  .map(({ units, mergers }) => ({ units, mergers }));
type Drawn = typeof anyTree extends fc.Arbitrary<infer T> ? T : never;

function wantedFrom({ units, mergers }: Drawn, records: readonly UnitRecord[]): WantedTree {
  const there = new Set(units.map((one) => one.id));
  const known = new Set(records.map((one) => one.id));
  const intoByUnit = new Map(
    mergers
      .filter(([code]) => known.has(code) && !there.has(code))
      .map(([code, at]) => [code, units[at % units.length]!.id]),
  );
  return {
    levels,
    units: units.map((one) => ({
      ...one,
      mergedFrom: [...intoByUnit].filter(([, into]) => into === one.id).map(([code]) => code),
    })),
  };
}

const byId = (units: readonly Unit[]) => units.toSorted((one, other) => (one.id < other.id ? -1 : 1));

describe('changes of the tree', () => {
  it('UNIT-2: applying what leads to any wanted tree gives that tree, and then nothing leads to it any more', () => {
    fc.assert(
      fc.property(fc.array(anyTree, { minLength: 1, maxLength: 5 }), (trees) => {
        let records: readonly UnitRecord[] = [];
        for (const [at, drawn] of trees.entries()) {
          const wanted = wantedFrom(drawn, records);
          expect(wantedFaults(records, wanted)).toEqual([]);
          const after = applyChanges(records, changesTo(records, wanted), at + 1);
          expect(byId(openUnits(after))).toEqual(byId(wanted.units.map(({ mergedFrom: _, ...one }) => one)));
          expect(changesTo(after, wanted)).toEqual([]);
          for (const { id: into, mergedFrom } of wanted.units)
            for (const gone of mergedFrom) expect(after.find((one) => one.id === gone)?.successor).toBe(into);
          records = after;
        }
      }),
    );
  });

  const namesIn = (records: readonly UnitRecord[]) =>
    records.flatMap(({ id: code, name, formerNames }) => [
      `${code} ${name}`,
      ...formerNames.map((former) => `${code} ${former.name}`),
    ]);

  it('UNIT-3: whatever changes, no unit and no name is ever lost, and only closed ones have a successor', () => {
    fc.assert(
      fc.property(fc.array(anyTree, { minLength: 2, maxLength: 5 }), (trees) => {
        let records: readonly UnitRecord[] = [];
        const named = new Set<string>();
        for (const [at, drawn] of trees.entries()) {
          const wanted = wantedFrom(drawn, records);
          records = applyChanges(records, changesTo(records, wanted), at + 1);
          for (const one of wanted.units) named.add(`${one.id} ${one.name}`);
          expect(new Set(namesIn(records))).toEqual(named);
          expect(records.filter((one) => one.closedAt === null && one.successor !== null)).toEqual([]);
          // Whoever looks for a successor always arrives.
          const byCode = recordsById(records);
          expect(records.map((one) => succession(byCode, one.id)[0])).toEqual(records.map((one) => one.id));
        }
      }),
    );
  });

  it('UNIT-3: a renamed unit keeps its earlier names, each with the time until which it had it', () => {
    const first = wantedBy(register, { kind: 'edit', unit: unit('11.1', '11', 'Xã Nà Hỳ Mới') })!;
    const once = applyChanges(present, changesTo(present, first), 100);
    const second = wantedBy({ levels, records: once }, { kind: 'edit', unit: unit('11.1', '11', 'Xã Nà') })!;
    const twice = applyChanges(once, changesTo(once, second), 200);
    expect(twice.find((one) => one.id === '11.1')).toMatchObject({
      name: 'Xã Nà',
      formerNames: [
        { name: 'Xã Nà Hỳ', until: 100 },
        { name: 'Xã Nà Hỳ Mới', until: 200 },
      ],
    });
  });

  it('UNIT-3: a closed unit stays in the books as it was, and is none of those that exist', () => {
    const wanted = wantedBy(register, { kind: 'close', unit: id('11.1') })!;
    expect(changesTo(present, wanted)).toEqual([{ kind: 'closed', unit: '11.1' }]);
    const after = applyChanges(present, changesTo(present, wanted), 100);
    expect(after.find((one) => one.id === '11.1')).toEqual({ ...present[2], closedAt: 100 });
    expect(openUnits(after).map((one) => one.id)).toEqual(['TW', '11', '11.2', '11.2.1']);
  });

  it('UNIT-4: what was directly below a merged unit goes below the one it was merged into', () => {
    const wanted = wantedBy(register, { kind: 'merge', unit: id('11.2'), into: id('11.1') })!;
    expect(changesTo(present, wanted)).toEqual([
      { kind: 'moved', unit: '11.2.1', from: '11.2', to: '11.1' },
      { kind: 'merged', unit: '11.2', into: '11.1' },
    ]);
    expect(wantedBy(register, { kind: 'merge', unit: id('11.2'), into: id('11.2') })).toBeNull();
    const intoItsOwn = wantedBy(register, { kind: 'merge', unit: id('11.2'), into: id('11.2.1') })!;
    expect(wantedFaults(present, intoItsOwn).map(({ code }) => code)).toContain('cycle');
  });

  it('UNIT-7: the code of a closed unit, used again, opens that unit again with all its names', () => {
    const closed = applyChanges(present, [{ kind: 'merged', unit: id('11.1'), into: id('11.2') }], 100);
    const again = wantedBy({ levels, records: closed }, { kind: 'add', unit: unit('11.1', 'TW', 'Xã Mới') })!;
    const changes = changesTo(closed, again);
    expect(changes.map(({ kind }) => kind)).toEqual(['reopened']);
    expect(applyChanges(closed, changes, 200).find((one) => one.id === '11.1')).toEqual({
      ...unit('11.1', 'TW', 'Xã Mới'),
      closedAt: null,
      successor: null,
      formerNames: [{ name: 'Xã Nà Hỳ', until: 100 }],
    });
  });

  it('UNIT-2: a part laid over the tree leaves the rest as it is, but for what it says is merged', () => {
    const part = treeOf(wish(unit('11.3', '11', 'Xã Mới'), ['11.2']), wish(unit('11.1', '11', 'Nà Hỳ')));
    const wanted = laidOver(register, part);
    expect(wantedFaults(present, wanted)).toEqual([]);
    expect(changesTo(present, wanted)).toEqual([
      { kind: 'added', unit: '11.3', as: unit('11.3', '11', 'Xã Mới') },
      { kind: 'renamed', unit: '11.1', from: 'Xã Nà Hỳ', to: 'Nà Hỳ' },
      { kind: 'moved', unit: '11.2.1', from: '11.2', to: '11.3' },
      { kind: 'merged', unit: '11.2', into: '11.3' },
    ]);
  });

  it('UNIT-2: levels that a part brings are added or renamed, and none goes', () => {
    const district = { id: 'district' as LevelId, name: 'Huyện' };
    const part = { levels: [{ ...levels[1]!, name: 'Cấp tỉnh' }, district], units: [] };
    expect(laidOver(register, part).levels).toEqual([
      levels[0],
      { ...levels[1], name: 'Cấp tỉnh' },
      levels[2],
      district,
    ]);
  });

  it('a wish of a unit that does not exist leads nowhere', () => {
    const closed = applyChanges(present, [{ kind: 'closed', unit: id('11.1') }], 1);
    const books = { levels, records: closed };
    expect(wantedBy(books, { kind: 'edit', unit: unit('11.1', '11') })).toBeNull();
    expect(wantedBy(books, { kind: 'close', unit: id('11.1') })).toBeNull();
    expect(wantedBy(books, { kind: 'merge', unit: id('11.2'), into: id('11.1') })).toBeNull();
    expect(wantedBy(books, { kind: 'merge', unit: id('gone'), into: id('11.2') })).toBeNull();
  });
});
