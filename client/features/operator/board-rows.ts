import { scopesOf } from '../../../core/authority.ts';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { trialChecks } from '../../../core/trial.ts';
import { callsForHelp, type TrialState, trialBoard, trialStateOf } from '../../../core/trial-summary.ts';
import { covers } from '../../../core/unit.ts';
import { matches } from '../../ui/fold-text.ts';

export type BoardRow = {
  readonly participant: Participant;
  readonly outcome: TrialState;
  /** It found something wrong itself, and nobody who tests has looked at it yet: it calls for help. */
  readonly calls: boolean;
  /** Something it passed by its own finding alone waits for whoever tests. */
  readonly unconfirmed: boolean;
};

export const boardFilters = ['all', 'failed', 'untested', 'passed'] as const;
export type BoardFilter = (typeof boardFilters)[number];

export type BoardChoice = {
  readonly query: string;
  /** null: the whole scope */
  readonly within: UnitId | null;
  readonly filter: BoardFilter;
};

export type BoardCounts = Readonly<Record<TrialState, number>>;

/** The sites within somebody's scope for testing or for helping, in the core's order: who needs somebody most first. */
export function boardRows(meeting: Meeting, you: ParticipantId): readonly BoardRow[] {
  const scopes = [...scopesOf(meeting, you, 'trial.conduct'), ...scopesOf(meeting, you, 'site.assist')];
  return trialBoard(meeting, scopes).map((participant) => ({
    participant,
    outcome: trialStateOf(participant.trial),
    calls: callsForHelp(participant.trial),
    unconfirmed: trialChecks.some((check) => {
      const result = participant.trial[check];
      return result?.passed === true && !result.confirmed;
    }),
  }));
}

/** The rows that a choice shows; the order stays. */
export function chosenRows(
  meeting: Meeting,
  rows: readonly BoardRow[],
  { query, within, filter }: BoardChoice,
): readonly BoardRow[] {
  return rows.filter(
    ({ participant: { card }, outcome }) =>
      (filter === 'all' || outcome === filter) &&
      (within === null || covers(meeting.unitById, within, card.unit)) &&
      (query.trim() === '' || matches(card.name, query)),
  );
}

export function countOutcomes(rows: readonly BoardRow[]): BoardCounts {
  const counts = { passed: 0, failed: 0, untested: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}
