import { describe, expect, it } from 'vitest';
import type { LevelId, UnitId } from '../../../core/id.ts';
import { newRecord, type UnitRecord } from '../../../core/unit-record.ts';
import { countsByLevel, isWithin, pathOf, rowsOf, unitTree } from './unit-tree.ts';

const id = (text: string) => text as UnitId;
const record = (code: string, parent: string | null, name: string, more: Partial<UnitRecord> = {}) => ({
  ...newRecord({
    id: id(code),
    name,
    level: (parent === null ? 'central' : 'commune') as LevelId,
    parent: parent === null ? null : id(parent),
  }),
  ...more,
});
const records = [
  record('11.10', '11', 'Xã Nà Hỳ', { formerNames: [{ name: 'Xã Cũ', until: 5 }] }),
  record('11.9', '11', 'Xã Nậm Tin'),
  record('11', 'TW', 'Tỉnh Điện Biên'),
  record('11.8', '11', 'Xã Đã Đóng', { closedAt: 5, successor: id('11.9') }),
  record('TW', null, 'Trung ương'),
];
const levels = ['central', 'commune'].map((level) => ({ id: level as LevelId, name: level }));
const tree = unitTree({ revision: 1, levels, records });
const ids = (query: string, closedToo = false, ...expanded: string[]) =>
  rowsOf(tree, { query, closedToo, expanded: new Set(expanded.map(id)) }).map(
    (row) => `${'.'.repeat(row.depth)}${row.record.id}`,
  );

describe('the tree of units', () => {
  it('opens what is expanded, units in the order of their codes', () => {
    expect(ids('')).toEqual(['TW']);
    expect(ids('', false, 'TW')).toEqual(['TW', '.11']);
    expect(ids('', false, 'TW', '11')).toEqual(['TW', '.11', '..11.9', '..11.10']);
    expect(ids('', false, '11')).toEqual(['TW']);
  });

  it('finds by name, former name or code, without diacritics, and shows where it is', () => {
    expect(ids('nam tin')).toEqual(['TW', '.11', '..11.9']);
    expect(ids('XA CU')).toEqual(['TW', '.11', '..11.10']);
    expect(ids('11.10')).toEqual(['TW', '.11', '..11.10']);
    expect(ids('không có')).toEqual([]);
  });

  it('shows closed units only when asked for', () => {
    expect(ids('dong')).toEqual([]);
    expect(ids('dong', true)).toEqual(['TW', '.11', '..11.8']);
    expect(ids('', true, 'TW', '11')).toEqual(['TW', '.11', '..11.8', '..11.9', '..11.10']);
  });

  it('counts those that exist, by level and below a unit', () => {
    expect(countsByLevel(tree).map(({ id: level, count }) => [level, count])).toEqual([
      ['central', 1],
      ['commune', 3],
    ]);
    const rows = rowsOf(tree, { query: '', closedToo: true, expanded: new Set([id('TW')]) });
    expect(rows.map(({ below }) => below)).toEqual([1, 2]);
  });

  it('knows the units above', () => {
    expect(pathOf(tree, records[0]!).map((one) => one.id)).toEqual(['TW', '11']);
    expect(isWithin(tree, records[0]!, id('11'))).toBe(true);
    expect(isWithin(tree, records[2]!, id('11.9'))).toBe(false);
  });
});
