import type { EventOf } from '../event.ts';
import type { VoteId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import type { Vote } from '../vote.ts';

type VoteEvent = EventOf<
  'vote.opened' | 'vote.cast' | 'vote.handsCounted' | 'vote.closed' | 'vote.counted' | 'vote.annulled'
>;

function withVote(meeting: Meeting, id: VoteId, change: (vote: Vote) => Vote): Meeting {
  return { ...meeting, votes: meeting.votes.map((vote) => (vote.id === id ? change(vote) : vote)) };
}

export function foldVote(meeting: Meeting, event: VoteEvent, at: number): Meeting {
  switch (event.type) {
    case 'vote.opened':
      return { ...meeting, votes: [...meeting.votes, event.vote] };
    case 'vote.cast': {
      const { vote: id, participant, ballot } = event;
      return withVote(meeting, id, (vote) => ({
        ...vote,
        ballots: [...vote.ballots.filter(({ voter }) => voter.participant !== participant), ballot],
      }));
    }
    case 'vote.handsCounted': {
      const { vote: id, participant, hands } = event;
      return withVote(meeting, id, (vote) => ({
        ...vote,
        hands: [...vote.hands.filter(({ site }) => site.participant !== participant), hands],
      }));
    }
    case 'vote.closed':
      return withVote(meeting, event.vote, (vote) => ({ ...vote, state: 'counting', closedAt: at }));
    case 'vote.counted':
      return withVote(meeting, event.vote, (vote) => ({
        ...vote,
        // Who chose what in secret is nowhere any more; that somebody voted stands in the log.
        ballots: vote.secrecy === 'secret' ? [] : vote.ballots,
        state: 'counted',
        closedAt: 'closedAt' in vote ? vote.closedAt : at,
        tally: event.tally,
      }));
    case 'vote.annulled':
      return withVote(meeting, event.vote, (vote) => ({
        ...vote,
        ballots: vote.secrecy === 'secret' ? [] : vote.ballots,
        state: 'annulled',
        closedAt: 'closedAt' in vote ? vote.closedAt : at,
        reason: event.reason,
      }));
  }
}
