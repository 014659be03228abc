import type { UnitId } from './id.ts';
import type { Meeting, Participant } from './meeting.ts';
import { treeOrder } from './tree-order.ts';
import { type Trial, trialChecks } from './trial.ts';
import { lineage, unitOf } from './unit.ts';

/** How a site stands after its tests: all passed, one failed, or something still to be tested. */
export type TrialState = 'passed' | 'failed' | 'untested';

/** A failed check outweighs one that is still open (TRIAL-6). */
export function trialStateOf(trial: Trial): TrialState {
  const results = trialChecks.map((check) => trial[check]);
  if (results.some((result) => result?.passed === false)) return 'failed';
  return results.every((result) => result?.passed === true) ? 'passed' : 'untested';
}

/** Whether every check was confirmed by somebody who conducts trials, and none rests on the site's word alone. */
export function isConfirmed(trial: Trial): boolean {
  return trialChecks.every((check) => trial[check]?.confirmed === true);
}

export type TrialCount = Readonly<Record<TrialState, number>> & {
  readonly sites: number;
  /** Passed, and all of it confirmed. */
  readonly confirmed: number;
};

export type UnitTrial = TrialCount & {
  readonly unit: UnitId;
  readonly name: string;
  /** Steps below the unit that was asked about, which is 0. */
  readonly depth: number;
};

/** The sites that are tested: those invited, and those that are there. */
function testedSites(meeting: Meeting): readonly Participant[] {
  return Object.values(meeting.participantById).filter(
    ({ card, invited, presence }) =>
      card.kind === 'site' && (invited || presence.kind === 'present' || presence.kind === 'dropped'),
  );
}

/**
 * How many sites of each unit's subtree passed, failed or are untested, in the order of the tree; units without a site
 * are left out. The first one is the unit asked about and sums up all of it: what the chair is told before the meeting.
 */
export function trialByUnit(meeting: Meeting, unit: UnitId): readonly UnitTrial[] {
  const countByUnit = new Map<UnitId, { -readonly [K in keyof TrialCount]: TrialCount[K] }>();
  for (const { card, trial } of testedSites(meeting)) {
    const state = trialStateOf(trial);
    for (const above of lineage(meeting.unitById, card.unit)) {
      const count = countByUnit.get(above) ?? { sites: 0, passed: 0, failed: 0, untested: 0, confirmed: 0 };
      count.sites += 1;
      count[state] += 1;
      count.confirmed += state === 'passed' && isConfirmed(trial) ? 1 : 0;
      countByUnit.set(above, count);
    }
  }
  const order = treeOrder(meeting);
  const top = order.find((each) => each.unit === unit)?.depth ?? 0;
  return order.flatMap(({ unit: each, depth }) => {
    const count = countByUnit.get(each);
    if (count === undefined || !lineage(meeting.unitById, each).includes(unit)) return [];
    const name = unitOf(meeting.unitById, each)?.name ?? each;
    return [{ unit: each, name, depth: depth - top, ...count }];
  });
}

/** Whether it found something wrong itself, and nobody who tests has looked at it yet: it calls for help. */
export function callsForHelp(trial: Trial): boolean {
  return trialChecks.some((check) => trial[check]?.passed === false && !trial[check].confirmed);
}

/** What most needs somebody comes first: calls for help, failed, to be tested, to be confirmed, done. */
function urgencyOf(trial: Trial): number {
  switch (trialStateOf(trial)) {
    case 'failed':
      return callsForHelp(trial) ? 0 : 1;
    case 'untested':
      return 2;
    case 'passed':
      return isConfirmed(trial) ? 4 : 3;
  }
}

/** The sites of these subtrees as the operator's board lists them: whoever needs somebody most first (TRIAL-7). */
export function trialBoard(meeting: Meeting, scopes: readonly UnitId[]): readonly Participant[] {
  const placeByUnit = new Map(treeOrder(meeting).map((each, place) => [each.unit, place]));
  const place = ({ card }: Participant): number => placeByUnit.get(card.unit) ?? placeByUnit.size;
  const absence = ({ presence }: Participant): number => (presence.kind === 'present' ? 0 : 1);
  return testedSites(meeting)
    .filter(({ card }) => scopes.some((scope) => lineage(meeting.unitById, card.unit).includes(scope)))
    .sort(
      (one, other) =>
        urgencyOf(one.trial) - urgencyOf(other.trial) ||
        absence(one) - absence(other) ||
        place(one) - place(other) ||
        (one.card.participant < other.card.participant ? -1 : 1),
    );
}

/** How long before the appointed time the chair is shown how trial and attendance stand (practice.md: T-15). */
export const summaryBeforeMs = 15 * 60_000;

/** Whether that is now: from then on until the meeting opens (TRIAL-8). */
export function isSummaryDue(meeting: Pick<Meeting, 'phase' | 'scheduledAt'>, now: number): boolean {
  const waits = meeting.phase.kind === 'scheduled' || meeting.phase.kind === 'trial';
  return waits && now >= meeting.scheduledAt - summaryBeforeMs;
}
