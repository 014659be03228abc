import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LevelId, UnitId } from './id.ts';
import type { Unit } from './unit.ts';
import { choiceOf, chosenUnits, noUnits, strangersIn, type UnitChoice } from './unit-choice.ts';

const unit = (id: string) => id as UnitId;
const place = (id: string, parent: string | null): Unit => ({
  id: unit(id),
  name: id,
  level: 'any' as LevelId,
  parent: parent === null ? null : unit(parent),
});
const units = [
  place('TW', null),
  place('A', 'TW'),
  place('A.1', 'A'),
  place('A.1.x', 'A.1'),
  place('A.2', 'A'),
  place('A.2.x', 'A.2'),
  place('A.2.y', 'A.2'),
  place('B', 'TW'),
  place('B.1', 'B'),
];
const choice = (part: { readonly [K in keyof UnitChoice]?: readonly string[] }): UnitChoice => ({
  ...noUnits,
  ...Object.fromEntries(Object.entries(part).map(([mark, ids]) => [mark, ids.map(unit)])),
});
const chosen = (part: Parameters<typeof choice>[0]) => [...chosenUnits(units, choice(part))];

/** Any forest: each unit hangs below an earlier one, or is a root. */
const forests = fc
  .array(fc.option(fc.nat(), { nil: null, freq: 5 }), { minLength: 1, maxLength: 40 })
  .map((parents) =>
    parents.map((parent, index) =>
      place(`u${index}`, parent === null || index === 0 ? null : `u${parent % index}`),
    ),
  );

describe('units chosen by subtree with exceptions', () => {
  it('CONVENE-5: all of a province but one district, and of that one commune all the same', () => {
    expect(chosen({ all: ['A'], none: ['A.2'] })).toEqual(['A', 'A.1', 'A.1.x']);
    expect(chosen({ all: ['A', 'A.2.y'], none: ['A.2'] })).toEqual(['A', 'A.1', 'A.1.x', 'A.2.y']);
  });

  it('CONVENE-5: units alone, without what is below them; what is below them, without them', () => {
    expect(chosen({ alone: ['A', 'B'] })).toEqual(['A', 'B']);
    expect(chosen({ below: ['A.2'] })).toEqual(['A.2.x', 'A.2.y']);
  });

  it('CONVENE-5: nothing named is nobody, and what the tree does not have counts for nothing', () => {
    expect(chosen({})).toEqual([]);
    expect(chosen({ all: ['gone', 'constructor'] })).toEqual([]);
    const unitById = Object.fromEntries(units.map((each) => [each.id, each]));
    expect(strangersIn(unitById, choice({ all: ['gone', 'A'], none: ['constructor'] }))).toEqual([
      'gone',
      'constructor',
    ]);
  });

  it('CONVENE-5: whatever is ticked, the choice that is sent means just that', () => {
    fc.assert(
      fc.property(forests, fc.infiniteStream(fc.boolean()), (forest, ticks) => {
        const wanted = new Set(forest.filter(() => ticks.next().value).map(({ id }) => id));
        expect(chosenUnits(forest, choiceOf(forest, wanted))).toEqual(wanted);
      }),
    );
  });

  it('says a subtree with an exception in as few words as there are', () => {
    const but = new Set(['A', 'A.1', 'A.1.x'].map(unit));
    expect(choiceOf(units, but)).toEqual(choice({ all: ['A'], none: ['A.2'] }));
    expect(choiceOf(units, new Set(units.map(({ id }) => id)))).toEqual(choice({ all: ['TW'] }));
    expect(choiceOf(units, new Set())).toEqual(noUnits);
  });

  it('says only the provinces of a country of ten thousand in one word a province', () => {
    const provinces = Array.from({ length: 34 }, (_, index) => place(`p${index}`, 'TW'));
    const communes = provinces.flatMap(({ id }) =>
      Array.from({ length: 300 }, (_, index) => place(`${id}.${index}`, id)),
    );
    const country = [place('TW', null), ...provinces, ...communes];
    const only = choiceOf(country, new Set(provinces.map(({ id }) => id)));
    expect(only.alone).toHaveLength(34);
    expect([...only.all, ...only.below, ...only.none]).toEqual([]);
  });
});
