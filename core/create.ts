import type { EventOf } from './event.ts';
import type { AgendaItemId, MeetingId, UnitId } from './id.ts';
import type { AgendaItem, Card, Participant } from './meeting.ts';
import { seatedCard } from './participant.ts';
import type { Refusal } from './refusal.ts';
import type { RoleGrant } from './role.ts';
import { type MeetingSettings, usualSettings } from './settings.ts';
import { type Level, type Unit, type UnitById, unitFaults } from './unit.ts';

export type MeetingDraft = {
  readonly id: MeetingId;
  readonly title: string;
  readonly unit: UnitId;
  readonly scheduledAt: number;
  /** Marked Mật: may not be held on this system (practice.md). */
  readonly secret: boolean;
  readonly settings: Partial<MeetingSettings>;
  readonly levels: readonly Level[];
  readonly units: readonly Unit[];
  readonly agenda: readonly {
    readonly title: string;
    readonly presenter: string;
    readonly plannedMs: number | null;
  }[];
  readonly invited: readonly {
    readonly card: Card;
    readonly roles: readonly Omit<RoleGrant, 'participant'>[];
  }[];
};

export type Creation =
  | { readonly ok: true; readonly event: EventOf<'meeting.created'> }
  | { readonly ok: false; readonly refusal: Refusal };

function invite(card: Card): Participant {
  return { card, invited: true, presence: { kind: 'absent' }, microphone: 'off', camera: 'off' };
}

/** The founding event of a meeting (LIFE-1): refuses a secret one, a broken unit tree, and one without a chair. */
export function createMeeting(draft: MeetingDraft): Creation {
  if (draft.secret) return { ok: false, refusal: { code: 'secret-meeting' } };
  const known = new Set(draft.units.map((unit) => unit.id));
  const strangers = draft.invited.some(
    ({ card, roles }) => !known.has(card.unit) || roles.some((grant) => !known.has(grant.unit)),
  );
  if (unitFaults(draft.levels, draft.units).length > 0 || !known.has(draft.unit) || strangers) {
    return { ok: false, refusal: { code: 'broken-units' } };
  }
  const roles: readonly RoleGrant[] = draft.invited.flatMap(({ card, roles: held }) =>
    held.map((grant) => ({ ...grant, participant: card.participant })),
  );
  if (!roles.some((grant) => grant.role === 'chair' && grant.unit === draft.unit)) {
    return { ok: false, refusal: { code: 'last-chair' } };
  }
  const agenda: readonly AgendaItem[] = draft.agenda.map((item, index) => ({
    ...item,
    id: `a${index + 1}` as AgendaItemId,
  }));
  const { id, title, unit, scheduledAt, levels, units } = draft;
  const unitById: UnitById = Object.fromEntries(units.map((each) => [each.id, each]));
  return {
    ok: true,
    event: {
      type: 'meeting.created',
      meeting: id,
      title,
      unit,
      scheduledAt,
      settings: { ...usualSettings, ...draft.settings },
      levels,
      units,
      participants: draft.invited.map(({ card }) => invite(seatedCard({ unitById, unit }, card))),
      roles,
      agenda,
    },
  };
}
