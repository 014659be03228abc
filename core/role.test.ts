import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actingPermissions, permissions, permissionsByRole, roles } from './role.ts';

describe('the table of permissions', () => {
  const lines = readFileSync(new URL('../docs/SPEC.md', import.meta.url), 'utf8').split('\n');
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const [head = [], ...rows] = lines
    .filter((line) => line.startsWith('|') && !line.startsWith('|---'))
    .map(cells);

  it('ROLE-1: is the one that the rules print', () => {
    expect(rows.map(([permission]) => permission?.replaceAll('`', ''))).toEqual(permissions);
    expect(head.filter((role) => role !== 'permission' && role !== 'deputy, acting')).toEqual(roles);
    for (const role of roles) {
      const column = head.indexOf(role);
      const printed = permissions.filter((_, index) => rows[index]?.[column] === 'x');
      expect({ role, may: [...permissionsByRole[role]].sort() }).toEqual({ role, may: printed.sort() });
    }
  });

  it('DEPUTY-1: prints what a deputy gains while acting', () => {
    const [asleep, acting] = [head.indexOf('deputy'), head.indexOf('deputy, acting')];
    const gained = permissions.filter(
      (_, index) => rows[index]?.[acting] === 'x' && rows[index]?.[asleep] !== 'x',
    );
    expect(gained).toEqual(actingPermissions);
    expect(rows.filter((row) => row[asleep] === 'x' && row[acting] !== 'x')).toEqual([]);
  });
});
