import { applyAll, found } from '../core/apply.ts';
import { chairsOf } from '../core/authority.ts';
import { type NamedRole, namedRoles } from '../core/convening-right.ts';
import type { Entry } from '../core/event.ts';
import type { ParticipantId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import type { RoleGrant } from '../core/role.ts';
import { covers, type UnitById } from '../core/unit.ts';
import { choiceOf } from '../core/unit-choice.ts';
import { conveneLimits, type MeetingOrderReply, type NamedPerson } from '../protocol/convening.ts';
import { rolesBrought } from './meeting-draft.ts';
import type { AccountRow, StandingRole } from './ports.ts';

const minute = 60_000;
const inMinutes = (ms: number | null) => (ms === null ? null : Math.max(1, Math.round(ms / minute)));

/** A meeting as it was arranged: its log up to its opening. Null for a log that does not begin with a meeting. */
export function arrangedMeeting(entries: readonly Entry[]): Meeting | null {
  const [first, ...rest] = entries;
  if (first?.event.type !== 'meeting.created') return null;
  const opening = rest.findIndex(({ event }) => event.type === 'meeting.opened');
  const before = opening === -1 ? rest : rest.slice(0, opening);
  return applyAll(found(first.event, first.seq), before);
}

const isNamed = (role: RoleGrant['role']): role is NamedRole => namedRoles.some((each) => each === role);

type Held = Pick<RoleGrant, 'role' | 'unit'>;
const keysOf = (roles: readonly Held[]) => new Set(roles.map(({ role, unit }) => `${role} ${unit}`));
function sameRoles(one: readonly Held[], other: readonly Held[]): boolean {
  const keys = keysOf(one);
  const others = keysOf(other);
  return keys.size === others.size && [...keys].every((key) => others.has(key));
}

type Persons = {
  readonly meeting: Meeting;
  readonly chair: ParticipantId;
  readonly usualById: ReadonlyMap<ParticipantId, readonly StandingRole[]>;
  /** Whoever still has an account: nobody else can be invited again. */
  readonly enabled: ReadonlySet<ParticipantId>;
};

/** What must be said of persons beside "as in daily life": who comes as something else, who comes besides, who stays away. */
function namedBeside({ meeting, chair, usualById, enabled }: Persons): readonly NamedPerson[] {
  const rolesOf = (id: ParticipantId) => meeting.roles.filter(({ participant }) => participant === id);
  const named = ({ role, unit }: RoleGrant) =>
    isNamed(role) && covers(meeting.unitById, meeting.unit, unit) ? [{ role, unit }] : [];
  const coming = Object.values(meeting.participantById).filter(
    ({ card, invited }) => invited && card.kind === 'person' && enabled.has(card.participant),
  );
  const comingIds = new Set(coming.map(({ card }) => card.participant));
  const differing = coming
    .map(({ card: { participant } }) => ({ participant, held: rolesOf(participant) }))
    .filter(({ participant, held }) => {
      const usual = usualById.get(participant);
      if (participant !== chair) return usual === undefined || !sameRoles(held, usual);
      const own = held.filter(({ role, unit }) => !(role === 'chair' && unit === meeting.unit));
      const daily = (usual ?? []).filter(({ role, unit }) => !(role === 'chair' && unit === meeting.unit));
      return own.length > 0 && !sameRoles(own, daily);
    })
    .map(({ participant, held }) => ({ participant, roles: held.flatMap(named) }));
  const away = [...usualById.keys()]
    .filter((participant) => !comingIds.has(participant))
    .map((participant) => ({ participant, roles: [] }));
  return [...differing, ...away];
}

/** The order that such a meeting would be called with (SCHEDULE-8): as it was arranged, in the shortest words. */
export function orderOf(meeting: Meeting, accounts: readonly AccountRow[]): MeetingOrderReply {
  const { unitById, unit } = meeting;
  const sites = Object.values(meeting.participantById).filter(
    ({ card, invited }) => invited && card.kind === 'site',
  );
  const chosen = new Set(sites.map(({ card }) => card.unit));
  const subtree = Object.values(unitById).filter(({ id }) => covers(unitById, unit, id));
  const [chair = '' as ParticipantId] = chairsOf(meeting, unit);
  const usualById = usualRoles(accounts, { chosen: (home) => chosen.has(home), unitById });
  const enabled = new Set(accounts.filter(({ disabledAt }) => disabledAt === null).map(({ id }) => id));
  const withUsual = namedBeside({ meeting, chair, usualById, enabled });
  const alone = namedBeside({ meeting, chair, usualById: new Map(), enabled });
  const usual = withUsual.length <= alone.length;
  return {
    title: meeting.title,
    unit,
    scheduledAt: meeting.scheduledAt,
    plannedMinutes: inMinutes(meeting.plannedMs),
    chair,
    agenda: meeting.agenda.map(({ title, presenter, plannedMs, kinds, limitMsByKind }) => ({
      title,
      presenter,
      plannedMinutes: inMinutes(plannedMs),
      kinds: [...kinds],
      limitMinutesByKind: Object.fromEntries(
        Object.entries(limitMsByKind).map(([kind, ms]) => [kind, ms / minute]),
      ),
    })),
    invited: {
      units: choiceOf(subtree, chosen),
      usual,
      named: [...(usual ? withUsual : alone)].slice(0, conveneLimits.named),
    },
    settings: meeting.settings,
  };
}

/** As what the people of these units come in daily life. */
function usualRoles(
  accounts: readonly AccountRow[],
  { chosen, unitById }: { chosen: (home: AccountRow['unit']) => boolean; unitById: UnitById },
): ReadonlyMap<ParticipantId, readonly StandingRole[]> {
  const present = accounts.filter(({ disabledAt, unit }) => disabledAt === null && chosen(unit));
  return new Map(
    present
      .map((account) => [account.id, rolesBrought(account, unitById)] as const)
      .filter(([, roles]) => roles.length > 0),
  );
}
