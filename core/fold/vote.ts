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

/** What stays of a vote when it is over: who chose what in secret is nowhere any more, but that they did in the log. */
function ended(vote: Vote, at: number) {
  const { id, hall, item, question, secrecy, majority, openedAt, limitMs, hands } = vote;
  return {
    ...{ id, hall, item, question, secrecy, majority, openedAt, limitMs, hands },
    ballots: secrecy === 'secret' ? [] : vote.ballots,
    closedAt: vote.state === 'open' ? at : vote.closedAt,
  };
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
      return withVote(meeting, event.vote, (vote) => ({
        ...vote,
        state: 'counting',
        closedAt: at,
        voters: event.voters,
      }));
    case 'vote.counted':
      return withVote(meeting, event.vote, (vote) => ({
        ...ended(vote, at),
        state: 'counted',
        tally: event.tally,
      }));
    case 'vote.annulled':
      return withVote(meeting, event.vote, (vote) => ({
        ...ended(vote, at),
        state: 'annulled',
        reason: event.reason,
      }));
  }
}
