import type { ParticipantId } from '../../../core/id.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import type { Vote, VoteChoice } from '../../../core/vote.ts';

/** What was pressed on this screen and is no fact yet, or could not become one. */
export type Attempt =
  | { readonly state: 'sending' | 'sent'; readonly choice: VoteChoice }
  | { readonly state: 'failed'; readonly choice: VoteChoice; readonly code: RefusalCode };

/** What of one's own the hub has: a choice; in secret, that there is one. */
export type Kept = VoteChoice | 'sealed' | null;

/** How one's own vote stands. `kept` counts whatever becomes of what is under way. */
export type OwnBallot =
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly kept: VoteChoice | 'sealed' }
  | { readonly kind: 'sending'; readonly kept: Kept; readonly choice: VoteChoice }
  | { readonly kind: 'failed'; readonly kept: Kept; readonly choice: VoteChoice; readonly code: RefusalCode };

/** What the hub has of this voter, as this voter sees it. */
export function keptBallot(vote: Vote, you: ParticipantId): Kept {
  const ballot = vote.ballots.find(({ voter }) => voter.participant === you);
  if (ballot === undefined) return null;
  return typeof ballot.choice === 'string' ? ballot.choice : 'sealed';
}

/** A choice counts once the hub has it: by its answer or by its event, whichever comes first. Pure. */
export function ownBallot(vote: Vote, you: ParticipantId, attempt: Attempt | null): OwnBallot {
  const kept = keptBallot(vote, you);
  if (attempt === null || kept === attempt.choice)
    return kept === null ? { kind: 'none' } : { kind: 'kept', kept };
  switch (attempt.state) {
    case 'sent':
      return { kind: 'kept', kept: vote.secrecy === 'secret' ? 'sealed' : attempt.choice };
    case 'sending':
      return { kind: 'sending', kept, choice: attempt.choice };
    case 'failed':
      return { kind: 'failed', kept, choice: attempt.choice, code: attempt.code };
  }
}
