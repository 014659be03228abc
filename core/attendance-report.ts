import { type AttendanceState, attendanceStates } from './attendance.ts';
import type { LevelId, UnitId } from './id.ts';
import type { Card, Meeting, Participant, Presence } from './meeting.ts';
import { treeOrder } from './tree-order.ts';
import { type TrialState, trialStateOf } from './trial-summary.ts';
import { lineage, unitOf } from './unit.ts';

export type SiteAttendance = {
  readonly card: Card;
  readonly presence: Presence['kind'];
  /** Heads in the room; null: not entered. */
  readonly expected: number | null;
  readonly present: number | null;
  /** When they were entered, epoch milliseconds. */
  readonly at: number | null;
  readonly trial: TrialState;
};

export type DelegateAttendance = {
  readonly card: Card;
  readonly presence: Presence['kind'];
  readonly state: AttendanceState;
  /** Why absent; may be empty. */
  readonly reason: string;
  /** Who comes in their place with the chair's consent. */
  readonly substitute: string | null;
};

/** Sums over sites and delegates. */
export type AttendanceTotal = {
  readonly sites: number;
  /** Whose line is up, or was until it dropped. */
  readonly sitesThere: number;
  /** Whose present heads were entered. */
  readonly sitesCounted: number;
  readonly expected: number;
  readonly present: number;
  readonly untested: number;
  readonly failed: number;
  readonly delegates: Readonly<Record<AttendanceState, number>>;
};

export type LevelAttendance = AttendanceTotal & { readonly level: LevelId; readonly name: string };
export type UnitAttendance = AttendanceTotal & {
  readonly unit: UnitId;
  readonly name: string;
  /** Steps below the convening unit, which is 0. */
  readonly depth: number;
};

export type AttendanceReport = {
  readonly total: AttendanceTotal;
  /** In the order of the levels; those without a seat are left out. */
  readonly levels: readonly LevelAttendance[];
  /** Whole subtrees in the order of the tree; those without a seat are left out. */
  readonly units: readonly UnitAttendance[];
  /** All of these in the order of the tree: the main site first, then by unit code. */
  readonly sites: readonly SiteAttendance[];
  readonly delegates: readonly DelegateAttendance[];
  readonly notCalled: readonly Card[];
  readonly untested: readonly Card[];
};

type Tally = {
  -readonly [K in keyof AttendanceTotal]: AttendanceTotal[K] extends number
    ? number
    : Record<AttendanceState, number>;
};

const emptyTally = (): Tally => ({
  sites: 0,
  sitesThere: 0,
  sitesCounted: 0,
  expected: 0,
  present: 0,
  untested: 0,
  failed: 0,
  delegates: { uncalled: 0, inPerson: 0, online: 0, absent: 0 },
});

const isThere = ({ kind }: Presence): boolean => kind === 'present' || kind === 'dropped';

function siteOf({ card, presence, attendance, trial }: Participant): SiteAttendance {
  const { expected, present, at } = attendance;
  return { card, presence: presence.kind, expected, present, at, trial: trialStateOf(trial) };
}

function delegateOf({ card, presence, attendance }: Participant): DelegateAttendance {
  const { state, reason, substitute } = attendance;
  const accepted = substitute?.consent === 'given' ? substitute.name : null;
  return { card, presence: presence.kind, state, reason, substitute: accepted };
}

function count(tally: Tally, participant: Participant): void {
  const { card, attendance, presence, trial } = participant;
  if (card.kind === 'person') {
    tally.delegates[attendance.state] += 1;
    return;
  }
  const outcome = trialStateOf(trial);
  tally.sites += 1;
  tally.sitesThere += isThere(presence) ? 1 : 0;
  tally.sitesCounted += attendance.present === null ? 0 : 1;
  tally.expected += attendance.expected ?? 0;
  tally.present += attendance.present ?? 0;
  tally.untested += outcome === 'untested' ? 1 : 0;
  tally.failed += outcome === 'failed' ? 1 : 0;
}

/** Whether anybody at all is in the sum. */
function counted({ sites, delegates }: AttendanceTotal): boolean {
  return sites > 0 || attendanceStates.some((state) => delegates[state] > 0);
}

/**
 * Who is there (REPORT-2): heads expected and present per site, delegates by state, who was not yet called and which
 * sites are untested, with sums per level and per subtree. Each seat is looked at once, and each unit above it.
 */
export function attendanceReport(meeting: Meeting): AttendanceReport {
  const order = treeOrder(meeting);
  const placeByUnit = new Map(order.map(({ unit }, place) => [unit, place]));
  const place = (card: Card): number => placeByUnit.get(card.unit) ?? order.length;
  const seats = Object.values(meeting.participantById)
    .filter(({ card, invited, presence }) => card.kind !== 'recorder' && (invited || isThere(presence)))
    .sort(
      (one, other) =>
        place(one.card) - place(other.card) || (one.card.participant < other.card.participant ? -1 : 1),
    );

  const total = emptyTally();
  const tallyByLevel = new Map<LevelId, Tally>(meeting.levels.map(({ id }) => [id, emptyTally()]));
  const tallyByUnit = new Map<UnitId, Tally>(order.map(({ unit }) => [unit, emptyTally()]));
  for (const seat of seats) {
    const above = lineage(meeting.unitById, seat.card.unit).map((unit) => tallyByUnit.get(unit));
    for (const tally of [total, tallyByLevel.get(seat.card.level), ...above])
      if (tally !== undefined) count(tally, seat);
  }

  const sites = seats.filter(({ card }) => card.kind === 'site').map(siteOf);
  const delegates = seats.filter(({ card }) => card.kind === 'person').map(delegateOf);
  return {
    total,
    levels: meeting.levels
      .map(({ id, name }) => ({ level: id, name, ...(tallyByLevel.get(id) ?? emptyTally()) }))
      .filter(counted),
    units: order
      .map(({ unit, depth }) => {
        const name = unitOf(meeting.unitById, unit)?.name ?? unit;
        return { unit, name, depth, ...(tallyByUnit.get(unit) ?? emptyTally()) };
      })
      .filter(counted),
    sites,
    delegates,
    notCalled: delegates.filter(({ state }) => state === 'uncalled').map(({ card }) => card),
    untested: sites.filter(({ trial }) => trial === 'untested').map(({ card }) => card),
  };
}
