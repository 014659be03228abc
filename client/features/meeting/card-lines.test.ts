import { expect, it } from 'vitest';
import { subtitleOf } from './card-lines.ts';
import { ids, meetingOf } from './fixture.ts';

const chair = meetingOf().participantById[ids.chair]!.card;

it.each([
  ['Chủ tịch UBND', 'Tỉnh Điện Biên', 'Chủ tịch UBND · Tỉnh Điện Biên'],
  ['Chủ tịch UBND tỉnh Điện Biên', 'Tỉnh Điện Biên', 'Chủ tịch UBND tỉnh Điện Biên'],
  ['', 'Tỉnh Điện Biên', 'Tỉnh Điện Biên'],
  ['Phóng viên', '', 'Phóng viên'],
])('%s of %s: %s', (position, unitName, subtitle) => {
  expect(subtitleOf({ ...chair, position, unitName })).toBe(subtitle);
});

it('says nothing more of a site, whose name says its unit', () => {
  expect(subtitleOf(meetingOf().participantById[ids.namTin]!.card)).toBe('');
});

it('keeps a position that runs from right to left from turning the unit round', () => {
  const card = { ...chair, position: '\u202eChủ tịch', unitName: 'Tỉnh Điện Biên' };
  expect(subtitleOf(card)).toBe('\u2068Chủ tịch\u2069 · Tỉnh Điện Biên');
});
