import { mayName, type NamedRole, namedRoles } from '../../../core/convening-right.ts';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { UnitById } from '../../../core/unit.ts';
import type { NamedPerson, PersonItem } from '../../../protocol/convening.ts';
import type { MeetingOrder } from './meeting-order.ts';

export type Held = NamedPerson['roles'][number];

/** Somebody who comes, and as what. */
export type Coming = {
  readonly person: PersonItem;
  readonly roles: PersonItem['roles'];
  /** Said so in the order, and not as in daily life. */
  readonly named: boolean;
};

type Known = {
  readonly people: readonly PersonItem[];
  readonly chair: ParticipantId | null;
  /** Who writes the order: comes too. */
  readonly self: ParticipantId;
  readonly isChosen: (unit: UnitId) => boolean;
};

/** Who would come, the chair left out, as the hub will draw it up (CONVENE-3). */
export function comingPeople(
  { usual, named }: Pick<MeetingOrder, 'usual' | 'named'>,
  { people, chair, self, isChosen }: Known,
): readonly Coming[] {
  const rolesById = new Map(named.map(({ participant, roles }) => [participant, roles]));
  return people
    .filter(({ participant }) => participant !== chair)
    .flatMap((person): readonly Coming[] => {
      const said = rolesById.get(person.participant);
      if (said) return said.length > 0 ? [{ person, roles: said, named: true }] : [];
      const comes = person.participant === self || (usual && isChosen(person.unit));
      return comes && person.roles.length > 0 ? [{ person, roles: person.roles, named: false }] : [];
    });
}

/** Those who would come by daily life and are left out by name. */
export function stayingAway(
  { named }: Pick<MeetingOrder, 'named'>,
  people: readonly PersonItem[],
): readonly PersonItem[] {
  const away = new Set(named.filter(({ roles }) => roles.length === 0).map(({ participant }) => participant));
  return people.filter(({ participant }) => away.has(participant));
}

/** The order with this person named to these roles. */
export function withNamed(
  named: readonly NamedPerson[],
  participant: ParticipantId,
  roles: readonly Held[],
): readonly NamedPerson[] {
  return [...named.filter((one) => one.participant !== participant), { participant, roles: [...roles] }];
}

/** The order without a word on this person: as in daily life again. */
export function withoutNamed(
  named: readonly NamedPerson[],
  participant: ParticipantId,
): readonly NamedPerson[] {
  return named.filter((one) => one.participant !== participant);
}

type Place = { readonly unitById: UnitById; readonly convening: UnitId };

/** Over which units of the subtree this person may be named to the role (CONVENE-6), in the tree's order. */
export function placesFor(
  { unitById, convening }: Place,
  person: Pick<PersonItem, 'unit'>,
  role: NamedRole,
): readonly UnitId[] {
  // Above the subtree, too, somebody's home counts: its line is not among the units that a screen knows.
  const home = Object.hasOwn(unitById, person.unit) ? person.unit : convening;
  return Object.values(unitById)
    .map(({ id }) => id)
    .filter((unit) => mayName(unitById, { convening, home, role, unit }));
}

/** As what somebody is named at first: what they are in daily life, as far as that may be said, else a delegate. */
export function rolesAtFirst(place: Place, person: PersonItem): readonly Held[] {
  const daily = person.roles.flatMap(({ role, unit }): readonly Held[] => {
    const named = namedRoles.find((each) => each === role);
    return named && placesFor(place, person, named).includes(unit) ? [{ role: named, unit }] : [];
  });
  if (daily.some(({ role }) => role !== 'guest')) return daily;
  const home = Object.hasOwn(place.unitById, person.unit) ? person.unit : place.convening;
  return [{ role: 'delegate', unit: home }];
}
