import { describe, expect, it } from 'vitest';
import { absent, dropped, ids, meetingOf, units } from './fixture.ts';
import { filterTree, siteTree } from './site-tree.ts';
import { keyOfRow, sameRow, type TreeRow, treeRows, troubleRows } from './tree-rows.ts';

function words(row: TreeRow): string {
  switch (row.kind) {
    case 'unit':
      return `${row.depth} ${row.node.unit.name}${row.opened === null ? '' : row.opened ? ' -' : ' +'}`;
    case 'person':
      return `${row.depth} ${row.participant.card.name}`;
    case 'trouble':
      return `${row.trouble} ${row.participant.card.name}`;
    case 'more':
      return `+${row.count}`;
    case 'heading':
      return `# ${row.part} ${row.count}`;
  }
}
const told = (rows: readonly TreeRow[]) => rows.map(words);

describe('treeRows', () => {
  const tree = siteTree(meetingOf());

  it('puts people and what is below under their unit', () => {
    expect(told(treeRows(tree, () => true))).toEqual([
      '0 Tỉnh Điện Biên -',
      '1 Lò Văn Tiến',
      '1 Nguyễn Thị Minh Khai',
      '1 Huyện Mường Chà',
      '1 Huyện Nậm Pồ -',
      '2 Xã Nậm Tin',
      '3 Vàng A Páo',
    ]);
  });

  it('leaves out what is below a closed unit, not its people', () => {
    const isOpen = (unit: string) => unit !== units.namPo;
    expect(told(treeRows(tree, isOpen)).slice(3)).toEqual(['1 Huyện Mường Chà', '1 Huyện Nậm Pồ +']);
  });

  it('names every row once', () => {
    const keys = treeRows(tree, () => true).map(keyOfRow);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('sameRow', () => {
  const tree = siteTree(meetingOf());
  const rowsOf = (query: string) => treeRows(filterTree(tree, { query, trouble: null }), () => true);
  const rowOf = (rows: readonly TreeRow[], key: string) => {
    const row = rows.find((each) => keyOfRow(each) === key);
    if (!row) throw new Error(`no row ${key}`);
    return row;
  };
  const district = `unit:${units.namPo}`;

  it('is the same when what was typed only made it anew', () => {
    const [narrow, narrower] = [rowOf(rowsOf('na'), district), rowOf(rowsOf('nam'), district)];
    expect(narrow).not.toBe(narrower);
    expect(sameRow(narrow, narrower)).toBe(true);
  });

  it('is another when it is closed or of somebody else', () => {
    const closed = treeRows(tree, (unit) => unit !== units.namPo);
    expect(sameRow(rowOf(rowsOf(''), district), rowOf(closed, district))).toBe(false);
    const rows = rowsOf('');
    for (const row of rows) expect(rows.filter((other) => sameRow(row, other))).toEqual([row]);
  });

  it('is another when its site comes or goes', () => {
    const gone = treeRows(siteTree(meetingOf({ [ids.namTin]: dropped })), () => true);
    expect(sameRow(rowOf(rowsOf(''), district), rowOf(gone, district))).toBe(false);
  });
});

describe('troubleRows', () => {
  it('is empty while all is well', () => {
    expect(troubleRows(siteTree(meetingOf()))).toEqual([]);
  });

  it('counts all and shows the first', () => {
    const away = [ids.delegate, ids.namPo, ids.muongCha, ids.province, ids.deputy, ids.chair];
    const presence = Object.fromEntries(away.map((id) => [id, absent]));
    const rows = told(troubleRows(siteTree(meetingOf({ ...presence, [ids.namTin]: dropped }))));
    expect(rows[0]).toBe('# troubles 7');
    expect(rows[1]).toBe('lost Điểm cầu Xã Nậm Tin');
    expect(rows).toHaveLength(7);
    expect(rows.at(-1)).toBe('+2');
  });
});
