import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsv } from './csv.ts';

const fieldsOf = (text: string) => parseCsv(text).records.map(({ fields }) => fields);

describe('separated values', () => {
  it.each([
    ['commas', 'a,b,c\n1,2,3', ',', 3],
    ['semicolons, as Excel writes them here', 'a;b;c\r\n1;2;3\r\n', ';', 3],
    ['semicolons though the first line has a comma too', 'a;b,b;c\n1;2;3', ';', 3],
    ['commas though quotes hold semicolons', '"a;;;;",b,c\n1,2,3', ',', 3],
  ])('%s', (_name, text, _delimiter, columns) => {
    expect(fieldsOf(text).map((fields) => fields.length)).toEqual([columns, columns]);
    expect(parseCsv(text).faults).toEqual([]);
  });

  it('a byte order mark is no part of the first field', () => {
    expect(fieldsOf('\uFEFFmã,tên')).toEqual([['mã', 'tên']]);
    expect(fieldsOf('\uFEFF"mã",tên')).toEqual([['mã', 'tên']]);
  });

  it('quotes hold delimiters, line ends and doubled quotes', () => {
    expect(parseCsv('a,"Xã ""Tây"", huyện\nB",c\nd,e,f')).toEqual({
      records: [
        { line: 1, fields: ['a', 'Xã "Tây", huyện\nB', 'c'] },
        { line: 3, fields: ['d', 'e', 'f'] },
      ],
      faults: [],
    });
    expect(fieldsOf('a, "b" ,c')).toEqual([['a', '"b"', 'c']]);
    expect(fieldsOf('"",b')).toEqual([['', 'b']]);
  });

  it('every record knows its line, whatever stands between', () => {
    const lines = parseCsv('a,b\r\n\r\n,,\r\nc,d\re,"x\r\ny"\nf,g').records.map(({ line }) => line);
    expect(lines).toEqual([1, 4, 5, 7]);
  });

  it('a quote that never ends, and one that ends too soon, are faults of their line', () => {
    expect(parseCsv('a,b\nc,"d\ne,f').faults).toEqual([{ line: 2, kind: 'open-quote' }]);
    expect(parseCsv('a,b\nc,"d"e\nf,g').faults).toEqual([{ line: 2, kind: 'stray-quote' }]);
    expect(parseCsv('a,5" ống').faults).toEqual([]);
  });

  it('nothing is nothing', () => {
    expect(parseCsv('')).toEqual({ records: [], faults: [] });
    expect(parseCsv('\uFEFF\n\n ;;\n')).toEqual({ records: [], faults: [] });
  });

  it('whatever was written comes back, with either delimiter and any line end', () => {
    const field = fc.string({ unit: 'grapheme' }).map((text) => text.trim());
    const record = fc.tuple(field, field, field).filter((fields) => fields.some((text) => text !== ''));
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1 }),
        fc.constantFrom(',', ';'),
        fc.constantFrom('\n', '\r\n', '\r'),
        (written, delimiter, end) => {
          const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
          // The first line settles the delimiter.
          const lines = [['a', 'b', 'c'], ...written].map((fields) => fields.map(quote).join(delimiter));
          expect(fieldsOf(lines.join(end))).toEqual([['a', 'b', 'c'], ...written]);
        },
      ),
    );
  });
});
