import { type Booking, type Clash, clashesOf, takesTime } from '../core/clash.ts';
import { mayArrange } from '../core/convening-right.ts';
import type { MeetingId, ParticipantId } from '../core/id.ts';
import type { Card, Meeting } from '../core/meeting.ts';
import { participantOf } from '../core/participant.ts';
import { type ClashBody, type ClashItem, clashNames } from '../protocol/convening.ts';
import { type ConveningNeeds, convenerOf, treeToConveneIn } from './convening.ts';
import { inviteAll } from './meeting-draft.ts';
import type { Outcome, Principal } from './ports.ts';

/** Who is wanted by two meetings at once: a warning while one is called or moved (core SCHEDULE-6). */
export type ClashWatch = {
  /** For a meeting as it is being ordered. Refusals: those of `inviteAll`, and `not-permitted`. */
  ofOrder(by: Principal, order: ClashBody): Promise<Outcome<readonly ClashItem[]>>;
  /** For a meeting that is there, if it were at that time. Refused with `not-found` to who may not arrange it. */
  whenMoved(by: Principal, meeting: MeetingId, scheduledAt: number): Promise<Outcome<readonly ClashItem[]>>;
};

const minute = 60_000;

function bookingOf({ id, scheduledAt, plannedMs, participantById }: Meeting): Booking {
  const invited = Object.values(participantById).filter(
    ({ invited: was, card }) => was && card.kind !== 'recorder',
  );
  const participants = new Set(invited.map(({ card }) => card.participant));
  return { meeting: id, from: scheduledAt, plannedMs, participants };
}

const vietnamese = new Intl.Collator('vi');

function namesOf(cards: readonly Card[], kind: Card['kind']): readonly string[] {
  return cards
    .filter((card) => card.kind === kind)
    .map(({ name }) => name)
    .sort(vietnamese.compare);
}

/** Whether more of a meeting than its time may be told: to who arranges it, and to who is invited. */
function mayKnow(by: Principal, meeting: Meeting): boolean {
  const convener = convenerOf(by);
  return participantOf(meeting, convener.participant) !== undefined || mayArrange(convener, meeting);
}

function itemOf(meeting: Meeting, { span, participants }: Clash, known: boolean): ClashItem {
  const cards = participants.flatMap((id: ParticipantId) => participantOf(meeting, id)?.card ?? []);
  const sites = namesOf(cards, 'site');
  const persons = namesOf(cards, 'person');
  return {
    title: known ? meeting.title : null,
    unitName: meeting.unitById[meeting.unit]?.name ?? '',
    ...span,
    sites: sites.slice(0, clashNames),
    siteCount: sites.length,
    persons: persons.slice(0, clashNames),
    personCount: persons.length,
  };
}

export function createClashWatch({ store, hub }: Pick<ConveningNeeds, 'store' | 'hub'>): ClashWatch {
  const clashes = (by: Principal, wanted: Booking): readonly ClashItem[] => {
    const others = hub
      .meetings()
      .map((live) => live.state())
      .filter(({ phase }) => takesTime(phase));
    const meetingById = new Map(others.map((meeting) => [meeting.id, meeting]));
    return clashesOf(wanted, others.map(bookingOf)).flatMap((clash) => {
      const meeting = meetingById.get(clash.meeting);
      return meeting ? [itemOf(meeting, clash, mayKnow(by, meeting))] : [];
    });
  };

  return {
    ofOrder: async (by, order) => {
      const units = await treeToConveneIn(store, by, order.unit);
      if (!units.ok) return units;
      const { unit, chair, invited, scheduledAt, plannedMinutes } = order;
      const known = order.meeting === null ? null : (hub.meeting(order.meeting)?.state() ?? null);
      const meeting = known !== null && mayArrange(convenerOf(by), known) ? known : null;
      const drawn = inviteAll(
        { unit, chair, invited, convener: by.account.participant, meeting },
        { units: units.value, accounts: await store.accounts.all() },
      );
      if (!drawn.ok) return drawn;
      const wanted: Booking = {
        // A new meeting has no id yet, and none that another one has.
        meeting: order.meeting ?? ('' as MeetingId),
        from: scheduledAt,
        plannedMs: plannedMinutes === null ? null : plannedMinutes * minute,
        participants: new Set(drawn.value.invited.map(({ card }) => card.participant)),
      };
      return { ok: true, value: clashes(by, wanted) };
    },
    whenMoved: async (by, id, scheduledAt) => {
      const meeting = hub.meeting(id)?.state();
      if (!meeting || !mayArrange(convenerOf(by), meeting))
        return { ok: false, refusal: { code: 'not-found' } };
      return { ok: true, value: clashes(by, { ...bookingOf(meeting), from: scheduledAt }) };
    },
  };
}
