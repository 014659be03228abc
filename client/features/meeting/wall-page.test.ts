import { describe, expect, it } from 'vitest';
import { absent, dropped, grantTo, ids, meetingOf, units } from './fixture.ts';
import { gridFor, pageAfter, wallPage, wallSites } from './wall-page.ts';

const shown = (sites: ReturnType<typeof wallSites>) => sites.map((site) => site.card.participant);

const everywhere = { within: null, level: null };

describe('wallSites', () => {
  it('lists connected sites by unit code, numbers as numbers', () => {
    expect(shown(wallSites(meetingOf(), everywhere, ids.chair))).toEqual([
      ids.province,
      ids.muongCha,
      ids.namPo,
      ids.namTin,
    ]);
  });

  it('leaves out who is on the stage, oneself and who is absent', () => {
    const meeting = meetingOf({ [ids.muongCha]: absent });
    const staged = { ...meeting, grants: [grantTo(meeting, ids.namTin)] };
    expect(shown(wallSites(staged, everywhere, ids.province))).toEqual([ids.namPo]);
  });

  it('keeps the place of a site whose line dropped', () => {
    expect(shown(wallSites(meetingOf({ [ids.namPo]: dropped }), everywhere, ids.chair))).toContain(ids.namPo);
  });

  it('can be limited to a level', () => {
    const { level } = meetingOf().unitById[units.namPo]!;
    expect(shown(wallSites(meetingOf(), { within: null, level }, ids.chair))).toEqual([
      ids.muongCha,
      ids.namPo,
    ]);
  });

  it('can be limited to a subtree', () => {
    expect(shown(wallSites(meetingOf(), { within: units.namPo, level: null }, ids.chair))).toEqual([
      ids.namPo,
      ids.namTin,
    ]);
  });
});

describe('wallPage', () => {
  const items = Array.from({ length: 35 }, (_, index) => index);

  it('cuts pages of 16', () => {
    expect(wallPage(items, 1, 16)).toMatchObject({ page: 1, pages: 3, shown: { length: 16 } });
    expect(wallPage(items, 3, 16).shown).toEqual([32, 33, 34]);
  });

  it('cuts pages of 25', () => {
    expect(wallPage(items, 2, 25)).toMatchObject({ page: 2, pages: 2, shown: { length: 10 } });
  });

  it('goes round: after the last page comes the first', () => {
    expect([1, 2, 3].map((page) => pageAfter({ page, pages: 3 }))).toEqual([2, 3, 1]);
    expect(pageAfter({ page: 1, pages: 1 })).toBe(1);
  });

  it.each([
    [9, 3],
    [0, 1],
    [-4, 1],
  ])('page %d is page %d', (wanted, page) => {
    expect(wallPage(items, wanted, 16).page).toBe(page);
  });

  it('has one empty page of nothing', () => {
    expect(wallPage([], 2, 16)).toEqual({ page: 1, pages: 1, shown: [] });
  });
});

describe('gridFor', () => {
  it.each([
    [16, { width: 1600, height: 900, gap: 0 }, { columns: 4, width: 400 }],
    [16, { width: 950, height: 340, gap: 0 }, { columns: 6, width: 158 }],
    [16, { width: 950, height: 340, gap: 10 }, { columns: 6, width: 150 }],
    [16, { width: 390, height: 600, gap: 0 }, { columns: 2, width: 133 }],
    [3, { width: 1600, height: 900, gap: 0 }, { columns: 2, width: 800 }],
    [1, { width: 1600, height: 900, gap: 0 }, { columns: 1, width: 1600 }],
    [0, { width: 1600, height: 900, gap: 0 }, { columns: 1, width: 1600 }],
    [4, { width: 0, height: 0, gap: 8 }, { columns: 1, width: 0 }],
  ])('%d pictures in %o: %o', (count, area, grid) => {
    expect(gridFor(count, area)).toEqual(grid);
  });
});
