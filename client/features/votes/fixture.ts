import type { AgendaItemId, ParticipantId, VoteId } from '../../../core/id.ts';
import type { Card } from '../../../core/meeting.ts';
import type { Vote } from '../../../core/vote.ts';
import { ids, meetingOf, units } from '../meeting/fixture.ts';

type Open = Extract<Vote, { state: 'open' }>;

/** The card somebody of the fixture's meeting sits with. */
export function cardOf(participant: ParticipantId): Card {
  const card = meetingOf().participantById[participant]?.card;
  if (card === undefined) throw new Error(`nobody: ${participant}`);
  return card;
}

/** A question put to the fixture's meeting, named, for two minutes from 0. */
export function openVoteOf(given: Partial<Open> = {}): Open {
  return {
    id: 'v1' as VoteId,
    hall: units.province,
    item: null as AgendaItemId | null,
    question: 'Thông qua dự thảo Nghị quyết',
    secrecy: 'named',
    majority: 'half',
    openedAt: 0,
    limitMs: 120_000,
    ballots: [],
    hands: [],
    state: 'open',
    ...given,
  };
}

/** The same, counted: everyone in favour. */
export function countedVoteOf(given: Partial<Open> = {}): Extract<Vote, { state: 'counted' }> {
  const voters = 3;
  return {
    ...openVoteOf(given),
    state: 'counted',
    closedAt: 60_000,
    tally: { voters, for: voters, against: 0, abstain: 0 },
  };
}

export { ids, units };
