import { describe, expect, it } from 'vitest';
import { absent, dropped, ids, meetingOf, units, waiting } from './fixture.ts';
import { filterTree, found, type SiteNode, siteTree, troubled, troubleOf, unitCount } from './site-tree.ts';

const outline = (nodes: readonly SiteNode[]): unknown =>
  nodes.map((node) => [node.unit.name, ...(node.children.length > 0 ? [outline(node.children)] : [])]);
const people = (node: SiteNode | undefined) =>
  node?.participants.map((participant) => participant.card.participant);

describe('siteTree', () => {
  it('follows the units, in the order of their codes', () => {
    expect(outline(siteTree(meetingOf()))).toEqual([
      ['Tỉnh Điện Biên', [['Huyện Mường Chà'], ['Huyện Nậm Pồ', [['Xã Nậm Tin']]]]],
    ]);
  });

  it('puts a unit’s site before its people and leaves the recorder out', () => {
    expect(people(siteTree(meetingOf())[0])).toEqual([ids.province, ids.deputy, ids.chair]);
  });

  it('counts the whole subtree', () => {
    const tree = siteTree(
      meetingOf({ [ids.namTin]: dropped, [ids.delegate]: waiting, [ids.muongCha]: absent }),
    );
    expect(tree[0]?.counts).toEqual({
      invited: 7,
      present: 4,
      waiting: 1,
      lost: 1,
      failed: 0,
      absent: 1,
    });
    expect(tree[0]?.children[1]?.counts).toEqual({
      invited: 3,
      present: 1,
      waiting: 1,
      lost: 1,
      failed: 0,
      absent: 0,
    });
  });

  it('leaves out units with nobody in them', () => {
    const meeting = meetingOf();
    const { [ids.muongCha]: _, ...rest } = meeting.participantById;
    expect(outline(siteTree({ ...meeting, participantById: rest }))).toEqual([
      ['Tỉnh Điện Biên', [['Huyện Nậm Pồ', [['Xã Nậm Tin']]]]],
    ]);
  });

  it('begins at the top of what this viewer has, if the top itself is not shown to it', () => {
    const meeting = meetingOf();
    const { [units.province]: _, ...unitById } = meeting.unitById;
    expect(siteTree({ ...meeting, unitById }).map((node) => node.unit.id)).toEqual([
      units.muongCha,
      units.namPo,
    ]);
  });
});

describe('filterTree', () => {
  const tree = siteTree(meetingOf({ [ids.namTin]: dropped }));

  it('finds a unit without diacritics, with the units above it', () => {
    expect(outline(filterTree(tree, { query: 'nam tin', trouble: null }))).toEqual([
      ['Tỉnh Điện Biên', [['Huyện Nậm Pồ', [['Xã Nậm Tin']]]]],
    ]);
  });

  it('finds a person and shows only that one', () => {
    const found = filterTree(tree, { query: 'minh khai', trouble: null });
    expect(outline(found)).toEqual([['Tỉnh Điện Biên']]);
    expect(people(found[0])).toEqual([ids.chair]);
  });

  it('finds those in one trouble', () => {
    const lost = filterTree(tree, { query: '', trouble: 'lost' });
    expect(people(lost[0]?.children[0]?.children[0])).toEqual([ids.namTin]);
    expect(people(lost[0])).toEqual([]);
  });

  it('finds nothing for nothing', () => {
    expect(filterTree(tree, { query: 'ha noi', trouble: null })).toEqual([]);
  });

  it('is the whole tree without a filter', () => {
    expect(filterTree(tree, { query: '  ', trouble: null })).toBe(tree);
    expect(unitCount(tree)).toBe(4);
  });
});

describe('troubles', () => {
  const meeting = meetingOf({ [ids.delegate]: waiting, [ids.namTin]: dropped, [ids.muongCha]: absent });
  const failed = {
    ...meeting,
    participantById: {
      ...meeting.participantById,
      [ids.namPo]: {
        ...meeting.participantById[ids.namPo]!,
        trial: {
          line: { passed: false, at: 0, by: '', confirmed: true, note: '', measure: null },
          picture: null,
          sound: null,
        },
      },
    },
  };

  it('come with the most pressing first', () => {
    const all = troubled(siteTree(failed));
    expect(all.map((each) => [each.card.participant, troubleOf(each)])).toEqual([
      [ids.delegate, 'waiting'],
      [ids.namTin, 'lost'],
      [ids.namPo, 'failed'],
      [ids.muongCha, 'absent'],
    ]);
  });

  it('are counted up to the top', () => {
    expect(siteTree(failed)[0]?.counts).toMatchObject({ waiting: 1, lost: 1, failed: 1, absent: 1 });
  });
});

describe('found', () => {
  const tree = siteTree(meetingOf());
  const names = (query: string) => found(tree, query).map(({ card }) => card.name);

  it('puts first whose name it is, then whose name begins so', () => {
    expect(names('nam tin')[0]).toBe('Điểm cầu Xã Nậm Tin');
    expect(names('nam')).toEqual(['Điểm cầu Huyện Nậm Pồ', 'Điểm cầu Xã Nậm Tin']);
  });

  it('finds people, and nobody for nothing', () => {
    expect(names('vang a')).toEqual(['Vàng A Páo']);
    expect(names('  ')).toEqual([]);
  });
});
