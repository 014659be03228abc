import type { CommandOf } from '../../../core/command.ts';
import type { UnitId } from '../../../core/id.ts';
import { permissionsByRole, type Role } from '../../../core/role.ts';
import { deskFor, forget, putAt } from './desk.ts';
import { endAll } from './floor.ts';
import type { Rule } from './rule.ts';
import { chairsOf, deputiesOf, may } from './standing.ts';
import { holderOf, type Model, mainHall, newcomer, type Person } from './state.ts';
import { isUnit } from './tree.ts';

/* Who comes and goes, and who holds which role. */

/** Everything somebody had of the meeting (LINE-3, ADMIT-4, ROLE-3). */
function takeAll(model: Model, { id }: Person): void {
  endAll(
    model,
    model.given.filter((each) => holderOf(each) === id),
  );
  for (const request of model.requests.filter(({ by }) => by === id)) forget(model, request);
}

function become(model: Model, person: Person, presence: Person['presence']): void {
  person.presence = presence;
  person.since = model.now;
}

const conducting: readonly Role[] = ['chair', 'deputy', 'secretary', 'operator', 'recorder'];

/** ADMIT-1. */
function comesInFreely(model: Model, { id, kind, invited }: Person): boolean {
  const { admission } = model.settings;
  if (!invited && kind !== 'recorder') return false;
  if (model.roles.some(({ participant, role }) => participant === id && conducting.includes(role)))
    return true;
  return admission === 'invited' || (admission === 'sites' && kind === 'site');
}

/** Whether somebody's connection is taken; undefined: it is. */
export function refusedAtTheDoor(model: Model, { card }: CommandOf<'participant.join'>) {
  if (model.phase === 'closed') return 'already-closed' as const;
  return model.people.get(card.participant)?.presence === 'denied'
    ? ('admission-denied' as const)
    : undefined;
}

export function arrive(model: Model, { card, camera }: CommandOf<'participant.join'>): void {
  const person = model.people.get(card.participant) ?? newcomer(card, false);
  model.people.set(person.id, person);
  switch (person.presence) {
    case 'present':
    case 'waiting':
    case 'denied':
      return;
    case 'dropped':
      become(model, person, 'present');
      return;
    case 'left':
    case 'absent':
      person.camera = camera === 'on';
      become(
        model,
        person,
        person.presence === 'left' || comesInFreely(model, person) ? 'present' : 'waiting',
      );
      return;
  }
}

export function loseLine(model: Model, { participant }: CommandOf<'participant.drop'>): void {
  const person = model.people.get(participant);
  if (person?.presence === 'present') become(model, person, 'dropped');
  if (person?.presence === 'waiting') becomeAbsent(person);
}

/** ADMIT-8. */
function becomeAbsent(person: Person): void {
  person.presence = 'absent';
  person.camera = false;
}

/** ROLE-2: nobody gives or takes more than they hold over that unit. */
function holdsAllOf(model: Model, self: Person, role: Role, unit: UnitId): boolean {
  return permissionsByRole[role].every((permission) => may(model, self.id, permission, unit));
}

type PeopleType =
  | 'participant.leave'
  | 'participant.admit'
  | 'participant.deny'
  | 'role.grant'
  | 'role.revoke'
  | 'settings.change';

export const peopleRules = {
  'participant.leave': (model, self) => ({
    happens: () => {
      takeAll(model, self);
      self.camera = false;
      if (self.presence === 'waiting') becomeAbsent(self);
      else become(model, self, 'left');
    },
  }),
  'participant.admit': (model, _, { participant }) => {
    const target = model.people.get(participant);
    const isOutside = target?.presence === 'waiting' || target?.presence === 'denied';
    const isIn = target?.presence === 'present' || target?.presence === 'dropped';
    return {
      needs: { permission: 'admission.decide', over: target?.unit },
      refusals: [!isOutside && !isIn && 'not-present'],
      happens: () => {
        if (!target || !isOutside) return;
        if (!model.roles.some((each) => each.participant === participant))
          model.roles.push({ participant, role: 'guest', unit: target.unit });
        become(model, target, target.presence === 'denied' ? 'left' : 'present');
      },
    };
  },
  'participant.deny': (model, self, { participant }) => {
    const target = model.people.get(participant);
    const chairs = chairsOf(model, mainHall);
    const leads = model.roles.some((each) => each.participant === participant && each.role === 'chair');
    const isKept = leads || deputiesOf(model, mainHall).includes(participant);
    const isAway = target?.presence === 'absent' || target?.presence === 'left';
    const servesAbove = model.roles.some(
      (each) =>
        each.participant === participant &&
        conducting.includes(each.role) &&
        !may(model, self.id, 'admission.decide', each.unit),
    );
    return {
      needs: { permission: 'admission.decide', over: target?.unit },
      refusals: [
        participant === self.id && 'not-permitted',
        chairs.includes(participant) && 'not-permitted',
        isKept && !chairs.includes(self.id) && 'not-permitted',
        servesAbove && 'not-permitted',
        isAway && 'not-present',
      ],
      happens: () => {
        if (!target || target.presence === 'denied') return;
        takeAll(model, target);
        target.camera = false;
        become(model, target, 'denied');
      },
    };
  },
  'role.grant': (model, self, { participant, role, unit }) => {
    const target = model.people.get(participant);
    const has = model.roles.some(
      (each) => each.participant === participant && each.role === role && each.unit === unit,
    );
    return {
      needs: { permission: 'role.grant', over: isUnit(unit) ? unit : undefined },
      refusals: [
        target === undefined && 'not-found',
        (role === 'recorder' || target?.kind === 'recorder') && 'not-permitted',
        !holdsAllOf(model, self, role, unit) && 'not-permitted',
      ],
      happens: () => {
        if (!has) model.roles.push({ participant, role, unit });
      },
    };
  },
  'role.revoke': (model, self, { participant, role, unit }) => {
    const held = model.roles.find(
      (each) => each.participant === participant && each.role === role && each.unit === unit,
    );
    const isHall = unit === mainHall || model.sidebars.has(unit);
    return {
      needs: { permission: 'role.grant', over: isUnit(unit) ? unit : undefined },
      refusals: [
        held === undefined && 'not-found',
        !holdsAllOf(model, self, role, unit) && 'not-permitted',
        role === 'chair' && isHall && chairsOf(model, unit).length === 1 && 'last-chair',
      ],
      happens: () => {
        model.roles = model.roles.filter((each) => each !== held);
        const target = model.people.get(participant);
        if (target && !may(model, participant, 'floor.hold', target.unit)) takeAll(model, target);
      },
    };
  },
  'settings.change': (model, _, { settings }) => ({
    needs: { permission: 'settings.change', over: mainHall },
    happens: () => {
      const before = model.settings.requestRoute;
      model.settings = { ...model.settings, ...settings };
      if (model.settings.requestRoute === before) return;
      for (const each of model.requests) putAt(model, each, deskFor(model, each.by));
    },
  }),
} as const satisfies { [T in PeopleType]: Rule<T> };
