import { describe, expect, it } from 'vitest';
import type { LevelId, ParticipantId, UnitId } from '../../../core/id.ts';
import type { UnitById } from '../../../core/unit.ts';
import type { PersonItem } from '../../../protocol/convening.ts';
import {
  comingPeople,
  placesFor,
  rolesAtFirst,
  stayingAway,
  withNamed,
  withoutNamed,
} from './coming-people.ts';

const unit = (id: string) => id as UnitId;
const who = (name: string) => `person:${name}` as ParticipantId;
const person = (name: string, home: string, ...roles: PersonItem['roles']): PersonItem => ({
  participant: who(name),
  name,
  position: '',
  unit: unit(home),
  unitName: home,
  chairs: false,
  roles,
});
const people = [
  person('head', '11', { role: 'chair', unit: unit('11') }),
  person('clerk', '11', { role: 'secretary', unit: unit('11') }),
  person('mayor', '11.1', { role: 'chair', unit: unit('11.1') }),
  person('plain', '11.1', { role: 'guest', unit: unit('11.1') }),
  person('minister', 'TW', { role: 'chair', unit: unit('TW') }),
  person('keeper', '11'),
];
const unitById: UnitById = Object.fromEntries(
  [
    ['11', null],
    ['11.1', '11'],
    ['11.2', '11'],
  ].map(([id = '', parent]) => [
    id,
    { id: unit(id ?? ''), name: id ?? '', level: 'any' as LevelId, parent: parent as UnitId | null },
  ]),
);
const place = { unitById, convening: unit('11') };
const coming = (order: Partial<Parameters<typeof comingPeople>[0]>, ...chosen: string[]) =>
  comingPeople(
    { usual: true, named: [], ...order },
    { people, chair: who('head'), self: who('clerk'), isChosen: (home) => chosen.includes(home) },
  ).map(({ person: { name }, roles }) => `${name} ${roles.map(({ role }) => role).join()}`);

describe('who comes to a meeting as it is ordered', () => {
  it('CONVENE-3: the people of the chosen units as in daily life, and who orders it; the chair is told apart', () => {
    expect(coming({}, '11.1')).toEqual(['clerk secretary', 'mayor chair', 'plain guest']);
    expect(coming({ usual: false }, '11', '11.1')).toEqual(['clerk secretary']);
  });

  it('CONVENE-6: who is named comes as that, and to no role not at all', () => {
    const named = withNamed(withNamed([], who('plain'), []), who('minister'), [
      { role: 'guest', unit: unit('11') },
    ]);
    expect(coming({ named }, '11.1')).toEqual(['clerk secretary', 'mayor chair', 'minister guest']);
    expect(stayingAway({ named }, people).map(({ name }) => name)).toEqual(['plain']);
    expect(coming({ named: withoutNamed(named, who('plain')) }, '11.1')).toContain('plain guest');
  });

  it('CONVENE-6: a role is offered over the units where it may be given', () => {
    const [, , mayor, , minister] = people;
    if (!mayor || !minister) throw new Error('nobody');
    expect(placesFor(place, mayor, 'delegate')).toEqual(['11', '11.1', '11.2']);
    expect(placesFor(place, mayor, 'chair')).toEqual(['11', '11.1']);
    expect(placesFor(place, minister, 'chair')).toEqual(['11', '11.1', '11.2']);
  });

  it('names first to what somebody is in daily life, or as a delegate', () => {
    const rolesOf = (name: string) => {
      const found = people.find((one) => one.name === name);
      return found && rolesAtFirst(place, found);
    };
    expect(rolesOf('mayor')).toEqual([{ role: 'chair', unit: '11.1' }]);
    expect(rolesOf('plain')).toEqual([{ role: 'delegate', unit: '11.1' }]);
    expect(rolesOf('minister')).toEqual([{ role: 'delegate', unit: '11' }]);
  });
});
