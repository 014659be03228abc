import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { MeetingId } from '../../../core/id.ts';
import type { Unit } from '../../../core/unit.ts';
import type { ClashBody, ClashItem, Invitable, MeetingOrderReply } from '../../../protocol/convening.ts';
import type { Account } from '../../../protocol/http.ts';
import { api, replyOf, serverNow } from '../../session/index.ts';
import { useOperatedUnits } from '../pairing/unit-select.tsx';
import { comingPeople } from './coming-people.ts';
import {
  chairOf,
  emptyOrder,
  invitedOf,
  type MeetingOrder,
  momentOf,
  nextHalfHour,
  orderFrom,
} from './meeting-order.ts';

const nobody: Invitable = { levels: [], units: [], people: [] };

/** What is written first: an empty order, or what was ordered once. */
export type Start = {
  /** Null: nothing, or what was copied before its unit's tree was known. */
  readonly given: MeetingOrderReply | null;
  /** The meeting that is being changed; null: a new one. */
  readonly meeting: MeetingId | null;
};

function useInvitable(unit: MeetingOrder['unit']) {
  return useQuery({
    queryKey: ['invitable', unit],
    queryFn: () => (unit === null ? nobody : replyOf(api.invitable(unit))),
    enabled: unit !== null,
    staleTime: 60_000,
  });
}

/**
 * The order as it is being written, with what stands in for what was not chosen yet: the own unit, that unit's only
 * chair, all of its subtree. What was given waits for the tree of its unit, in which its choice of units is read.
 */
export function useOrder(account: Account, { given, meeting }: Start) {
  const [written, setWritten] = useState<MeetingOrder>(() => emptyOrder(serverNow()));
  const [pending, setPending] = useState<MeetingOrderReply | null>(given);
  /** Counts what was taken over, so that fields which keep their own text begin anew. */
  const [version, setVersion] = useState(0);
  const operated = useOperatedUnits();
  const own = operated.data?.find(({ id }) => id === account.unit)?.id ?? null;
  const unit = pending?.unit ?? written.unit ?? own;
  const invitable = useInvitable(unit);
  const { levels, units, people } = invitable.data ?? nobody;
  if (pending !== null && units.length > 0) {
    const at = meeting === null ? nextHalfHour(serverNow()) : pending.scheduledAt;
    setWritten(orderFrom(pending, { at, units }));
    setPending(null);
    setVersion(version + 1);
  }
  const order: MeetingOrder = { ...written, unit };
  const chair = chairOf(order, people);
  const chosen = useMemo(() => order.units ?? new Set(units.map(({ id }) => id)), [order.units, units]);
  const coming = comingPeople(order, {
    people,
    chair,
    self: account.participant,
    isChosen: (home) => chosen.has(home),
  });
  return {
    order,
    invitable,
    levels,
    units,
    people,
    chair,
    chosen,
    coming,
    version,
    /** The chair too. */
    personCount: coming.length + (chair === null ? 0 : 1),
    change: (part: Partial<MeetingOrder>) => setWritten((before) => ({ ...before, ...part })),
    // Who chairs and who is invited follows from the unit, so a new unit begins without.
    chooseUnit: (one: MeetingOrder['unit']) =>
      setWritten((before) => ({ ...before, unit: one, chair: null, units: null, named: [] })),
    take: setPending,
  };
}

export type DrawnOrder = ReturnType<typeof useOrder>;

/** Until a stretch of typing is over, in ms. */
const settledMs = 500;

/** Who is wanted elsewhere at the time of this order; nobody while it is not complete enough to be asked. */
export function useClashes(
  order: MeetingOrder,
  { meeting, chair, units }: { meeting: MeetingId | null; chair: ClashBody['chair']; units: readonly Unit[] },
): readonly ClashItem[] {
  const scheduledAt = momentOf(order);
  const { unit, minutes } = order;
  const body: ClashBody | null =
    unit === null || scheduledAt === null || units.length === 0
      ? null
      : { meeting, unit, scheduledAt, plannedMinutes: minutes, chair, invited: invitedOf(order, units) };
  const [asked] = useDebouncedValue(body === null ? null : JSON.stringify(body), settledMs);
  const clashes = useQuery({
    queryKey: ['clashes', asked],
    queryFn: () => (asked === null ? [] : replyOf(api.clashes(JSON.parse(asked)))),
    enabled: asked !== null,
    staleTime: 10_000,
    placeholderData: keepPreviousData,
  });
  return clashes.data ?? [];
}
