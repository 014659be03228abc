import { expect, it } from 'vitest';
import type { Ballot } from '../../../core/vote.ts';
import { absent, dropped, meetingOf } from '../meeting/fixture.ts';
import { cardOf, countedVoteOf, ids, openVoteOf, units } from './fixture.ts';
import { byGivenName, groupedRows, roomsOf, voterRows } from './voter-rows.ts';

const meeting = meetingOf({ [ids.deputy]: absent, [ids.namPo]: dropped });
const cast = (participant: typeof ids.chair, choice: Ballot['choice']): Ballot => ({
  voter: cardOf(participant),
  choice,
});
const brief = (rows: ReturnType<typeof voterRows>) =>
  rows.map(({ card, presence, choice }) => [card.name, presence, choice]);

it('orders names by the given one, as Vietnamese lists do', () => {
  const names = ['Vàng A Páo', 'Đỗ An', 'Lò Văn Ân', 'Trần Thị An', 'Nguyễn Đức'];
  expect(names.map((name) => ({ name })).toSorted(byGivenName)).toEqual(
    ['Đỗ An', 'Trần Thị An', 'Lò Văn Ân', 'Nguyễn Đức', 'Vàng A Páo'].map((name) => ({ name })),
  );
});

it('VOTE-2: lists all who have a vote, there or not, and what they cast', () => {
  const vote = openVoteOf({ ballots: [cast(ids.delegate, 'abstain')] });
  expect(brief(voterRows(meeting, vote, ids.chair))).toEqual([
    ['Nguyễn Thị Minh Khai', 'present', null],
    ['Vàng A Páo', 'present', 'abstain'],
    ['Lò Văn Tiến', 'absent', null],
  ]);
});

it('shows nobody’s ballot to who oversees nobody', () => {
  const vote = openVoteOf({ ballots: [cast(ids.delegate, 'for')] });
  expect(voterRows(meeting, vote, ids.delegate)).toEqual([]);
});

it('lists of a vote that has ended those alone who cast one', () => {
  const vote = countedVoteOf({ ballots: [cast(ids.delegate, 'for')] });
  expect(brief(voterRows(meeting, vote, ids.chair))).toEqual([['Vàng A Páo', 'present', 'for']]);
});

it('puts who is waited for first, then the choices in their order, and tells nothing of sealed ones', () => {
  const vote = openVoteOf({ ballots: [cast(ids.delegate, 'against'), cast(ids.chair, 'for')] });
  expect(groupedRows(voterRows(meeting, vote, ids.chair)).map(({ group }) => group)).toEqual([
    'missing',
    'for',
    'against',
  ]);
  const secret = openVoteOf({ secrecy: 'secret', ballots: [cast(ids.delegate, { sealed: 'for' })] });
  expect(groupedRows(voterRows(meeting, secret, ids.chair)).map(({ group }) => group)).toEqual([
    'missing',
    'sealed',
  ]);
});

it('VOTE-4: lists the rooms of the vote’s hall, those there first, and finds them without diacritics', () => {
  const rooms = (query: string, hall = units.province) =>
    roomsOf(meeting, { vote: openVoteOf({ hall }), you: ids.chair, query }).map(({ card }) => card.name);
  expect(rooms('')).toEqual([
    'Điểm cầu Huyện Mường Chà',
    'Điểm cầu Tỉnh Điện Biên',
    'Điểm cầu Xã Nậm Tin',
    'Điểm cầu Huyện Nậm Pồ',
  ]);
  expect(rooms('nam tin')).toEqual(['Điểm cầu Xã Nậm Tin']);
  expect(rooms('', units.namPo)).toEqual([]);
  expect(roomsOf(meeting, { vote: openVoteOf(), you: ids.delegate, query: '' })).toEqual([]);
});
