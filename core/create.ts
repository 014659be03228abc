import type { EventOf } from './event.ts';
import type { AgendaItemId, MeetingId, UnitId } from './id.ts';
import type { AgendaItem, Card } from './meeting.ts';
import { newParticipant, seatedCard } from './participant.ts';
import type { Refusal, RefusalCode } from './refusal.ts';
import type { RoleGrant } from './role.ts';
import { type MeetingSettings, usualSettings } from './settings.ts';
import { type Level, type Unit, type UnitById, unitFaults, unitOf } from './unit.ts';

/** An agenda item as it is ordered; its id is given when the meeting is founded. */
export type DraftItem = Pick<AgendaItem, 'title' | 'presenter' | 'plannedMs'> &
  Partial<Pick<AgendaItem, 'kinds' | 'limitMsByKind'>>;

/** Somebody who is to come, with the roles they are to hold. */
export type Invitation = {
  readonly card: Card;
  readonly roles: readonly Omit<RoleGrant, 'participant'>[];
};

export type MeetingDraft = {
  readonly id: MeetingId;
  readonly title: string;
  readonly unit: UnitId;
  readonly scheduledAt: number;
  /** How long it is to last, in milliseconds; null or left out: nobody said. */
  readonly plannedMs?: number | null;
  /** Marked Mật: may not be held on this system (practice.md). */
  readonly secret: boolean;
  readonly settings: Partial<MeetingSettings>;
  readonly levels: readonly Level[];
  readonly units: readonly Unit[];
  readonly agenda: readonly DraftItem[];
  readonly invited: readonly Invitation[];
};

export type Creation =
  | { readonly ok: true; readonly event: EventOf<'meeting.created'> }
  | { readonly ok: false; readonly refusal: Refusal };

/** What the invitations of a meeting of this unit are refused with (LIFE-1); null: nothing is wrong with them. */
export function invitationRefusal(
  invited: readonly Invitation[],
  meeting: { readonly unit: UnitId; readonly unitById: UnitById },
): RefusalCode | null {
  const unknown = (unit: UnitId) => unitOf(meeting.unitById, unit) === undefined;
  const strange = invited.some(
    ({ card, roles }) => unknown(card.unit) || roles.some((grant) => unknown(grant.unit)),
  );
  if (strange) return 'broken-units';
  const chaired = invited.some(({ roles }) =>
    roles.some((grant) => grant.role === 'chair' && grant.unit === meeting.unit),
  );
  return chaired ? null : 'last-chair';
}

/** The roles that the invitations give, in their order. */
export function grantsOf(invited: readonly Invitation[]): readonly RoleGrant[] {
  return invited.flatMap(({ card, roles }) =>
    roles.map((grant) => ({ ...grant, participant: card.participant })),
  );
}

/**
 * The agenda with ids: an item that stood on the earlier one under the same title keeps its id, any other gets one that
 * was never given there.
 */
export function agendaOf(
  items: readonly DraftItem[],
  earlier: readonly AgendaItem[] = [],
): readonly AgendaItem[] {
  const kept = [...earlier];
  let last = Math.max(0, ...earlier.map(({ id }) => Number(id.slice(1))).filter(Number.isFinite));
  return items.map((item) => {
    const at = kept.findIndex(({ title }) => title === item.title);
    const [known] = at === -1 ? [] : kept.splice(at, 1);
    if (!known) last += 1;
    return { kinds: [], limitMsByKind: {}, ...item, id: known?.id ?? (`a${last}` as AgendaItemId) };
  });
}

/** The founding event of a meeting (LIFE-1): refuses a secret one, a broken unit tree, and one without a chair. */
export function createMeeting(draft: MeetingDraft): Creation {
  if (draft.secret) return { ok: false, refusal: { code: 'secret-meeting' } };
  const { id, title, unit, scheduledAt, plannedMs = null, levels, units, invited } = draft;
  const unitById: UnitById = Object.fromEntries(units.map((each) => [each.id, each]));
  if (unitFaults(levels, units).length > 0 || unitOf(unitById, unit) === undefined) {
    return { ok: false, refusal: { code: 'broken-units' } };
  }
  const code = invitationRefusal(invited, { unit, unitById });
  if (code !== null) return { ok: false, refusal: { code } };
  return {
    ok: true,
    event: {
      type: 'meeting.created',
      meeting: id,
      title,
      unit,
      scheduledAt,
      plannedMs,
      settings: { ...usualSettings, ...draft.settings },
      levels,
      units,
      participants: invited.map(({ card }) =>
        newParticipant(seatedCard({ unitById, unit }, card), { invited: true, camera: 'off' }),
      ),
      roles: grantsOf(invited),
      agenda: agendaOf(draft.agenda),
    },
  };
}
