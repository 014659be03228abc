import { describe, expect, it } from 'vitest';
import { type Convener, mayChair, mayConvene, mayConveneSomewhere } from './convening-right.ts';
import type { LevelId, UnitId } from './id.ts';
import { type Role, roles } from './role.ts';
import type { UnitById } from './unit.ts';

const unit = (id: string) => id as UnitId;
const place = (id: string, parent: string | null) => ({
  id: unit(id),
  name: id,
  level: 'any' as LevelId,
  parent: parent === null ? null : unit(parent),
});
const ids = ['TW', '11', '11.103', '11.103.1', '12'];
const unitById: UnitById = Object.fromEntries(
  [
    place('TW', null),
    place('11', 'TW'),
    place('11.103', '11'),
    place('11.103.1', '11.103'),
    place('12', 'TW'),
  ].map((one) => [one.id, one]),
);
const convener = (role: Role, at: string, more: Partial<Convener> = {}): Convener => ({
  kind: 'person',
  administrator: false,
  standingRoles: [{ role, unit: unit(at) }],
  ...more,
});
const convenes = (who: Convener) => [...ids, 'gone'].filter((id) => mayConvene(who, unitById, unit(id)));

describe('the right to call a meeting', () => {
  it('CONVENE-1: of all roles, chairs, secretaries and operators may', () => {
    const may = ['chair', 'secretary', 'operator'];
    expect(roles.filter((role) => mayConveneSomewhere(convener(role, 'TW')))).toEqual(may);
    expect(roles.filter((role) => mayConvene(convener(role, 'TW'), unitById, unit('TW')))).toEqual(may);
  });

  it('CONVENE-1: a role covers its subtree, neither the unit above nor one beside', () => {
    expect(convenes(convener('secretary', '11'))).toEqual(['11', '11.103', '11.103.1']);
  });

  it('CONVENE-1: one of several roles is enough, and only where that one counts', () => {
    const standingRoles = [
      { role: 'delegate', unit: unit('TW') },
      { role: 'operator', unit: unit('12') },
    ] as const;
    expect(convenes(convener('delegate', 'TW', { standingRoles }))).toEqual(['12']);
  });

  it('CONVENE-1: an administrator may in every unit’s name that there is', () => {
    const administrator = convener('observer', '12', { administrator: true, standingRoles: [] });
    expect(mayConveneSomewhere(administrator)).toBe(true);
    expect(convenes(administrator)).toEqual(ids);
  });

  it('CONVENE-1: a role over a unit that left the tree is none', () => {
    expect(convenes(convener('chair', 'gone'))).toEqual([]);
  });

  it('CONVENE-1: a site never does, whatever it is said to hold', () => {
    const site = convener('chair', 'TW', { kind: 'site', administrator: true });
    expect(mayConveneSomewhere(site)).toBe(false);
    expect(convenes(site)).toEqual([]);
  });
});

describe('who may be chosen as chair', () => {
  it('CONVENE-2: those of the convening unit, of the units below and of the units above', () => {
    const chairs = (convening: string) =>
      ids.filter((home) => mayChair(unitById, unit(convening), unit(home)));
    expect(chairs('11')).toEqual(['TW', '11', '11.103', '11.103.1']);
    expect(chairs('11.103.1')).toEqual(['TW', '11', '11.103', '11.103.1']);
    expect(chairs('12')).toEqual(['TW', '12']);
    expect(chairs('TW')).toEqual(ids);
  });

  it('CONVENE-2: nobody of a unit that left the tree', () => {
    expect(mayChair(unitById, unit('11'), unit('gone'))).toBe(false);
    expect(mayChair(unitById, unit('gone'), unit('gone'))).toBe(false);
  });
});
