import type { ParticipantId } from '../../../core/id.ts';
import type { Vote } from '../../../core/vote.ts';
import { useMeetingSession } from '../../session/index.ts';
import { BallotPaper } from './ballot-paper.tsx';
import { useOwnBallot } from './use-own-ballot.ts';

/** One's own vote in one question, as it stands with the hub. */
export function VoteChoices({ vote, you }: { vote: Vote; you: ParticipantId }) {
  const offline = useMeetingSession((session) => session.line.kind !== 'connected');
  const { own, cast } = useOwnBallot(vote, you);
  return <BallotPaper own={own} vote={vote} offline={offline} onCast={cast} />;
}
