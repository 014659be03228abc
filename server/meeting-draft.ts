import { mayChair, mayName } from '../core/convening-right.ts';
import type { Invitation, MeetingDraft } from '../core/create.ts';
import type { MeetingId, ParticipantId, UnitId } from '../core/id.ts';
import type { Card, Meeting } from '../core/meeting.ts';
import { covers, type Level, lineage, type Unit, type UnitById, unitOf } from '../core/unit.ts';
import { chosenUnits, strangersIn } from '../core/unit-choice.ts';
import type { ConveneBody, InvitedOrder, NamedPerson, ReviseBody } from '../protocol/convening.ts';
import { participantId } from '../protocol/id.ts';
import type { AccountRow, Outcome, StandingRole } from './ports.ts';

const minute = 60_000;

/** A seat for the unit's room. */
export function inviteSite(unit: Unit): Invitation {
  const card: Card = {
    participant: participantId.parse(`site:${unit.id}`),
    kind: 'site',
    name: unit.name,
    position: '',
    unit: unit.id,
    unitName: unit.name,
    level: unit.level,
  };
  return { card, roles: [{ role: 'site', unit: unit.id }] };
}

/** A seat for a person of this unit, with these roles. */
export function invitePerson(account: AccountRow, unit: Unit, roles: readonly StandingRole[]): Invitation {
  const { id, name, position } = account;
  const card: Card = {
    participant: id,
    kind: 'person',
    name,
    position,
    unit: unit.id,
    unitName: unit.name,
    level: unit.level,
  };
  return { card, roles };
}

/**
 * What somebody brings along into a meeting of these units (CONVENE-3): the standing roles that count in it, and
 * without any a guest's. None for an administrator without a standing role, who keeps the system running.
 */
export function rolesBrought(account: AccountRow, unitById: UnitById): readonly StandingRole[] {
  const { administrator, standingRoles, unit } = account;
  if (administrator && standingRoles.length === 0) return [];
  const counting = standingRoles.filter((held) => unitOf(unitById, held.unit) !== undefined);
  return counting.length > 0 ? counting : [{ role: 'guest', unit }];
}

/** The seats of those of the accounts that come as what they are in daily life; of no unit any more: no seat. */
export function invitePersons(accounts: readonly AccountRow[], unitById: UnitById): readonly Invitation[] {
  return accounts.flatMap((account) => {
    const unit = unitOf(unitById, account.unit);
    const roles = rolesBrought(account, unitById);
    if (account.disabledAt !== null || unit === undefined || roles.length === 0) return [];
    return [invitePerson(account, unit, roles)];
  });
}

/** Who may chair a meeting of this unit (CONVENE-2), and be named to anything in it (CONVENE-6). */
export function chairCandidates(
  accounts: readonly AccountRow[],
  unitById: UnitById,
  unit: UnitId,
): readonly AccountRow[] {
  return accounts.filter((account) => account.disabledAt === null && mayChair(unitById, unit, account.unit));
}

/** What a meeting's invitations are drawn up from. */
export type Books = {
  readonly units: readonly Unit[];
  readonly accounts: readonly AccountRow[];
};
export type Inviting = {
  readonly unit: UnitId;
  readonly chair: ParticipantId | null;
  readonly invited: InvitedOrder;
  /** Who calls the meeting: comes too, also from a unit above. */
  readonly convener: ParticipantId;
  /** The meeting that is being changed: whom it has already is named to the same again. Null: a new one. */
  readonly meeting: Meeting | null;
};

/** Who comes, and the units that the meeting then has. */
export type Drawn = { readonly units: readonly Unit[]; readonly invited: readonly Invitation[] };

/** The chair's seat comes first, and that role first among its roles: so it is the first chair (CONVENE-4). */
function inviteChair(
  chair: AccountRow,
  roles: readonly StandingRole[],
  at: { readonly unitById: UnitById; readonly unit: UnitId },
): readonly Invitation[] {
  const { unitById, unit } = at;
  const home = unitOf(unitById, chair.unit);
  const others = roles.filter(
    (held) => unitOf(unitById, held.unit) !== undefined && !(held.role === 'chair' && held.unit === unit),
  );
  return home ? [invitePerson(chair, home, [{ role: 'chair', unit }, ...others])] : [];
}

/** Whether this person may be named to all of this (CONVENE-6), or holds it in the meeting already. */
function isNameable({ unit, meeting }: Inviting, unitById: UnitById, named: NamedPerson & { home: UnitId }) {
  const { participant, home } = named;
  return named.roles.every(
    (grant) =>
      mayName(unitById, { convening: unit, home, ...grant }) ||
      meeting?.roles.some(
        (held) => held.participant === participant && held.role === grant.role && held.unit === grant.unit,
      ),
  );
}

/** What is wrong with the units, the chair or the names of an order; null: nothing. */
function faultOf(inviting: Inviting, { units, accounts }: Books): 'not-found' | 'not-permitted' | null {
  const unitById: UnitById = Object.fromEntries(units.map((one) => [one.id, one]));
  const { unit, invited, chair } = inviting;
  const outside = (one: UnitId) => !covers(unitById, unit, one);
  if (strangersIn(unitById, invited.units).length > 0) return 'not-found';
  if (Object.values(invited.units).flat().some(outside)) return 'not-found';
  const candidates = chairCandidates(accounts, unitById, unit);
  if (chair !== null && !candidates.some(({ id }) => id === chair)) return 'not-found';
  const homeOf = new Map(
    accounts.filter(({ disabledAt }) => disabledAt === null).map((one) => [one.id, one.unit]),
  );
  const coming = invited.named.filter(({ roles }) => roles.length > 0);
  for (const named of coming) {
    const home = homeOf.get(named.participant);
    if (home === undefined || !unitOf(unitById, home)) return 'not-found';
    if (!isNameable(inviting, unitById, { ...named, home })) return 'not-permitted';
  }
  return null;
}

/**
 * The one place that says who is invited (CONVENE-3, CONVENE-5, CONVENE-6). Refusals: `not-found` for a unit that is
 * not in the convening one's subtree, a chair who is not one to choose, or a person nobody knows; `not-permitted` for a
 * role that the person may not be named to. The units are those of the subtree, and every unit above somebody who
 * comes, so that their roles count.
 */
export function inviteAll(inviting: Inviting, books: Books): Outcome<Drawn> {
  const fault = faultOf(inviting, books);
  if (fault !== null) return { ok: false, refusal: { code: fault } };
  const { unit, invited, convener } = inviting;
  const whole: UnitById = Object.fromEntries(books.units.map((one) => [one.id, one]));
  const subtree = books.units.filter(({ id }) => covers(whole, unit, id));
  const chosen = chosenUnits(subtree, invited.units);
  const namedById = new Map(invited.named.map(({ participant, roles }) => [participant, roles]));

  const enabled = books.accounts.filter(({ disabledAt }) => disabledAt === null);
  const chair = enabled.find(({ id }) => id === inviting.chair);
  const others = enabled.filter(({ id }) => id !== chair?.id);
  const named = others.filter(({ id }) => (namedById.get(id) ?? []).length > 0);
  const usual = others.filter(
    ({ id, unit: home }) => !namedById.has(id) && (id === convener || (invited.usual && chosen.has(home))),
  );

  const homes = [...(chair ? [chair] : []), ...named, ...usual].map((account) => account.unit);
  const above = new Set([unit, ...homes].flatMap((one) => lineage(whole, one)));
  const units = books.units.filter(({ id }) => above.has(id) || covers(whole, unit, id));
  const unitById: UnitById = Object.fromEntries(units.map((one) => [one.id, one]));
  const chairing = chair
    ? inviteChair(chair, namedById.get(chair.id) ?? chair.standingRoles, { unitById, unit })
    : [];
  const naming = named.flatMap((account) => {
    const home = unitOf(unitById, account.unit);
    return home ? [invitePerson(account, home, namedById.get(account.id) ?? [])] : [];
  });
  const sites = subtree.filter(({ id }) => chosen.has(id)).map(inviteSite);
  return {
    ok: true,
    value: { units, invited: [...chairing, ...naming, ...invitePersons(usual, unitById), ...sites] },
  };
}

/** Agenda and length as the core has them. */
export function plannedOf({ agenda, plannedMinutes }: Pick<ReviseBody, 'agenda' | 'plannedMinutes'>) {
  const inMs = (minutes: number | null) => (minutes === null ? null : minutes * minute);
  return {
    plannedMs: inMs(plannedMinutes),
    agenda: agenda.map((item) => ({
      title: item.title,
      presenter: item.presenter,
      plannedMs: inMs(item.plannedMinutes),
      kinds: item.kinds,
      limitMsByKind: Object.fromEntries(
        Object.entries(item.limitMinutesByKind).map(([kind, minutes]) => [
          kind,
          Math.round(minutes * minute),
        ]),
      ),
    })),
  };
}

type Drafting = Books & {
  readonly id: MeetingId;
  readonly order: ConveneBody;
  readonly convener: ParticipantId;
  readonly levels: readonly Level[];
};

/**
 * The meeting as ordered. Refused as `inviteAll` says; whether such a meeting may be held is core's to say
 * (`createMeeting`), and who may order it the caller's (`mayConvene`).
 */
export function draftMeeting(drafting: Drafting): Outcome<MeetingDraft> {
  const { id, order, convener, levels, units, accounts } = drafting;
  const { unit, chair, invited } = order;
  const drawn = inviteAll({ unit, chair, invited, convener, meeting: null }, { units, accounts });
  if (!drawn.ok) return drawn;
  const { title, scheduledAt, secret, settings } = order;
  return {
    ok: true,
    value: { id, title, unit, scheduledAt, secret, settings, levels, ...plannedOf(order), ...drawn.value },
  };
}
