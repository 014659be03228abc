/*
 * How words are looked for: people type Vietnamese with diacritics or without. A word written without finds all that
 * is spelled with those letters; one written with diacritics finds only itself (ARCHIVE-5).
 */

/** As it is searched and sorted: lower case, without Vietnamese marks; đ is not a mark and becomes d. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

/** A word of a query, or of a text. */
export type SearchWord = {
  readonly folded: string;
  /** Null: it is written without diacritics. Lower case, NFC. */
  readonly exact: string | null;
};

/** Letters and digits with their marks; whatever stands between them parts words. */
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

/** What nobody types, and no index should hold: a longer word is known by its beginning. */
const longestWord = 40;

function wordOf(written: string): SearchWord {
  const exact = written.normalize('NFC').toLowerCase().slice(0, longestWord);
  const plain = folded(written).slice(0, longestWord);
  return { folded: plain, exact: exact === plain ? null : exact };
}

/** Words of a query beyond this many are not looked at. */
const mostWords = 12;

/** The words that a query asks for, each once. Empty: it asks for nothing in particular. */
export function queryWords(text: string): readonly SearchWord[] {
  const words = (text.match(wordPattern) ?? []).map(wordOf);
  const wordByKey = new Map(words.map((word) => [word.exact ?? word.folded, word]));
  return [...wordByKey.values()].slice(0, mostWords);
}

/** Marks that carry a tone: huyền, sắc, ngã, hỏi, nặng. */
const tone = '[\\u0300\\u0301\\u0303\\u0309\\u0323]';
const toneFirst = new RegExp(`(o${tone}[ae]|u${tone}y)$`);
const toneLast = new RegExp(`(o[ae]${tone}|uy${tone})$`);

/**
 * The ways a word is written: open syllables in oa, oe and uy carry their tone on the first vowel or on the second
 * (hòa, hoà), and mean the same.
 */
function spellings(exact: string): readonly string[] {
  const marked = exact.normalize('NFD');
  const [ending] = toneFirst.exec(marked) ?? toneLast.exec(marked) ?? [];
  if (ending === undefined) return [exact];
  const [first = '', second = '', third = ''] = ending;
  return [exact, (marked.slice(0, -ending.length) + first + third + second).normalize('NFC')];
}

/** Whether a word of a text begins as a word of a query asks. */
function begins(word: SearchWord, wanted: SearchWord): boolean {
  const { exact } = wanted;
  if (exact === null) return word.folded.startsWith(wanted.folded);
  return word.exact !== null && spellings(word.exact).some((each) => each.startsWith(exact));
}

/** Sets words written with diacritics apart in an index; part of no word itself. */
const exactMark = '_';

/** What an index keeps of texts so that every query finds them: each entry once, made of letters, digits and `_`. */
export function indexTerms(texts: readonly string[]): readonly string[] {
  const terms = new Set<string>();
  for (const text of texts) {
    for (const written of text.match(wordPattern) ?? []) {
      const word = wordOf(written);
      terms.add(word.folded);
      if (word.exact !== null) for (const each of spellings(word.exact)) terms.add(exactMark + each);
    }
  }
  return [...terms];
}

/** With what an entry of the index has to begin for a word to be found. */
export function termOf({ folded: plain, exact }: SearchWord): string {
  return exact === null ? plain : exactMark + exact;
}

/** A stretch `[from, to)` of a text, in UTF-16. */
export type Mark = readonly [number, number];

/** Where, from its beginning, the first `letters` folded letters of what is written end, marks on them included. */
function lengthOf(written: string, letters: number): number {
  let left = letters;
  let end = 0;
  for (const character of written) {
    const size = folded(character).length;
    if (size > 0 && left <= 0) break;
    left -= size;
    end += character.length;
  }
  return end;
}

export type Match = {
  /** In order, apart from each other. */
  readonly marks: readonly Mark[];
  /** How many of the query's words were found. */
  readonly words: number;
};

/** Where a text has words of the query: the beginnings of its own words that were asked for. */
export function matchIn(text: string, query: readonly SearchWord[]): Match {
  // Most texts have none of the words, and that is seen without taking them apart.
  const plain = folded(text);
  if (!query.some((wanted) => plain.includes(wanted.folded))) return { marks: [], words: 0 };
  const marks: Mark[] = [];
  const found = new Set<SearchWord>();
  for (const { 0: written, index } of text.matchAll(wordPattern)) {
    const word = wordOf(written);
    const matching = query.filter((wanted) => begins(word, wanted));
    for (const wanted of matching) found.add(wanted);
    const letters = Math.max(0, ...matching.map((wanted) => wanted.folded.length));
    if (letters > 0) marks.push([index, index + lengthOf(written, letters)]);
  }
  return { marks, words: found.size };
}

/** A passage without more around what was found than one reads at a glance; `…` where something was left out. */
export function glimpse(
  text: string,
  marks: readonly Mark[],
  most: number,
): { readonly text: string; readonly marks: readonly Mark[] } {
  if (text.length <= most) return { text, marks };
  const [first] = marks[0] ?? [0];
  const wanted = Math.max(0, Math.min(first - Math.floor(most / 4), text.length - most));
  const from = wanted === 0 ? 0 : cutAfter(text, wanted, first);
  const to = Math.max(cutBefore(text, Math.min(text.length, from + most), from), marks[0]?.[1] ?? 0);
  const [before, after] = [from > 0 ? '… ' : '', to < text.length ? ' …' : ''];
  const shift = before.length - from;
  return {
    text: before + text.slice(from, to) + after,
    marks: marks.filter(([, end]) => end <= to).map(([start, end]) => [start + shift, end + shift]),
  };
}

/** The beginning of a word at or after `at`, no further than `limit`. */
function cutAfter(text: string, at: number, limit: number): number {
  const space = text.indexOf(' ', at);
  return space === -1 || space >= limit ? limit : space + 1;
}

/** The end of a word at or before `at`; where there is none after `from`, between two characters. */
function cutBefore(text: string, at: number, from: number): number {
  if (at >= text.length) return text.length;
  const space = text.lastIndexOf(' ', at);
  if (space > from) return space;
  const half = text.charCodeAt(at - 1);
  return half >= 0xd800 && half < 0xdc00 ? at - 1 : at;
}
