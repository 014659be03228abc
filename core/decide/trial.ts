import { may } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import type { RefusalCode } from '../refusal.ts';
import type { LineMeasure, TrialResult } from '../trial.ts';
import { accept, type Decision, refuse, type Wish } from './context.ts';

/** Why the trial is not begun now; null when it may be (TRIAL-1). */
function openingRefusal({ phase }: Meeting): RefusalCode | null {
  switch (phase.kind) {
    case 'scheduled':
      return null;
    case 'trial':
      return 'already-in-trial';
    case 'postponed':
      return 'not-live';
    case 'live':
      return 'already-live';
    case 'closed':
      return 'already-closed';
    case 'cancelled':
      return 'meeting-cancelled';
  }
}

export function openTrial({ meeting }: Wish): Decision {
  const refused = openingRefusal(meeting);
  return refused === null ? accept({ type: 'trial.opened' }) : refuse(refused);
}

export function closeTrial({ meeting }: Wish): Decision {
  return meeting.phase.kind === 'trial' ? accept({ type: 'trial.closed' }) : refuse('not-in-trial');
}

function sameMeasure(one: LineMeasure | null, other: LineMeasure | null): boolean {
  if (one === null || other === null) return one === other;
  return (Object.keys(one) as readonly (keyof LineMeasure)[]).every((key) => one[key] === other[key]);
}

/** Whether the later finding says nothing new (TRIAL-5): of a site, that it agrees with what was confirmed. */
function addsNothing(known: TrialResult, found: TrialResult): boolean {
  if (known.confirmed && !found.confirmed) return known.passed === found.passed;
  return (
    known.passed === found.passed &&
    known.confirmed === found.confirmed &&
    known.by === found.by &&
    known.note === found.note &&
    sameMeasure(known.measure, found.measure)
  );
}

/** A site's own finding, or the word of who conducts the trial over it (TRIAL-2 to TRIAL-5). */
export function reportTrial(
  { meeting, self, participant }: Wish,
  { participant: id, check, passed, note, measure }: CommandOf<'trial.report'>,
  now: number,
): Decision {
  const site = participantOf(meeting, id);
  const confirmed = may(meeting, self, 'trial.conduct', site?.card.unit ?? meeting.unit);
  if (!confirmed && self !== id) return refuse('not-permitted');
  if (!site) return refuse('not-found');
  if (site.card.kind !== 'site') return refuse('not-a-site');
  if (meeting.phase.kind === 'postponed') return refuse('not-in-trial');
  const known = site.trial[check];
  // Whoever confirms what a site found keeps what it measured.
  const kept = measure ?? (confirmed ? (known?.measure ?? null) : null);
  const result: TrialResult = {
    passed,
    at: now,
    by: participant.card.name,
    confirmed,
    note,
    measure: check === 'line' ? kept : null,
  };
  if (known !== null && addsNothing(known, result)) return accept();
  return accept({ type: 'trial.reported', participant: id, check, result });
}
