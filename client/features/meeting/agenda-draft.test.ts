import { describe, expect, it } from 'vitest';
import type { AgendaItem } from '../../../core/meeting.ts';
import { moved, newItem, settled } from './agenda-draft.ts';
import { agendaItemId } from './fixture.ts';

const item = (id: string, title = id): AgendaItem => ({
  id: agendaItemId(id),
  title,
  presenter: ' Sở Tài chính ',
  plannedMs: null,
  kinds: [],
  limitMsByKind: {},
});
const ids = (agenda: readonly AgendaItem[]) => agenda.map(({ id }) => id).join(' ');

describe('newItem', () => {
  it.each([
    [[], 'a1'],
    [['a1', 'a2'], 'a3'],
    [['a7', 'x'], 'a8'],
    [['x', 'y'], 'a1'],
  ])('beside %o is %s', (known, id) => {
    expect(newItem(known.map(agendaItemId)).id).toBe(id);
  });
});

describe('moved', () => {
  const agenda = [item('a'), item('b'), item('c')];
  it.each([
    [0, 2, 'b c a'],
    [2, 0, 'c a b'],
    [1, 0, 'b a c'],
    [0, -1, 'a b c'],
    [2, 3, 'a b c'],
    [9, 0, 'a b c'],
  ])('%d to %d: %s', (from, to, order) => {
    expect(ids(moved(agenda, from, to))).toBe(order);
  });
});

describe('settled', () => {
  it('trims, and leaves out what has no title', () => {
    expect(settled([item('a', ' Khai mạc '), item('b', '  ')])).toMatchObject([
      { title: 'Khai mạc', presenter: 'Sở Tài chính' },
    ]);
  });
});
