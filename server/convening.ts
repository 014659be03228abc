import type { Actor } from '../core/actor.ts';
import { mayConvene } from '../core/convening-right.ts';
import type { MeetingDraft } from '../core/create.ts';
import type { MeetingId, UnitId } from '../core/id.ts';
import { type Unit, type UnitById, unitOf } from '../core/unit.ts';
import type { ConveneBody, ConveneReply, PersonItem } from '../protocol/http.ts';
import { meetingId } from '../protocol/id.ts';
import { chairCandidates, draftMeeting } from './meeting-draft.ts';
import type { AccountRow, Outcome, Principal, Store } from './ports.ts';

type Needs = {
  readonly store: Pick<Store, 'units' | 'accounts'>;
  /** The hub's, already started. */
  readonly create: (draft: MeetingDraft, by: Actor) => Promise<Outcome<MeetingId>>;
  /** A fresh UUIDv7. */
  readonly newId: () => string;
};

/** Calling meetings, for who may (core CONVENE-1). */
export type Convening = {
  /** Refusals: `not-permitted`, `not-found` (unit or chair), and those of core `createMeeting`. */
  convene(by: Principal, order: ConveneBody): Promise<Outcome<ConveneReply>>;
  /** Who may chair a meeting of this unit: those who do so in daily life first, then by name. */
  people(by: Principal, unit: UnitId): Promise<Outcome<readonly PersonItem[]>>;
};

type Tree = { readonly units: readonly Unit[]; readonly unitById: UnitById };

const vietnamese = new Intl.Collator('vi');

function personOf(account: AccountRow, unitById: UnitById, convening: UnitId): PersonItem {
  const { id, name, position, unit, standingRoles } = account;
  return {
    participant: id,
    name,
    position,
    unit,
    unitName: unitOf(unitById, unit)?.name ?? unit,
    chairs: standingRoles.some((held) => held.role === 'chair' && held.unit === convening),
  };
}

export function createConvening({ store, create, newId }: Needs): Convening {
  /** The tree, if `by` may call meetings in this unit's name. Only administrators learn that there is no such unit. */
  const treeFor = async (by: Principal, unit: UnitId): Promise<Outcome<Tree>> => {
    const units = await store.units.all();
    const unitById: UnitById = Object.fromEntries(units.map((one) => [one.id, one]));
    const { kind, administrator } = by.account;
    if (mayConvene({ kind, administrator, standingRoles: by.standingRoles }, unitById, unit))
      return { ok: true, value: { units, unitById } };
    return { ok: false, refusal: { code: administrator ? 'not-found' : 'not-permitted' } };
  };

  return {
    convene: async (by, order) => {
      const tree = await treeFor(by, order.unit);
      if (!tree.ok) return tree;
      const [levels, accounts] = await Promise.all([store.units.levels(), store.accounts.all()]);
      const { participant: convener } = by.account;
      const drafted = draftMeeting({
        id: meetingId.parse(newId()),
        order,
        convener,
        levels,
        units: tree.value.units,
        accounts,
      });
      if (!drafted.ok) return drafted;
      const kind = by.account.administrator ? 'administrator' : 'participant';
      const created = await create(drafted.value, { kind, id: convener });
      return created.ok ? { ok: true, value: { id: created.value } } : created;
    },
    people: async (by, unit) => {
      const tree = await treeFor(by, unit);
      if (!tree.ok) return tree;
      const { unitById } = tree.value;
      const candidates = chairCandidates(await store.accounts.all(), unitById, unit);
      const people = candidates.map((account) => personOf(account, unitById, unit));
      const value = people.toSorted(
        (one, other) => Number(other.chairs) - Number(one.chairs) || vietnamese.compare(one.name, other.name),
      );
      return { ok: true, value };
    },
  };
}
