import { describe, expect, it } from 'vitest';
import { id, levels, places, scheduledMeeting, units } from '../test/doubles/meeting.ts';
import type { LevelId, UnitId } from './id.ts';
import { covers, lineage, type Unit, unitFaults } from './unit.ts';

const { unitById } = scheduledMeeting();

describe('the tree of units', () => {
  it('SCOPE-1: a unit covers itself and what is below it, neither what is above nor beside', () => {
    const covered = (scope: UnitId) => Object.values(places).filter((unit) => covers(unitById, scope, unit));
    expect(covered(places.central)).toEqual(Object.values(places));
    expect(covered(places.province)).toEqual([
      places.province,
      places.district,
      places.commune,
      places.otherCommune,
    ]);
    expect(covered(places.commune)).toEqual([places.commune]);
  });

  it('SCOPE-1: a unit that is not in the tree is covered by nothing, itself included', () => {
    for (const name of ['nowhere', '', 'constructor', '__proto__']) {
      expect(lineage(unitById, id<UnitId>(name))).toEqual([]);
      expect(covers(unitById, id<UnitId>(name), id<UnitId>(name))).toBe(false);
      expect(covers(unitById, places.central, id<UnitId>(name))).toBe(false);
    }
  });

  it('SCOPE-1: units in a circle end the walk up', () => {
    const [one, two] = [id<UnitId>('one'), id<UnitId>('two')];
    const level = levels[0]!.id;
    const circle: readonly Unit[] = [
      { id: one, name: '', level, parent: two },
      { id: two, name: '', level, parent: one },
    ];
    const byId = Object.fromEntries(circle.map((unit) => [unit.id, unit]));
    expect(lineage(byId, one)).toEqual([one, two]);
    expect(unitFaults(levels, circle)).toEqual([
      { kind: 'cycle', unit: one },
      { kind: 'cycle', unit: two },
    ]);
  });

  it('LIFE-1: everything wrong with a list of units is named', () => {
    const [central, province] = [units[0]!, units[1]!];
    const gone = id<UnitId>('gone');
    const strange = id<LevelId>('strange');
    expect(unitFaults(levels, units)).toEqual([]);
    expect(unitFaults(levels, [central, central])).toEqual([{ kind: 'duplicate', unit: central.id }]);
    expect(unitFaults(levels, [{ ...province, parent: gone }])).toEqual([
      { kind: 'missing-parent', unit: province.id, parent: gone },
    ]);
    expect(unitFaults(levels, [{ ...central, level: strange }])).toEqual([
      { kind: 'unknown-level', unit: central.id, level: strange },
    ]);
  });
});
