import { expect, it } from 'vitest';
import { type FoundPassage, mostTelling } from './found-passage.ts';
import type { Passage } from './passage.ts';

const found = (kind: Passage['kind'], text: string, words = 1): FoundPassage => ({
  passage: { kind, text, participant: null, atMs: null },
  marks: [],
  words,
});
const texts = (all: readonly FoundPassage[], most: number) =>
  mostTelling(all, most).map(({ passage }) => passage.text);

it('ARCHIVE-5: the kinds of places take turns, each in its own order', () => {
  const speakers = ['s1', 's2', 's3'].map((text) => found('speaker', text));
  const all = [...speakers, found('opinion', 'o1'), found('minutes', 'm1'), found('minutes', 'm2')];
  expect(texts(all, 4)).toEqual(['s1', 'o1', 'm1', 's2']);
  expect(texts(all, 20)).toEqual(['s1', 'o1', 'm1', 's2', 'm2', 's3']);
});

it('ARCHIVE-5: places with more of the words come before all others', () => {
  const all = [found('speaker', 's1'), found('minutes', 'm1', 2), found('minutes', 'm2', 2)];
  expect(texts(all, 2)).toEqual(['m1', 'm2']);
  expect(texts(all, 3)).toEqual(['m1', 'm2', 's1']);
});
