import type { AgendaItemId, VoteId } from './id.ts';
import type { Meeting, Recording } from './meeting.ts';
import {
  type HandCount,
  isCarried,
  type NamedBallot,
  namedBallots,
  type Vote,
  type VoteMajority,
  type VoteSecrecy,
  type VoteTally,
} from './vote.ts';

/** What came of a vote. Who chose what is told of a named one alone. */
export type VoteOutcome =
  | {
      readonly state: 'counted';
      readonly tally: VoteTally;
      readonly carried: boolean;
      readonly ballots: readonly NamedBallot[];
      readonly hands: readonly HandCount[];
    }
  | { readonly state: 'annulled'; readonly reason: string };

/** A vote as far as it is in a recording; times are epoch milliseconds. */
export type VoteInRecording = {
  readonly id: VoteId;
  readonly item: AgendaItemId | null;
  readonly question: string;
  readonly secrecy: VoteSecrecy;
  readonly majority: VoteMajority;
  /** Null: before the recording began, or in a closed part. */
  readonly openedAt: number | null;
  /** Null with the outcome: what came of it is not in the recording. */
  readonly closedAt: number | null;
  readonly outcome: VoteOutcome | null;
};

/** The same beside the film: milliseconds from the recording's beginning, and the agenda item by its title. */
export type RecordedVote = Pick<VoteInRecording, 'id' | 'question' | 'secrecy' | 'majority' | 'outcome'> & {
  readonly item: string | null;
  readonly openedMs: number | null;
  readonly closedMs: number | null;
};

/** From where on the recording has something of a vote. */
export function votedFromMs({ openedMs, closedMs }: Pick<RecordedVote, 'openedMs' | 'closedMs'>): number {
  return openedMs ?? closedMs ?? 0;
}

function outcomeOf(vote: Vote): VoteOutcome | null {
  switch (vote.state) {
    case 'open':
    case 'counting':
      return null;
    case 'annulled':
      return { state: 'annulled', reason: vote.reason };
    case 'counted': {
      const { tally, majority, hands } = vote;
      const carried = isCarried(tally, majority);
      return { state: 'counted', tally, carried, ballots: namedBallots(vote), hands };
    }
  }
}

/** Whether it recorded then: it had begun, and was not paused. */
function recordedAt(recording: Recording, at: number): boolean {
  const since = 'startedAt' in recording ? recording.startedAt : undefined;
  return (
    since !== undefined &&
    since <= at &&
    !recording.pauses.some(({ from, to }) => from <= at && (to === null || at < to))
  );
}

/**
 * The votes of a recording's hall, as far as they are in it (ARCHIVE-9). The meeting is as it was while the recording
 * still ran, or at its end: what came later is then not in it.
 */
export function votesIn({ votes }: Pick<Meeting, 'votes'>, recording: Recording): readonly VoteInRecording[] {
  return votes.flatMap((vote) => {
    if (vote.hall !== recording.hall) return [];
    const { id, item, question, secrecy, majority } = vote;
    const openedAt = recordedAt(recording, vote.openedAt) ? vote.openedAt : null;
    const result = outcomeOf(vote);
    const closed = result !== null && 'closedAt' in vote && recordedAt(recording, vote.closedAt);
    if (openedAt === null && !closed) return [];
    const came = closed ? { closedAt: vote.closedAt, outcome: result } : { closedAt: null, outcome: null };
    return [{ id, item, question, secrecy, majority, openedAt, ...came }];
  });
}
