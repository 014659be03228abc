import type { Actor } from '../core/actor.ts';
import type { ArrangingCommand } from '../core/command.ts';
import { type Convener, mayArrange, mayConvene } from '../core/convening-right.ts';
import type { MeetingDraft } from '../core/create.ts';
import type { MeetingId, UnitId } from '../core/id.ts';
import type { Meeting } from '../core/meeting.ts';
import { covers, type Level, type Unit, type UnitById, unitOf } from '../core/unit.ts';
import type {
  ConveneBody,
  ConveneReply,
  Invitable,
  MeetingOrderReply,
  PersonItem,
  ReviseBody,
  ScheduleBody,
  UnitMeetingItem,
} from '../protocol/convening.ts';
import { meetingId } from '../protocol/id.ts';
import type { Hub } from './hub.ts';
import { chairCandidates, draftMeeting, inviteAll, plannedOf, rolesBrought } from './meeting-draft.ts';
import { arrangedMeeting, orderOf } from './meeting-order.ts';
import type { AccountRow, Outcome, Principal, Store } from './ports.ts';

export type ConveningNeeds = {
  readonly store: Pick<Store, 'units' | 'accounts' | 'meetings' | 'log'>;
  /** Already started. */
  readonly hub: Pick<Hub, 'create' | 'meeting' | 'meetings'>;
  /** A fresh UUIDv7. */
  readonly newId: () => string;
};

type Done = Outcome<{ readonly seq: number }>;

/** Calling and arranging meetings, for who may (core CONVENE-1, SCHEDULE-4). */
export type Convening = {
  /** Refusals: `not-permitted`, `not-found` (unit, chair, person), and those of core `createMeeting`. */
  convene(by: Principal, order: ConveneBody): Promise<Outcome<ConveneReply>>;
  /** Whom a meeting of this unit may invite. Refusals: `not-permitted`, `not-found`. */
  invitable(by: Principal, unit: UnitId): Promise<Outcome<Invitable>>;
  /** The unit's meetings, the latest first. Refusals: `not-permitted`, `not-found`. */
  meetingsOf(by: Principal, unit: UnitId): Promise<Outcome<readonly UnitMeetingItem[]>>;
  /** What was ordered, to change it or to copy it. Refused with `not-found` to who may not. */
  order(by: Principal, meeting: MeetingId): Promise<Outcome<MeetingOrderReply>>;
  /** Changes a meeting that has not begun. Refusals: `not-found`, `not-permitted`, and those of core `arrange`. */
  revise(by: Principal, meeting: MeetingId, order: ReviseBody): Promise<Done>;
  /** Moves, postpones or cancels a meeting. Refusals: `not-found`, and those of core `arrange`. */
  schedule(by: Principal, meeting: MeetingId, wish: ScheduleBody): Promise<Done>;
};

const no = (code: 'not-found' | 'not-permitted') => ({ ok: false, refusal: { code } }) as const;
const vietnamese = new Intl.Collator('vi');

export function treeOf(units: readonly Unit[]): UnitById {
  return Object.fromEntries(units.map((unit) => [unit.id, unit]));
}

/** What core's rules need to know of a signed-in identity. */
export function convenerOf({ account, standingRoles }: Principal) {
  const { kind, administrator, participant } = account;
  return { kind, administrator, standingRoles, participant } satisfies Convener & { participant: string };
}

/** The tree, if `by` may call meetings in this unit's name. Only administrators learn that there is no such unit. */
export async function treeToConveneIn(
  store: Pick<Store, 'units'>,
  by: Principal,
  unit: UnitId,
): Promise<Outcome<readonly Unit[]>> {
  const units = await store.units.all();
  if (mayConvene(convenerOf(by), treeOf(units), unit)) return { ok: true, value: units };
  return no(by.account.administrator ? 'not-found' : 'not-permitted');
}

/** Who wishes it, to a meeting that they arrange from outside. */
export function actorOf({ account }: Principal): Actor {
  return account.administrator
    ? { kind: 'administrator', id: account.participant }
    : { kind: 'convener', id: account.participant };
}

function personOf(account: AccountRow, unitById: UnitById, convening: UnitId): PersonItem {
  const { id, name, position, unit, standingRoles } = account;
  return {
    participant: id,
    name,
    position,
    unit,
    unitName: unitOf(unitById, unit)?.name ?? unit,
    chairs: standingRoles.some((held) => held.role === 'chair' && held.unit === convening),
    roles: rolesBrought(account, unitById),
  };
}

/** The levels that these units stand on, in their order. */
function levelsOf(levels: readonly Level[], units: readonly Unit[]): readonly Level[] {
  const present = new Set(units.map(({ level }) => level));
  return levels.filter(({ id }) => present.has(id));
}

/** Meetings kept as they were arranged, for who copies or asks for the same again. */
const keptArranged = 4;

/**
 * Meetings that have begun, or that nobody has loaded any more, as they were arranged. That part of a log does not
 * change, and reading a long one takes the event loop: so no more than once for the last few that were asked for.
 */
function createArrangedShelf(log: Pick<Store['log'], 'read'>): (id: MeetingId) => Promise<Meeting | null> {
  const kept = new Map<MeetingId, Promise<Meeting | null>>();
  return (id) => {
    const known = kept.get(id);
    const reading = known ?? log.read(id, 0).then(arrangedMeeting);
    kept.delete(id);
    kept.set(id, reading);
    const [oldest] = kept.keys();
    if (kept.size > keptArranged && oldest !== undefined) kept.delete(oldest);
    const forget = () => {
      if (kept.get(id) === reading) kept.delete(id);
    };
    // One that there is not may be called yet; one that could not be read may be read later.
    reading.then((meeting) => (meeting === null ? forget() : undefined), forget);
    return reading;
  };
}

export function createConvening({ store, hub, newId }: ConveningNeeds): Convening {
  const begunMeeting = createArrangedShelf(store.log);

  /** The meeting as it was arranged, if `by` may arrange it: who may not is not told that there is one. */
  const arranged = async (by: Principal, id: MeetingId): Promise<Meeting | null> => {
    if (by.account.kind !== 'person') return null;
    const meeting = hub.meeting(id)?.state() ?? (await begunMeeting(id));
    if (!meeting || !mayArrange(convenerOf(by), meeting)) return null;
    const begun = meeting.phase.kind === 'live' || meeting.phase.kind === 'closed';
    return begun ? await begunMeeting(id) : meeting;
  };

  const send = async (by: Principal, id: MeetingId, command: ArrangingCommand): Promise<Done> => {
    const live = hub.meeting(id);
    return live ? live.send(actorOf(by), command) : no('not-found');
  };

  return {
    convene: async (by, order) => {
      const units = await treeToConveneIn(store, by, order.unit);
      if (!units.ok) return units;
      const [levels, accounts] = await Promise.all([store.units.levels(), store.accounts.all()]);
      const { participant: convener, administrator } = by.account;
      const id = meetingId.parse(newId());
      const drafted: Outcome<MeetingDraft> = draftMeeting({
        id,
        order,
        convener,
        levels,
        units: units.value,
        accounts,
      });
      if (!drafted.ok) return drafted;
      const kind = administrator ? 'administrator' : 'participant';
      const created = await hub.create(drafted.value, { kind, id: convener });
      return created.ok ? { ok: true, value: { id: created.value } } : created;
    },
    invitable: async (by, unit) => {
      const units = await treeToConveneIn(store, by, unit);
      if (!units.ok) return units;
      const [levels, accounts] = await Promise.all([store.units.levels(), store.accounts.all()]);
      const unitById = treeOf(units.value);
      const subtree = units.value.filter(({ id }) => covers(unitById, unit, id));
      const people = chairCandidates(accounts, unitById, unit)
        .map((account) => personOf(account, unitById, unit))
        .sort(
          (one, other) =>
            Number(other.chairs) - Number(one.chairs) || vietnamese.compare(one.name, other.name),
        );
      return { ok: true, value: { levels: levelsOf(levels, subtree), units: subtree, people } };
    },
    meetingsOf: async (by, unit) => {
      const units = await treeToConveneIn(store, by, unit);
      if (!units.ok) return units;
      const rows = await store.meetings.ofUnit(unit);
      return {
        ok: true,
        value: rows.map(({ id, title, scheduledAt, plannedMs, phase }) => ({
          id,
          title,
          scheduledAt,
          plannedMs,
          phase,
        })),
      };
    },
    order: async (by, id) => {
      const meeting = await arranged(by, id);
      if (!meeting) return no('not-found');
      return { ok: true, value: orderOf(meeting, await store.accounts.all()) };
    },
    revise: async (by, id, order) => {
      const meeting = await arranged(by, id);
      if (!meeting) return no('not-found');
      const { chair, invited, title, settings } = order;
      const drawn = inviteAll(
        { unit: meeting.unit, chair, invited, convener: by.account.participant, meeting },
        { units: Object.values(meeting.unitById), accounts: await store.accounts.all() },
      );
      if (!drawn.ok) return drawn;
      return send(by, id, {
        type: 'meeting.revise',
        title,
        settings,
        ...plannedOf(order),
        invited: drawn.value.invited,
      });
    },
    schedule: async (by, id, wish) => ((await arranged(by, id)) ? send(by, id, wish) : no('not-found')),
  };
}
