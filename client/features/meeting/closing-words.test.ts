import { createInstance } from 'i18next';
import { expect, it } from 'vitest';
import { vi } from '../../i18n/vi/index.ts';
import { countedVoteOf, openVoteOf, units } from '../votes/fixture.ts';
import { closingWords } from './closing-words.ts';

const words = createInstance();
await words.init({
  lng: 'vi',
  resources: { vi: { translation: vi } },
  interpolation: { escapeValue: false },
});

it('VOTE-11: who is about to close the meeting is told which vote ends with it', () => {
  const unit = units.province;
  const ends = 'Mọi điểm cầu sẽ rời cuộc họp. Không thể mở lại.';
  const said = closingWords(words.t, {
    unit,
    votes: [countedVoteOf(), openVoteOf({ question: 'Bầu <A> & B' })],
  });
  expect(said).toContain('Cuộc biểu quyết «Bầu <A> & B» đang mở sẽ kết thúc cùng cuộc họp');
  expect(said).toContain(ends);
  expect(closingWords(words.t, { unit, votes: [countedVoteOf()] })).toBe(ends);
  // A vote of a part that goes on alone does not end with the main hall.
  expect(closingWords(words.t, { unit, votes: [openVoteOf({ hall: units.namTin })] })).toBe(ends);
});
