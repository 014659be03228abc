import type { CommandOf } from '../command.ts';
import type { EventOf, MeetingEvent } from '../event.ts';
import { hallOf } from '../hall.ts';
import type { UnitId, VoteId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { currentItem } from '../turn.ts';
import { castOf, openVote, unopened, type Vote, type VoteChoice, type VoteTally, voteById } from '../vote.ts';
import { hasVote, votersOf } from '../voter.ts';
import { accept, type Decision, refuse, standstill, type Wish } from './context.ts';

/** Votes of one meeting, so that nobody fills the state that everyone is sent (VOTE-1). */
const mostVotes = 200;

/** A question is put to the vote in the hall of who puts it (VOTE-1). */
export function putToVote(wish: Wish, command: CommandOf<'vote.open'>, now: number): Decision {
  const { meeting, self } = wish;
  const hall = hallOf(meeting, self);
  const still = standstill(meeting, hall);
  if (still !== null) return refuse(still);
  if (openVote(meeting, hall) !== null) return refuse('already-voting');
  if (meeting.votes.length >= mostVotes) return refuse('too-many');
  const { question, secrecy, majority, limitMs } = command;
  const item = command.item ?? currentItem(meeting, hall)?.id ?? null;
  if (item !== null && !meeting.agenda.some(({ id }) => id === item)) return refuse('not-found');
  const id = `v${meeting.seq + 1}` as VoteId;
  return accept({
    type: 'vote.opened',
    vote: {
      id,
      hall,
      item,
      question,
      secrecy,
      majority,
      openedAt: now,
      limitMs,
      ballots: [],
      hands: [],
      state: 'open',
    },
  });
}

/** One's own choice, which replaces an earlier one as long as the vote is open (VOTE-3). */
export function castVote({ meeting, self, participant }: Wish, command: CommandOf<'vote.cast'>): Decision {
  const vote = voteById(meeting, command.vote);
  if (vote === null || !hasVote(meeting, self, vote.hall)) return refuse('no-vote');
  if (vote.state !== 'open') return refuse('not-voting');
  const { choice } = command;
  // The log would tell who chose what: a choice in secret is taken only as the hub sealed it, and no other one is.
  if ((typeof choice === 'string') !== (vote.secrecy === 'named')) return refuse('invalid-message');
  const before = vote.ballots.find(({ voter }) => voter.participant === self);
  if (before?.choice === choice) return accept();
  return accept({
    type: 'vote.cast',
    vote: vote.id,
    participant: self,
    ballot: { voter: participant.card, choice },
  });
}

/** Hands of a room, counted by who conducts the vote over its seat (VOTE-4). */
export function countHandsUp({ meeting }: Wish, command: CommandOf<'vote.countHands'>): Decision {
  const vote = voteById(meeting, command.vote);
  if (vote === null) return refuse('not-found');
  if (vote.state !== 'open') return refuse('not-voting');
  // Hands are seen by the whole room.
  if (vote.secrecy === 'secret') return refuse('no-vote');
  const site = participantOf(meeting, command.participant)?.card;
  if (site === undefined) return refuse('not-found');
  if (site.kind !== 'site') return refuse('not-a-site');
  if (hallOf(meeting, site.participant) !== vote.hall) return refuse('elsewhere');
  const { for: inFavour, against, abstain } = command;
  const before = vote.hands.find((each) => each.site.participant === site.participant);
  const same = before?.for === inFavour && before.against === against && before.abstain === abstain;
  if (same) return accept();
  return accept({
    type: 'vote.handsCounted',
    vote: vote.id,
    participant: site.participant,
    hands: { site, for: inFavour, against, abstain },
  });
}

export function closeVote({ meeting }: Wish, command: CommandOf<'vote.close'>): Decision {
  const vote = voteById(meeting, command.vote);
  if (vote === null) return refuse('not-found');
  return vote.state === 'open' ? accept(...closingVote(meeting, vote, 'conductor')) : refuse('not-voting');
}

/** It counts for nothing, whether it is open or was counted; the log keeps what was cast by name (VOTE-7). */
export function annulVote({ meeting }: Wish, { vote: id, reason }: CommandOf<'vote.annul'>): Decision {
  const vote = voteById(meeting, id);
  if (vote === null) return refuse('not-found');
  return vote.state === 'annulled'
    ? refuse('not-voting')
    : accept({ type: 'vote.annulled', vote: id, reason });
}

/** How a vote ends: what was cast by name is counted at once, what was sealed when the hub has opened it (VOTE-5). */
export function closingVote(
  meeting: Meeting,
  vote: Vote,
  why: EventOf<'vote.closed'>['why'],
): readonly MeetingEvent[] {
  const voters = votersOf(meeting, vote);
  const closed: MeetingEvent = { type: 'vote.closed', vote: vote.id, why, voters };
  if (vote.secrecy === 'secret') return [closed];
  const chosen = (choice: VoteChoice) => vote.ballots.filter((ballot) => ballot.choice === choice).length;
  const choices = { for: chosen('for'), against: chosen('against'), abstain: chosen('abstain') };
  return [closed, { type: 'vote.counted', vote: vote.id, tally: tallyOf(vote, choices, voters) }];
}

/** What is open in a hall that ends. */
export function closingVotesOf(meeting: Meeting, hall: UnitId): readonly MeetingEvent[] {
  const vote = openVote(meeting, hall);
  return vote === null ? [] : closingVote(meeting, vote, 'hall');
}

function tallyOf(vote: Vote, choices: Readonly<Record<VoteChoice, number>>, voters: number): VoteTally {
  const sum = (choice: VoteChoice) =>
    vote.hands.reduce((before, hands) => before + hands[choice], choices[choice]);
  return { voters, for: sum('for'), against: sum('against'), abstain: sum('abstain') };
}

/** The hub has opened the sealed ballots of a closed vote, or cannot: each of them, or it counts for nothing (VOTE-9). */
export function countVote(meeting: Meeting, { vote: id, choices }: CommandOf<'vote.count'>): Decision {
  const vote = voteById(meeting, id);
  if (vote === null) return refuse('not-found');
  if (vote.state !== 'counting') return refuse('not-voting');
  if (choices === null || castOf(choices) !== vote.ballots.length)
    return accept({ type: 'vote.annulled', vote: id, reason: unopened });
  return accept({ type: 'vote.counted', vote: id, tally: tallyOf(vote, choices, vote.voters) });
}
