import { may } from './authority.ts';
import { hallOf } from './hall.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';
import { castOf, type Vote } from './vote.ts';

/** Whether this person has a vote in this hall: the right over the own seat, and the seat there (VOTE-2). */
export function hasVote(meeting: Meeting, id: ParticipantId, hall: UnitId): boolean {
  const seat = participantOf(meeting, id);
  if (seat?.card.kind !== 'person' || seat.presence.kind === 'denied') return false;
  return may(meeting, id, 'vote.cast', seat.card.unit) && hallOf(meeting, id) === hall;
}

/**
 * How many have a vote: persons, there or not; whoever cast one and has gone since; and people of rooms whose hands were
 * counted. Of a part of the meeting that does not hold all of them it counts too few.
 */
export function votersOf(
  meeting: Meeting,
  { hall, ballots, hands }: Pick<Vote, 'hall' | 'ballots' | 'hands'>,
): number {
  const ids = Object.keys(meeting.participantById) as ParticipantId[];
  const voters = new Set(ids.filter((id) => hasVote(meeting, id, hall)));
  for (const { voter } of ballots) voters.add(voter.participant);
  return hands.reduce((sum, hand) => sum + castOf(hand), voters.size);
}
