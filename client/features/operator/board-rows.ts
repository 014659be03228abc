import { type TrialOutcome, trialOutcome } from '../../../core/attendance-report.ts';
import { scopesOf } from '../../../core/authority.ts';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Meeting, Participant } from '../../../core/meeting.ts';
import { treeOrder } from '../../../core/tree-order.ts';
import { type Trial, trialChecks } from '../../../core/trial.ts';
import { covers } from '../../../core/unit.ts';
import { matches } from '../../ui/fold-text.ts';

export type BoardRow = {
  readonly participant: Participant;
  readonly outcome: TrialOutcome;
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

export type BoardCounts = Readonly<Record<TrialOutcome, number>>;

const results = (trial: Trial) => trialChecks.flatMap((check) => trial[check] ?? []);

/** What most needs somebody comes first: calls for help, failed, still to be tested, still to be confirmed, done. */
function urgency({ calls, outcome, unconfirmed }: BoardRow): number {
  if (calls) return 0;
  if (outcome === 'failed') return 1;
  if (outcome === 'untested') return 2;
  return unconfirmed ? 3 : 4;
}

/** Who can be tested now goes before whoever is not there. */
function absence({ participant }: BoardRow): number {
  return participant.presence.kind === 'present' ? 0 : 1;
}

/**
 * The invited sites within somebody's scope for testing or for helping, in the order in which they need it; sites of
 * equal need in the order of the tree.
 */
export function boardRows(meeting: Meeting, you: ParticipantId): readonly BoardRow[] {
  const scopes = [...scopesOf(meeting, you, 'trial.conduct'), ...scopesOf(meeting, you, 'site.assist')];
  const placeByUnit = new Map(treeOrder(meeting).map(({ unit }, place) => [unit, place]));
  const place = ({ participant }: BoardRow) => placeByUnit.get(participant.card.unit) ?? placeByUnit.size;
  return Object.values(meeting.participantById)
    .filter(
      ({ card, invited }) =>
        card.kind === 'site' && invited && scopes.some((scope) => covers(meeting.unitById, scope, card.unit)),
    )
    .map((participant) => {
      const found = results(participant.trial);
      return {
        participant,
        outcome: trialOutcome(participant.trial),
        calls: found.some(({ passed, confirmed }) => !passed && !confirmed),
        unconfirmed: found.some(({ passed, confirmed }) => passed && !confirmed),
      };
    })
    .sort((a, b) => urgency(a) - urgency(b) || absence(a) - absence(b) || place(a) - place(b));
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
