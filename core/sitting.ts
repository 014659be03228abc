import { hallOf } from './hall.ts';
import type { Meeting } from './meeting.ts';

/**
 * Whether somebody sits in the meeting now, so that the machine is theirs (PACKAGE-7). One that nobody closed is live
 * for good, but nobody is there; and while the main hall rests, or has ended, only a sidebar sits.
 */
export function isSitting(meeting: Meeting): boolean {
  const { phase } = meeting;
  if (phase.kind !== 'live') return false;
  const mainSits = phase.rest === null && phase.adjournedAt === null;
  return Object.values(meeting.participantById).some(
    ({ card, presence }) =>
      card.kind !== 'recorder' &&
      presence.kind === 'present' &&
      (mainSits || hallOf(meeting, card.participant) !== meeting.unit),
  );
}
