import { castOf, isCarried, type VoteMajority, type VoteTally } from '../../../core/vote.ts';
import type { Language } from '../../i18n/index.ts';

/** The fewest in favour that carry a question; null: nobody has a vote, so nothing is carried. The rule is the core's. */
export function neededFor(voters: number, majority: VoteMajority): number | null {
  for (let inFavour = 0; inFavour <= voters; inFavour += 1)
    if (isCarried({ voters, for: inFavour, against: 0, abstain: 0 }, majority)) return inFavour;
  return null;
}

/** Part of a whole, 0 to 1; nothing of nothing is 0. */
export function shareOf(part: number, whole: number): number {
  return whole <= 0 ? 0 : part / whole;
}

/** A share as a person reads it: `66,7%` in Vietnamese, `66.7%` in English. */
export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    style: 'percent',
    maximumFractionDigits: 1,
  }).format(share);
}

/** Who had a vote and cast none; people. */
export function silentOf(tally: VoteTally): number {
  return tally.voters - castOf(tally);
}
