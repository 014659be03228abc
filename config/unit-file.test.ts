import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { demoAccounts, demoMeeting, demoUnitFile } from './demo.ts';
import { parseUnitFile, readUnitFile } from './unit-file.ts';

const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const sound = { levels: [{ id: 'a', name: 'Cấp A' }], units: [{ id: 'x', name: 'X', level: 'a' }] };

function faults(value: unknown): readonly string[] {
  const read = parseUnitFile(JSON.stringify(value));
  return read.ok ? [] : read.faults.map((fault) => fault.vi);
}

describe('a file of units', () => {
  it.each([
    ['config/units-4-levels.json', 4, 77],
    ['config/units-3-levels.json', 3, 59],
  ])('%s is read', (name, levels, units) => {
    const read = readUnitFile(path(name));
    expect(read.ok && [read.file.levels.length, read.file.units.length]).toEqual([levels, units]);
    expect(read.ok && read.file.units[0]).toMatchObject({ id: 'TW', parent: null });
  });

  it('says which unit is wrong, and in what', () => {
    expect(faults(sound)).toEqual([]);
    expect(faults({ ...sound, units: [...sound.units, { id: 'y', level: 'a' }] })[0]).toContain(
      'đơn vị 2 (name)',
    );
    expect(faults({ ...sound, units: [{ id: 'có dấu', name: 'X', level: 'a' }] })[0]).toContain(
      'đơn vị 1 (id)',
    );
    expect(faults({ ...sound, levels: [{ id: 'a' }] })[0]).toContain('cấp 1 (name)');
    expect(faults([])[0]).toContain('tệp');
  });

  it('that is no JSON, or is not there, is a fault and not an exception', () => {
    expect(parseUnitFile('{').ok).toBe(false);
    const gone = readUnitFile(path('config/gone.json'));
    expect(!gone.ok && gone.faults[0]?.en).toMatch(/cannot read .*ENOENT/);
  });
});

describe('the demo', () => {
  const units: readonly { id: string }[] = JSON.parse(readFileSync(path(demoUnitFile), 'utf8')).units;

  it('names only units that exist, and each account once', () => {
    const ids = units.map((unit) => unit.id);
    const named = demoAccounts.flatMap(({ unit, standingRoles }) => [
      unit,
      ...standingRoles.map((role) => role.unit),
    ]);
    expect([...named, demoMeeting.unit].filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(demoAccounts.map((account) => account.username)).size).toBe(demoAccounts.length);
  });

  it('has the accounts that the README promises', () => {
    expect(demoAccounts.map(({ username }) => username)).toEqual([
      'quantri',
      'chutri',
      'chutri.dienbien',
      'chutri.nampo',
      'thuky',
      'kythuat',
      'daibieu1',
      'daibieu2',
      'daibieu3',
    ]);
    expect(demoAccounts.filter((account) => account.administrator).map(({ username }) => username)).toEqual([
      'quantri',
    ]);
  });
});
