import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readUnitSource } from './unit-source.ts';

const csv = [
  '\uFEFFMã đơn vị;Tên;Cấp;Mã cấp trên;Sáp nhập từ',
  'TW;Trung ương;Trung ương;',
  '11;"Tỉnh ""Điện Biên""";Cấp tỉnh;TW;',
  '',
  '11.1;Xã Nà Hỳ;commune;11;11.2 11.3',
].join('\r\n');

describe('a file of units', () => {
  it('in separated values is read row by row, each with its line', () => {
    expect(readUnitSource(csv)).toEqual({
      levels: null,
      rows: [
        { line: 2, id: 'TW', name: 'Trung ương', level: 'Trung ương', parent: null, mergedFrom: [] },
        { line: 3, id: '11', name: 'Tỉnh "Điện Biên"', level: 'Cấp tỉnh', parent: 'TW', mergedFrom: [] },
        {
          line: 5,
          id: '11.1',
          name: 'Xã Nà Hỳ',
          level: 'commune',
          parent: '11',
          mergedFrom: ['11.2', '11.3'],
        },
      ],
      faults: [],
    });
  });

  it('needs no heading', () => {
    expect(readUnitSource('TW,Trung ương,central\n').rows.map(({ id, line }) => [id, line])).toEqual([
      ['TW', 1],
    ]);
  });

  it('with too few or too many columns, or a broken quote, is told by line', () => {
    const { faults } = readUnitSource('TW,Trung ương,central\n11,Tỉnh\na,b,c,d,e,f\n12,"Tỉnh,x,TW\n');
    expect(faults.map(({ line, code, detail }) => [line, code, detail])).toEqual([
      [2, 'columns', '2'],
      [3, 'columns', '6'],
      [4, 'open-quote', ''],
      [4, 'columns', '2'],
    ]);
  });

  it.each(['config/units-3-levels.json', 'config/units-4-levels.json'])(
    '%s is read, each unit with its line',
    (name) => {
      const text = readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
      const { levels, rows, faults } = readUnitSource(text);
      const lines = text.split('\n');
      expect(faults).toEqual([]);
      expect(levels?.length).toBe(JSON.parse(text).levels.length);
      expect(rows.length).toBe(JSON.parse(text).units.length);
      for (const { id, line } of rows) expect(lines[line - 1]).toContain(`"id": "${id}"`);
    },
  );

  it('in JSON that is not of the form is told with the line of the unit', () => {
    const levels = '"levels": [{"id": "a", "name": "A"}]';
    const sound = '{"id": "x", "name": "[{,\\"", "level": "a"}';
    const faultsOf = (units: string) =>
      readUnitSource(`{\n${levels},\n"units": [\n${units}\n]}`).faults.map(({ line, code, detail }) => [
        line,
        code,
        detail,
      ]);
    expect(faultsOf(sound)).toEqual([]);
    expect(faultsOf(`${sound},\n{"id": "y",\n "level": "a"}`)).toEqual([[5, 'shape', 'units.1.name']]);
    expect(faultsOf(`${sound},\n\n${sound.replace('name', 'nmae')}`)).toEqual([
      [6, 'shape', 'units.1.name'],
      [6, 'shape', 'units.1.nmae'],
    ]);
    expect(faultsOf(`${sound},\n7`)).toEqual([[5, 'shape', 'units.1']]);
    expect(readUnitSource(`{"units": [],\n${levels},\n}`).faults[0]).toMatchObject({
      line: 3,
      code: 'not-json',
    });
    expect(readUnitSource('{"units": []}').faults).toMatchObject([
      { line: null, code: 'shape', detail: 'levels' },
    ]);
  });
});
