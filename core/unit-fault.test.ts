import { describe, expect, it } from 'vitest';
import type { LevelId, UnitId } from './id.ts';
import type { WantedUnit } from './unit-change.ts';
import { wantedFaults } from './unit-fault.ts';
import { newRecord } from './unit-record.ts';

const id = (text: string) => text as UnitId;
const level = 'commune' as LevelId;
const levels = [{ id: level, name: 'Cấp xã' }];
const unit = (code: string, parent: string | null, more: Partial<WantedUnit> = {}): WantedUnit => ({
  id: id(code),
  name: code,
  level,
  parent: parent === null ? null : id(parent),
  mergedFrom: [],
  ...more,
});
const records = [newRecord(unit('old', null)), newRecord(unit('older', null))];
const found = (...units: readonly WantedUnit[]) =>
  wantedFaults(records, { levels, units }).map(({ code, at, detail }) => [code, at, detail]);

describe('a wanted tree', () => {
  it('UNIT-1: a circle, a missing parent, a code twice and an unknown level are each told at their place', () => {
    expect(found(unit('r', null), unit('a', 'b'), unit('b', 'a'))).toEqual([
      ['cycle', 1, ''],
      ['cycle', 2, ''],
    ]);
    expect(found(unit('r', null), unit('a', 'gone'))).toEqual([['missing-parent', 1, 'gone']]);
    expect(found(unit('r', null), unit('a', 'r'), unit('a', 'r'))).toEqual([['duplicate', 2, '']]);
    expect(found(unit('r', null, { level: 'none' as LevelId }))).toEqual([['unknown-level', 0, 'none']]);
    expect(found(unit('a', 'a'))).toEqual([['cycle', 0, '']]);
  });

  it('UNIT-1: a name is not empty, not over 200 characters and on one line; whatever else is in it', () => {
    const named = (name: string) =>
      found(unit('a', null, { name })).map(([code, , detail]) => [code, detail]);
    expect(named('  ')).toEqual([['empty-name', '']]);
    expect(named('x'.repeat(201))).toEqual([['long-name', '201']]);
    expect(named('Xã\nHai')).toEqual([['unprintable-name', '']]);
    for (const fine of ['x'.repeat(200), '🌾'.repeat(200), '\u202eXã Ba', '<b>Xã</b> & "Ba"'])
      expect(named(fine)).toEqual([]);
  });

  it('UNIT-1: what is merged is known, merged once, and not there itself', () => {
    expect(found(unit('a', null, { mergedFrom: [id('old'), id('older')] }))).toEqual([]);
    expect(found(unit('a', null, { mergedFrom: [id('gone')] }))).toEqual([['unknown-merged', 0, 'gone']]);
    expect(found(unit('a', null, { mergedFrom: [id('a')] }))).toEqual([['merged-still-there', 0, 'a']]);
    expect(
      found(unit('a', null, { mergedFrom: [id('old')] }), unit('b', 'a', { mergedFrom: [id('old')] })),
    ).toEqual([['merged-twice', 1, 'old']]);
  });

  it('UNIT-1: a tree of nothing is none, and every fault is told, in the order of the units', () => {
    expect(found()).toEqual([['no-units', null, '']]);
    expect(
      found(unit('a', 'gone', { name: '' }), unit('b', 'b'), unit('b', 'a')).map(([, at]) => at),
    ).toEqual([0, 0, 2]);
  });
});
