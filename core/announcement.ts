import type { Entry } from './event.ts';
import type { UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
import {
  isCarried,
  type Vote,
  type VoteMajority,
  type VoteSecrecy,
  type VoteTally,
  voteById,
} from './vote.ts';

/** What a hall is told of a vote, so that whoever watches it later is told too (REC-9). */
export type VoteAnnouncement = { readonly question: string; readonly secrecy: VoteSecrecy } & (
  | { readonly kind: 'opened' }
  | {
      readonly kind: 'counted';
      readonly majority: VoteMajority;
      readonly tally: VoteTally;
      readonly carried: boolean;
    }
  | { readonly kind: 'annulled' }
);

/** The vote of this hall that an entry opened, counted or annulled; null: none. */
function votedOn(after: Meeting, hall: UnitId, { event }: Entry): Vote | null {
  switch (event.type) {
    case 'vote.opened':
    case 'vote.counted':
    case 'vote.annulled': {
      const vote = voteById(after, typeof event.vote === 'string' ? event.vote : event.vote.id);
      return vote?.hall === hall ? vote : null;
    }
    default:
      return null;
  }
}

/** How a vote stands; null: closed, and not counted yet. */
function announcementOf(vote: Vote): VoteAnnouncement | null {
  const { question, secrecy, majority } = vote;
  switch (vote.state) {
    case 'open':
      return { kind: 'opened', question, secrecy };
    case 'counting':
      return null;
    case 'counted': {
      const { tally } = vote;
      return { kind: 'counted', question, secrecy, majority, tally, carried: isCarried(tally, majority) };
    }
    case 'annulled':
      return { kind: 'annulled', question, secrecy };
  }
}

/**
 * What these entries have a hall be told of its votes; null: nothing. `after` is the state they led to: of several
 * that came together the last one counts.
 */
export function announcedBy(
  after: Meeting,
  hall: UnitId,
  entries: readonly Entry[],
): VoteAnnouncement | null {
  const vote = entries.flatMap((entry) => votedOn(after, hall, entry) ?? []).at(-1);
  return vote === undefined ? null : announcementOf(vote);
}
