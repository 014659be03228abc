import type { MeetingId, ParticipantId, VoteId } from '../core/id.ts';
import type { SealedChoice, VoteChoice } from '../core/vote.ts';

/** A secret vote, as its key is kept by. */
export type SecretVote = { readonly meeting: MeetingId; readonly vote: VoteId };
/** What opens the ballots of secret votes, apart from the log that holds them (VOTE-8). */
export type BallotBox = {
  /** Makes the vote's key, unless there is one. When it resolves the key outlives a loss of power. */
  prepare(of: SecretVote): Promise<void>;
  /** The choice as the log may keep it: of one length, another one each time. Null: the vote has no key. */
  seal(of: SecretVote, voter: ParticipantId, choice: VoteChoice): Promise<SealedChoice | null>;
  /** How many chose what. Null: without its key, or with a ballot that is none of this vote by this voter. */
  count(
    of: SecretVote,
    ballots: readonly { readonly voter: ParticipantId; readonly choice: SealedChoice }[],
  ): Promise<Readonly<Record<VoteChoice, number>> | null>;
  /** Its key is gone for good when this resolves; without one nothing happens. */
  destroy(of: SecretVote): Promise<void>;
  /** The votes that have a key. */
  kept(): Promise<readonly SecretVote[]>;
};
