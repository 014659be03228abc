import type { AgendaItemId, UnitId, VoteId } from './id.ts';
import type { Card, Meeting } from './meeting.ts';

export const voteChoices = ['for', 'against', 'abstain'] as const;
/** Tán thành, không tán thành, không biểu quyết. */
export type VoteChoice = (typeof voteChoices)[number];

/**
 * A choice in a secret vote as the log keeps it: only the hub can open it, once the vote is closed, and what opens it
 * is destroyed when it was counted.
 */
export type SealedChoice = { readonly sealed: string };

export const voteSecrecies = ['named', 'secret'] as const;
/** Biểu quyết công khai, bỏ phiếu kín. */
export type VoteSecrecy = (typeof voteSecrecies)[number];

export const voteMajorities = ['half', 'two-thirds'] as const;
/**
 * What it takes to be carried, of all who have a vote, whether they cast it or not: more than half, or at least two
 * thirds (Law on the organisation of local government, 65/2025/QH15 and those before it: resolutions of a council, and
 * a member's removal).
 */
export type VoteMajority = (typeof voteMajorities)[number];

/** What one person chose. A viewer's part holds its own, and those of whom it oversees. */
export type Ballot = { readonly voter: Card; readonly choice: VoteChoice | SealedChoice };

/** Who chose what, where that is no secret. */
export type NamedBallot = { readonly voter: Card; readonly choice: VoteChoice };

/** Hands counted in a room in which nobody votes on a device; people. */
export type HandCount = { readonly site: Card } & Readonly<Record<VoteChoice, number>>;

/** What came out; people. `voters`: all who had a vote, those who cast none among them. */
export type VoteTally = { readonly voters: number } & Readonly<Record<VoteChoice, number>>;

type VoteBase = {
  readonly id: VoteId;
  readonly hall: UnitId;
  /** Under which agenda item; null: none. */
  readonly item: AgendaItemId | null;
  readonly question: string;
  readonly secrecy: VoteSecrecy;
  readonly majority: VoteMajority;
  /** Epoch milliseconds. */
  readonly openedAt: number;
  /** Milliseconds after which it closes by itself; null: when somebody closes it. */
  readonly limitMs: number | null;
  readonly ballots: readonly Ballot[];
  readonly hands: readonly HandCount[];
};

/**
 * Cuộc biểu quyết: a question put to a hall. Forward only. `counting`: closed, its sealed ballots not opened yet;
 * `voters` had a vote when it closed, whoever has gone where since.
 */
export type Vote =
  | (VoteBase & { readonly state: 'open' })
  | (VoteBase & { readonly state: 'counting'; readonly closedAt: number; readonly voters: number })
  | (VoteBase & { readonly state: 'counted'; readonly closedAt: number; readonly tally: VoteTally })
  | (VoteBase & { readonly state: 'annulled'; readonly closedAt: number; readonly reason: string });

/** The vote that a hall is asked for just now; null: none. */
export function openVote(
  { votes }: Pick<Meeting, 'votes'>,
  hall: UnitId,
): (Vote & { readonly state: 'open' }) | null {
  for (const vote of votes) if (vote.state === 'open' && vote.hall === hall) return vote;
  return null;
}

export function voteById(meeting: Meeting, id: VoteId): Vote | null {
  return meeting.votes.find((vote) => vote.id === id) ?? null;
}

/** When an open vote closes by itself, epoch milliseconds; null: not by itself. */
export function voteEndsAt(vote: Vote): number | null {
  return vote.state === 'open' && vote.limitMs !== null ? vote.openedAt + vote.limitMs : null;
}

/** Why a vote is annulled of which the hub cannot open the sealed ballots any more (VOTE-9). */
export const unopened = 'sealed';

/** How many took part. */
export function castOf(counts: Readonly<Record<VoteChoice, number>>): number {
  return counts.for + counts.against + counts.abstain;
}

/** Who chose what; what is sealed is not opened by this. */
export function namedBallots({ ballots }: Pick<Vote, 'ballots'>): readonly NamedBallot[] {
  return ballots.flatMap(({ voter, choice }) => (typeof choice === 'string' ? [{ voter, choice }] : []));
}

/** Whether it is carried: always of all who have a vote (VOTE-6). */
export function isCarried({ voters, for: inFavour }: VoteTally, majority: VoteMajority): boolean {
  switch (majority) {
    case 'half':
      return inFavour * 2 > voters;
    case 'two-thirds':
      return voters > 0 && inFavour * 3 >= voters * 2;
  }
}
