import type { ParticipantId } from '../../../core/id.ts';
import type { Refusal, RefusalCode } from '../../../core/refusal.ts';
import type { Ballot, Vote, VoteChoice } from '../../../core/vote.ts';

/**
 * What was pressed on this screen and is no fact yet, or could not become one. `before`: one's own ballot when it was
 * pressed; null: none.
 */
export type Attempt =
  | { readonly state: 'sending'; readonly choice: VoteChoice }
  | { readonly state: 'sent'; readonly choice: VoteChoice; readonly before: Ballot | null }
  | { readonly state: 'failed'; readonly choice: VoteChoice; readonly code: RefusalCode };

/** What of one's own the hub has: a choice; in secret, that there is one. */
export type Kept = VoteChoice | 'sealed' | null;

/** How one's own vote stands. `kept` counts whatever becomes of what is under way. */
export type OwnBallot =
  | { readonly kind: 'none' }
  | { readonly kind: 'kept'; readonly kept: VoteChoice | 'sealed' }
  | { readonly kind: 'sending'; readonly kept: Kept; readonly choice: VoteChoice }
  | { readonly kind: 'failed'; readonly kept: Kept; readonly choice: VoteChoice; readonly code: RefusalCode };

export function ballotOf(vote: Vote, you: ParticipantId): Ballot | null {
  return vote.ballots.find(({ voter }) => voter.participant === you) ?? null;
}

/** What the hub has of this voter, as this voter sees it. */
export function keptBallot(vote: Vote, you: ParticipantId): Kept {
  const ballot = ballotOf(vote, you);
  if (ballot === null) return null;
  return typeof ballot.choice === 'string' ? ballot.choice : 'sealed';
}

/** What a choice that was sent has come to: the hub has it, or said why not, or was not heard of (`unavailable`). */
export function answered(choice: VoteChoice, before: Ballot | null, refusal: Refusal | null): Attempt {
  return refusal === null
    ? { state: 'sent', choice, before }
    : { state: 'failed', choice, code: refusal.code };
}

/** A choice counts once the hub has it: by its answer or by its event, whichever comes first. Pure. */
export function ownBallot(vote: Vote, you: ParticipantId, attempt: Attempt | null): OwnBallot {
  const kept = keptBallot(vote, you);
  if (attempt === null || kept === attempt.choice)
    return kept === null ? { kind: 'none' } : { kind: 'kept', kept };
  switch (attempt.state) {
    case 'sent':
      // A ballot that came since is this one, or a later one that was cast on another screen.
      if (kept !== null && ballotOf(vote, you) !== attempt.before) return { kind: 'kept', kept };
      return { kind: 'kept', kept: vote.secrecy === 'secret' ? 'sealed' : attempt.choice };
    case 'sending':
      return { kind: 'sending', kept, choice: attempt.choice };
    case 'failed':
      return { kind: 'failed', kept, choice: attempt.choice, code: attempt.code };
  }
}
