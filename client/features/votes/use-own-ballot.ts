import { useState } from 'react';
import type { ParticipantId } from '../../../core/id.ts';
import type { Vote, VoteChoice } from '../../../core/vote.ts';
import { verbs } from '../../session/index.ts';
import { type Attempt, answered, ballotOf, type OwnBallot, ownBallot } from './own-ballot.ts';

/** One's own vote in one question, and casting it. A component of its own for each vote: what was tried is forgotten. */
export function useOwnBallot(
  vote: Vote,
  you: ParticipantId,
): { readonly own: OwnBallot; readonly cast: (choice: VoteChoice) => void } {
  const [attempt, setAttempt] = useState<Attempt | null>(null);
  const send = async (choice: VoteChoice) => {
    const before = ballotOf(vote, you);
    setAttempt({ state: 'sending', choice });
    setAttempt(answered(choice, before, await verbs.send({ type: 'vote.cast', vote: vote.id, choice })));
  };
  return { own: ownBallot(vote, you, attempt), cast: (choice) => void send(choice) };
}
