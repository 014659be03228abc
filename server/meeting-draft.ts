import { mayChair } from '../core/convening-right.ts';
import type { MeetingDraft } from '../core/create.ts';
import type { MeetingId, ParticipantId, UnitId } from '../core/id.ts';
import type { Card } from '../core/meeting.ts';
import { covers, type Level, lineage, type Unit, type UnitById, unitOf } from '../core/unit.ts';
import type { ConveneBody } from '../protocol/http.ts';
import { participantId } from '../protocol/id.ts';
import type { AccountRow, Outcome, StandingRole } from './ports.ts';

type Invited = MeetingDraft['invited'][number];

const minute = 60_000;

/** A seat for the unit's room. */
export function inviteSite(unit: Unit): Invited {
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
export function invitePerson(account: AccountRow, unit: Unit, roles: readonly StandingRole[]): Invited {
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
 * without any a guest's. Null for an administrator without a standing role, who keeps the system running.
 */
function rolesBrought(account: AccountRow, unitById: UnitById): readonly StandingRole[] | null {
  const { administrator, standingRoles, unit } = account;
  if (administrator && standingRoles.length === 0) return null;
  const counting = standingRoles.filter((held) => unitOf(unitById, held.unit) !== undefined);
  return counting.length > 0 ? counting : [{ role: 'guest', unit }];
}

/** The seats of those of the accounts that come as what they are in daily life; of no unit any more: no seat. */
export function invitePersons(accounts: readonly AccountRow[], unitById: UnitById): readonly Invited[] {
  return accounts.flatMap((account) => {
    const unit = unitOf(unitById, account.unit);
    const roles = rolesBrought(account, unitById);
    if (account.disabledAt !== null || unit === undefined || roles === null) return [];
    return [invitePerson(account, unit, roles)];
  });
}

/** Who may chair a meeting of this unit (CONVENE-2). */
export function chairCandidates(
  accounts: readonly AccountRow[],
  unitById: UnitById,
  unit: UnitId,
): readonly AccountRow[] {
  return accounts.filter((account) => account.disabledAt === null && mayChair(unitById, unit, account.unit));
}

type Drafting = {
  readonly id: MeetingId;
  readonly order: ConveneBody;
  /** Who calls the meeting: comes too, also from a unit above. */
  readonly convener: ParticipantId;
  readonly levels: readonly Level[];
  readonly units: readonly Unit[];
  readonly accounts: readonly AccountRow[];
};

/** The units of the meeting: the subtree, and every unit above somebody who comes, so that their roles count. */
function inAndAbove(
  unitById: UnitById,
  convening: UnitId,
  homes: readonly UnitId[],
): (unit: Unit) => boolean {
  const above = new Set([convening, ...homes].flatMap((unit) => lineage(unitById, unit)));
  return ({ id }) => above.has(id) || covers(unitById, convening, id);
}

/** The chair's seat comes first, and that role first among its roles: so it is the first chair (CONVENE-4). */
function inviteChair(
  chair: AccountRow,
  unit: Unit,
  brought: { unitById: UnitById; convening: UnitId },
): Invited {
  const { unitById, convening } = brought;
  const others = chair.standingRoles.filter(
    (held) =>
      unitOf(unitById, held.unit) !== undefined && !(held.role === 'chair' && held.unit === convening),
  );
  return invitePerson(chair, unit, [{ role: 'chair', unit: convening }, ...others]);
}

/**
 * The meeting as ordered: the one place that says who is invited (CONVENE-3). Refused with `not-found` when the chair
 * is not one to choose (CONVENE-2) or the unit is not there; whether such a meeting may be held is core's to say
 * (`createMeeting`), and who may order it the caller's (`mayConvene`).
 */
export function draftMeeting({
  id,
  order,
  convener,
  levels,
  units,
  accounts,
}: Drafting): Outcome<MeetingDraft> {
  const tree: UnitById = Object.fromEntries(units.map((unit) => [unit.id, unit]));
  const chair = chairCandidates(accounts, tree, order.unit).find((account) => account.id === order.chair);
  const home = chair && unitOf(tree, chair.unit);
  if (!chair || !home) return { ok: false, refusal: { code: 'not-found' } };
  const coming = accounts.filter(
    (account) =>
      account.id !== chair.id && (account.id === convener || covers(tree, order.unit, account.unit)),
  );
  const homes = [chair, ...coming].map((account) => account.unit);
  const present = units.filter(inAndAbove(tree, order.unit, homes));
  const unitById: UnitById = Object.fromEntries(present.map((unit) => [unit.id, unit]));
  return {
    ok: true,
    value: {
      id,
      title: order.title,
      unit: order.unit,
      scheduledAt: order.scheduledAt,
      secret: order.secret,
      settings: { admission: order.admission },
      levels,
      units: present,
      agenda: order.agenda.map(({ title, presenter, plannedMinutes }) => ({
        title,
        presenter,
        plannedMs: plannedMinutes === null ? null : plannedMinutes * minute,
      })),
      invited: [
        inviteChair(chair, home, { unitById, convening: order.unit }),
        ...invitePersons(coming, unitById),
        ...present.filter((unit) => covers(tree, order.unit, unit.id)).map(inviteSite),
      ],
    },
  };
}
