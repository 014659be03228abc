import { type VoteChoice, voteChoices } from '../../../core/vote.ts';
import type { BesideDocuments, BesideVote, NamedVoter } from '../../../protocol/archive.ts';
import { stretchOf } from './player-line.ts';

/** From where on the film has something of a vote, in ms. */
export function votedFrom({ openedMs, closedMs }: Pick<BesideVote, 'openedMs' | 'closedMs'>): number {
  return openedMs ?? closedMs ?? 0;
}

/** In the order of the film. */
export function votesInOrder(votes: readonly BesideVote[]): readonly BesideVote[] {
  return votes.toSorted((one, other) => votedFrom(one) - votedFrom(other));
}

/** Index of the last vote that has been put by then, of votes in the order of the film; -1: none yet. */
export function voteAt(votes: readonly BesideVote[], positionMs: number): number {
  return votes.findLastIndex((vote) => votedFrom(vote) <= positionMs);
}

/** How near to a vote's mark the pointer has to be to mean it, as a part of the line. */
const nearMark = 0.006;

/** The vote whose mark on a line of that length lies under this place; null: none. */
export function voteNear(
  votes: readonly BesideVote[],
  positionMs: number,
  durationMs: number,
): BesideVote | null {
  const placeOf = (ms: number) => stretchOf({ startMs: ms, endMs: ms }, durationMs).left;
  const far = (vote: BesideVote) => Math.abs(placeOf(votedFrom(vote)) - placeOf(positionMs));
  const [nearest] = votes.toSorted((one, other) => far(one) - far(other));
  return nearest !== undefined && far(nearest) <= nearMark ? nearest : null;
}

/** Index of the documents whose agenda item is under discussion; -1: none of them. */
export function documentsAt(groups: readonly BesideDocuments[], positionMs: number): number {
  return groups.findIndex(({ runs }) =>
    runs.some(({ startMs, endMs }) => startMs <= positionMs && positionMs < endMs),
  );
}

type Named = NonNullable<Extract<BesideVote['outcome'], { state: 'counted' }>['named']>;
/** Who chose one thing; of a room, how many hands were raised for it. */
export type ChoiceNames = {
  readonly choice: VoteChoice;
  /** People. */
  readonly count: number;
  readonly voters: readonly (NamedVoter & { readonly hands: number | null })[];
};

const byName = new Intl.Collator('vi', { numeric: true });

/** By choice, each by name, then the rooms whose hands were counted; what nobody chose is not among them. */
export function namesByChoice({ ballots, hands }: Named): readonly ChoiceNames[] {
  return voteChoices.flatMap((choice) => {
    const persons = ballots
      .filter((ballot) => ballot.choice === choice)
      .toSorted((one, other) => byName.compare(one.name, other.name))
      .map(({ name, position, unitName }) => ({ name, position, unitName, hands: null }));
    const rooms = hands
      .filter((each) => each[choice] > 0)
      .map(({ name, position, unitName, ...counts }) => ({
        name,
        position,
        unitName,
        hands: counts[choice],
      }));
    const count = rooms.reduce((sum, room) => sum + room.hands, persons.length);
    return count === 0 ? [] : [{ choice, count, voters: [...persons, ...rooms] }];
  });
}
