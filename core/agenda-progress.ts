import type { AgendaItem, Meeting } from './meeting.ts';

/** `passed`: not taken up, although the meeting has gone on to a later one. */
export type AgendaItemState = 'ahead' | 'current' | 'done' | 'passed';

/** Times are epoch milliseconds, lengths milliseconds. */
export type AgendaItemProgress = {
  readonly item: AgendaItem;
  readonly state: AgendaItemState;
  /** When it was to begin, counted from the appointed time; null: an item before it has no planned length. */
  readonly plannedAt: number | null;
  /** When it was first taken up, and last put away; null: not yet. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** All its stretches together, the present one up to now. */
  readonly spentMs: number;
  /** What it took beyond its plan; 0 while within it, and without a plan. */
  readonly overrunMs: number;
};

export type AgendaProgress = {
  readonly items: readonly AgendaItemProgress[];
  /** When the meeting was to end; null: nobody said, and some item has no planned length. */
  readonly plannedEnd: number | null;
  /**
   * When it ends if what is left takes as long as planned (AGENDA-5); null where that cannot be said: no agenda, or
   * the current item or one ahead has no planned length, or the meeting is over.
   */
  readonly expectedEnd: number | null;
};

function runsOf({ agendaRuns }: Meeting, item: AgendaItem, now: number) {
  return agendaRuns
    .filter((run) => run.item === item.id)
    .map(({ from, to }) => ({ from, to, spent: Math.max(0, (to ?? now) - from) }));
}

function progressOf(meeting: Meeting, item: AgendaItem, now: number): Omit<AgendaItemProgress, 'plannedAt'> {
  const runs = runsOf(meeting, item, now);
  const place = meeting.agenda.indexOf(item);
  const latest = Math.max(
    -1,
    ...meeting.agendaRuns.map((run) => meeting.agenda.findIndex(({ id }) => id === run.item)),
  );
  const isCurrent = meeting.agendaItem === item.id;
  const spentMs = runs.reduce((sum, { spent }) => sum + spent, 0);
  const untaken = place < latest ? 'passed' : 'ahead';
  return {
    item,
    state: isCurrent ? 'current' : runs.length > 0 ? 'done' : untaken,
    startedAt: runs[0]?.from ?? null,
    endedAt: runs.at(-1)?.to ?? null,
    spentMs,
    overrunMs: item.plannedMs === null ? 0 : Math.max(0, spentMs - item.plannedMs),
  };
}

/** Sums lengths until one is unknown. */
function sum(lengths: readonly (number | null)[]): number | null {
  return lengths.reduce((all, each) => (all === null || each === null ? null : all + each), 0);
}

function expectedEnd(meeting: Meeting, items: readonly AgendaItemProgress[], now: number): number | null {
  const { phase } = meeting;
  const waits = phase.kind === 'scheduled' || phase.kind === 'trial';
  const sits = phase.kind === 'live' && phase.adjournedAt === null;
  if (items.length === 0 || (!waits && !sits)) return null;
  const left = sum(
    items.map(({ item, state, spentMs }) => {
      if (state === 'ahead') return item.plannedMs;
      if (state !== 'current') return 0;
      return item.plannedMs === null ? null : Math.max(0, item.plannedMs - spentMs);
    }),
  );
  if (left === null) return null;
  // A rest that was promised to end later holds everything up until then.
  const rest = phase.kind === 'live' ? (phase.rest?.until ?? now) : now;
  return left + Math.max(now, rest, waits ? meeting.scheduledAt : now);
}

/** How the agenda goes: planned and real times of each item, and when the meeting will end (AGENDA-4, AGENDA-5). */
export function agendaProgress(meeting: Meeting, now: number): AgendaProgress {
  const { agenda, scheduledAt } = meeting;
  const items = agenda.map((item, place): AgendaItemProgress => {
    const before = sum(agenda.slice(0, place).map(({ plannedMs }) => plannedMs));
    const plannedAt = before === null ? null : scheduledAt + before;
    return { ...progressOf(meeting, item, now), plannedAt };
  });
  const planned =
    meeting.plannedMs ?? (agenda.length === 0 ? null : sum(agenda.map((item) => item.plannedMs)));
  return {
    items,
    plannedEnd: planned === null ? null : scheduledAt + planned,
    expectedEnd: expectedEnd(meeting, items, now),
  };
}
