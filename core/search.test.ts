import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded, glimpse, indexTerms, matchIn, queryWords, termOf } from './search.ts';

/** What was found, cut out of the text. */
const found = (text: string, query: string): readonly string[] =>
  matchIn(text, queryWords(query)).marks.map(([from, to]) => text.slice(from, to));
const finds = (text: string, query: string): boolean => {
  const words = queryWords(query);
  return matchIn(text, words).words === words.length;
};

it('folds Vietnamese names as people type them', () => {
  expect(folded('Xã Đức Bình Tây')).toBe('xa duc binh tay');
  expect(folded('Huyện Nậm Pồ'.normalize('NFD'))).toBe('huyen nam po');
  expect(folded("Nay H'Lim, Ủy ban")).toBe("nay h'lim, uy ban");
});

describe('a word', () => {
  it.each([
    ['Hội nghị trực tuyến toàn quốc', 'hoi nghi', ['Hội', 'nghị']],
    ['Hội nghị trực tuyến toàn quốc', 'ngh', ['ngh']],
    ['Hội nghị trực tuyến toàn quốc', 'HỘI', ['Hội']],
    ['Hội nghị trực tuyến toàn quốc', 'hỏi', []],
    ['Hội nghị trực tuyến toàn quốc', 'oi', []],
    ['Đồng chí Đặng Văn Đồng', 'đồng', ['Đồng', 'Đồng']],
    ['Đồng chí Đặng Văn Đồng', 'dong', ['Đồng', 'Đồng']],
    ['Đồng chí Đặng Văn Đồng', 'dồng', []],
    ['Triển khai Nghị quyết 01/NQ-CP năm 2026', 'nq cp 2026', ['NQ', 'CP', '2026']],
    ['Điều hành', 'đi', ['Đi']],
    ['Cân đối ngân sách', 'can', ['Cân']],
    ['Cân đối ngân sách', 'cản', []],
    ['Can thiệp sớm', 'cân', []],
  ])('ARCHIVE-5: in %j, %j finds %j', (text, query, words) => {
    expect(found(text, query)).toEqual(words);
    expect(found(text.normalize('NFD'), query).map((each) => each.normalize('NFC'))).toEqual(words);
    expect(found(text, query.normalize('NFD'))).toEqual(words);
  });

  it.each([
    ['Hòa Bình', 'hoà'],
    ['Hoà Bình', 'hòa'],
    ['Thúy Nga', 'thuý'],
    ['sức khoẻ', 'khỏe'],
    ['sức khỏe', 'khoẻ'],
    ['quý IV', 'quý'],
    ['hoàn thành', 'hoà'],
  ])('ARCHIVE-5: the place of a tone makes no difference: %j by %j', (text, query) => {
    expect(finds(text, query)).toBe(true);
  });

  it.each([
    ['hoàn thành', 'hòa'],
    ['hoạ sĩ', 'hòa'],
    ['hoa đào', 'hoà'],
  ])('ARCHIVE-5: a word with diacritics finds no other: %j not by %j', (text, query) => {
    expect(finds(text, query)).toBe(false);
  });

  it('is known by its beginning where it is longer than any word', () => {
    const long = 'a'.repeat(500);
    expect(finds(long, long)).toBe(true);
    expect(indexTerms([long]).every((term) => term.length <= 41)).toBe(true);
  });
});

describe('a query', () => {
  it('asks for each word once, for twelve at most, and for nothing where there is no word', () => {
    expect(queryWords('  họp HỌP, họp! ').map(termOf)).toEqual(['_họp']);
    expect(queryWords(Array.from({ length: 30 }, (_, at) => `w${at}`).join(' '))).toHaveLength(12);
    expect(queryWords(' – “…” ?! ')).toEqual([]);
  });

  it('keeps a word with diacritics beside the same without', () => {
    expect(queryWords('hội hoi').map(termOf)).toEqual(['_hội', 'hoi']);
  });
});

const letters = [
  ...'aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ019',
];
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 8 });
const prose = fc
  .array(fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 6 })), { maxLength: 8 })
  .map((all) => all.join(' '));

describe('whatever is written', () => {
  it('ARCHIVE-5: every word is found by itself and by its beginnings, with its diacritics or without', () => {
    fc.assert(
      fc.property(word, word, fc.nat(7), (one, other, cut) => {
        const text = `${other}, ${one}.`;
        const beginning = one.slice(0, cut + 1);
        for (const query of [one, beginning, folded(beginning), beginning.toUpperCase()])
          expect(finds(text, query)).toBe(true);
      }),
    );
  });

  it('ARCHIVE-5: a word without diacritics finds exactly what begins so when folded', () => {
    fc.assert(
      fc.property(word, word, (text, query) => {
        const plain = folded(query);
        expect(finds(text, plain)).toBe(folded(text).startsWith(plain));
      }),
    );
  });

  it('ARCHIVE-5: what a word with diacritics finds, the same without finds too', () => {
    fc.assert(
      fc.property(prose, word, (text, query) => {
        if (finds(text, query)) expect(finds(text, folded(query))).toBe(true);
      }),
    );
  });

  it('ARCHIVE-5: an index answers as reading does', () => {
    fc.assert(
      fc.property(fc.array(prose, { maxLength: 3 }), prose, word, (texts, more, asked) => {
        const query = queryWords(`${asked} ${more}`);
        const terms = indexTerms(texts);
        for (const wanted of query) {
          const inIndex = terms.some((term) => term.startsWith(termOf(wanted)));
          expect(inIndex).toBe(texts.some((text) => matchIn(text, [wanted]).words === 1));
        }
        expect(terms.every((term) => /^_?[\p{L}\p{N}\p{M}]+$/u.test(term))).toBe(true);
      }),
    );
  });

  it('marks lie in order within the text and fold to what was asked for', () => {
    fc.assert(
      fc.property(prose, prose, (text, asked) => {
        const query = queryWords(asked);
        let last = 0;
        for (const [from, to] of matchIn(text, query).marks) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          expect(to).toBeLessThanOrEqual(text.length);
          const cut = folded(text.slice(from, to));
          expect(query.some((wanted) => cut.startsWith(wanted.folded))).toBe(true);
          last = to;
        }
      }),
    );
  });

  it('a glimpse keeps what was found first, with the same marks on the same words', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 60 }),
        word,
        fc.integer({ min: 20, max: 80 }),
        (words, asked, most) => {
          const text = words.join(' ');
          const { marks } = matchIn(text, queryWords(asked));
          const short = glimpse(text, marks, most);
          expect(short.text.length).toBeLessThanOrEqual(most + 4 + 8);
          const cut = ([from, to]: readonly [number, number], of: string) => of.slice(from, to);
          expect(short.marks.map((mark) => cut(mark, short.text))).toEqual(
            marks.slice(0, short.marks.length).map((mark) => cut(mark, text)),
          );
          if (marks.length > 0) expect(short.marks.length).toBeGreaterThan(0);
        },
      ),
    );
  });
});
