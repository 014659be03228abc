import { describe, expect, it } from 'vitest';
import { freshRows, steadyRows } from './steady-list.ts';

const keyOf = (item: { readonly id: string; readonly place: number }) => item.id;
const item = (id: string, place = 0) => ({ id, place });

describe('steadyRows', () => {
  const before = freshRows([item('a'), item('b'), item('c')], keyOf);

  it('keeps the place of what left and marks it', () => {
    const rows = steadyRows(before, [item('a'), item('c')], keyOf);
    expect(rows.map((row) => [row.key, row.gone])).toEqual([
      ['a', false],
      ['b', true],
      ['c', false],
    ]);
  });

  it('adds what came at the end, even if it ranks first', () => {
    const rows = steadyRows(before, [item('new'), item('a'), item('b'), item('c')], keyOf);
    expect(rows.map((row) => row.key)).toEqual(['a', 'b', 'c', 'new']);
  });

  it('keeps the order when others change theirs, with news inside the rows', () => {
    const rows = steadyRows(before, [item('c', 1), item('b', 2), item('a', 3)], keyOf);
    expect(rows.map((row) => [row.key, row.item.place])).toEqual([
      ['a', 3],
      ['b', 2],
      ['c', 1],
    ]);
  });

  it('takes back what left and returned', () => {
    const gone = steadyRows(before, [item('a')], keyOf);
    expect(steadyRows(gone, [item('a'), item('b')], keyOf).map((row) => row.gone)).toEqual([
      false,
      false,
      true,
    ]);
  });
});
