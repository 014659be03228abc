import { describe, expect, it } from 'vitest';
import { scheduledMeeting, who } from '../test/doubles/meeting.ts';
import {
  type Convener,
  mayArrange,
  mayChair,
  mayConvene,
  mayConveneSomewhere,
  mayName,
  namedRoles,
} from './convening-right.ts';
import type { LevelId, ParticipantId, UnitId } from './id.ts';
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

describe('who may be named to what', () => {
  const named = (role: (typeof namedRoles)[number], home: string, at: string) =>
    mayName(unitById, { convening: unit('11'), home: unit(home), role, unit: unit(at) });

  it('CONVENE-6: to anything over the convening unit or one below it, never over one above or beside', () => {
    for (const role of namedRoles) {
      expect([role, ...ids.filter((at) => named(role, '11', at))]).toEqual([
        role,
        '11',
        '11.103',
        '11.103.1',
      ]);
      expect(named(role, 'TW', '11')).toBe(true);
      expect(named(role, '12', '11')).toBe(false);
    }
  });

  it('CONVENE-6: to chair a unit only whoever could chair its own meeting', () => {
    expect(named('chair', '11.103', '11.103.1')).toBe(true);
    expect(named('chair', '11.103.1', '11.103')).toBe(true);
    const beside = { ...unitById, [unit('11.104')]: place('11.104', '11') };
    const at = { convening: unit('11'), home: unit('11.104'), unit: unit('11.103') };
    expect(mayName(beside, { ...at, role: 'chair' })).toBe(false);
    expect(mayName(beside, { ...at, role: 'secretary' })).toBe(true);
  });

  it('CONVENE-6: a site’s role and the recorder’s are no one’s to give', () => {
    expect(roles.filter((role) => !namedRoles.some((one) => one === role))).toEqual(['site', 'recorder']);
  });
});

describe('who may arrange a meeting without being in it', () => {
  const meeting = scheduledMeeting();
  const outside = (role: Role | null, at: string, more: Partial<Convener> = {}) => ({
    ...convener(role ?? 'guest', at, more),
    participant: 'person:outside' as ParticipantId,
  });

  it('SCHEDULE-4: who may call meetings in its unit’s name', () => {
    expect(mayArrange(outside('secretary', 'TW'), meeting)).toBe(true);
    expect(mayArrange(outside(null, 'TW', { administrator: true }), meeting)).toBe(true);
    expect(mayArrange(outside('secretary', '11'), meeting)).toBe(false);
    expect(mayArrange(outside('delegate', 'TW'), meeting)).toBe(false);
    expect(mayArrange(outside('chair', 'TW', { kind: 'site' }), meeting)).toBe(false);
  });

  it('SCHEDULE-4: who was given that in the meeting itself, over its unit and not over one below', () => {
    const invited = (participant: ParticipantId) => ({ ...outside(null, '11'), participant });
    const may = Object.values(who).filter((participant) => mayArrange(invited(participant), meeting));
    expect(may).toEqual([who.chair, who.secretary, who.operator]);
    const site = { ...invited(who.chair), kind: 'site' } as const;
    expect(mayArrange(site, meeting)).toBe(false);
  });
});
