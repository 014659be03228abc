import { describe, expect, it } from 'vitest';
import type { LevelId, UnitId } from '../../../core/id.ts';
import type { Unit } from '../../../core/unit.ts';
import { forestOf, toggled, type UnitRow, unitRows } from './unit-rows.ts';

const unit = (id: string) => id as UnitId;
const place = (id: string, name: string, parent: string | null): Unit => ({
  id: unit(id),
  name,
  level: 'any' as LevelId,
  parent: parent === null ? null : unit(parent),
});
const units = [
  place('11', 'Tỉnh Điện Biên', 'above'),
  place('11.1', 'Huyện Nậm Pồ', '11'),
  place('11.1.1', 'Xã Nà Hỳ', '11.1'),
  place('11.1.2', 'Xã Chà Cang', '11.1'),
  place('11.2', 'Huyện Mường Nhé', '11'),
];
const forest = forestOf(units);
const all = new Set(units.map(({ id }) => id));
const rows = (shown: Partial<Parameters<typeof unitRows>[1]> = {}) =>
  unitRows(forest, { chosen: all, open: new Set(), query: '', ...shown });
const told = (shown: readonly UnitRow[]) =>
  shown.map(({ unit: { id }, kind, depth, share }) => [id, kind, depth, `${share.chosen}/${share.total}`]);

describe('the tree of units to invite', () => {
  it('shows what is unfolded, and below a unit its own site first', () => {
    expect(told(rows())).toEqual([['11', 'subtree', 0, '5/5']]);
    expect(told(rows({ open: new Set([unit('11')]), chosen: new Set([unit('11.1.2')]) }))).toEqual([
      ['11', 'subtree', 0, '1/5'],
      ['11', 'site', 1, '0/1'],
      ['11.1', 'subtree', 1, '1/3'],
      ['11.2', 'subtree', 1, '0/1'],
    ]);
  });

  it('finds by name without diacritics, with what stands above', () => {
    expect(told(rows({ query: 'na hy' })).map(([id]) => id)).toEqual(['11', '11.1', '11.1.1']);
    expect(told(rows({ query: 'nam po' })).map(([id]) => id)).toEqual(['11', '11.1']);
    const open = new Set([unit('11.1')]);
    expect(told(rows({ query: 'nam po', open })).map(([id, kind]) => `${id} ${kind}`)).toEqual([
      '11 subtree',
      '11.1 subtree',
      '11.1 site',
      '11.1.1 subtree',
      '11.1.2 subtree',
    ]);
    expect(told(rows({ query: 'huyện mương' })).map(([id]) => id)).toEqual(['11', '11.2']);
    expect(rows({ query: 'không đâu' })).toEqual([]);
  });

  it('takes a subtree out and in again with one press, and one site alone', () => {
    const [, site, district] = rows({ open: new Set([unit('11')]) });
    if (!site || !district) throw new Error('no rows');
    const less = toggled(forest, all, district);
    expect([...less]).toEqual(['11', '11.2']);
    const partly = { ...district, share: { chosen: 0, total: 3 } };
    expect(toggled(forest, less, partly)).toEqual(all);
    expect([...toggled(forest, less, site)]).toEqual(['11.2']);
  });

  it('fills what is partly chosen', () => {
    const some = new Set([unit('11.1')]);
    const [top] = rows({ chosen: some });
    expect(top && toggled(forest, some, top)).toEqual(all);
  });
});
