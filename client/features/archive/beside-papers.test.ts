import { describe, expect, it } from 'vitest';
import type { VoteId } from '../../../core/id.ts';
import type { BesideDocuments, BesideVote } from '../../../protocol/archive.ts';
import { documentsAt, namesByChoice, voteAt, voteNear, votesInOrder } from './beside-papers.ts';

const vote = (name: string, openedMs: number | null, closedMs: number | null): BesideVote => ({
  vote: name as VoteId,
  question: name,
  item: null,
  secrecy: 'named',
  majority: 'half',
  openedMs,
  closedMs,
  outcome: null,
});

describe('votes beside the film', () => {
  const votes = votesInOrder([vote('b', 500, 700), vote('a', null, 200), vote('c', 900, null)]);

  it('stand in the order of the film, one that was put before by its result', () => {
    expect(votes.map(({ vote: id }) => id)).toEqual(['a', 'b', 'c']);
  });

  it('the last one that has been put is marked', () => {
    expect([0, 200, 499, 500, 899, 5_000].map((ms) => voteAt(votes, ms))).toEqual([-1, 0, 0, 1, 1, 2]);
    expect(voteAt([], 5)).toBe(-1);
  });

  it('a mark on the line is meant only from near by, and the nearest of two', () => {
    expect(voteNear(votes, 502, 1_000)?.vote).toBe('b');
    expect(voteNear(votes, 520, 1_000)).toBeNull();
    expect(voteNear([vote('x', 498, null), vote('y', 503, null)], 502, 1_000)?.vote).toBe('y');
    expect(voteNear([], 0, 0)).toBeNull();
  });
});

it('documents are those of the item under discussion, each time it is taken up', () => {
  const group = (item: string | null, ...runs: readonly [number, number][]): BesideDocuments => ({
    item,
    runs: runs.map(([startMs, endMs]) => ({ startMs, endMs })),
    documents: [],
  });
  const groups = [group(null), group('one', [0, 100], [300, 400]), group('two', [100, 300])];
  expect([0, 99, 100, 299, 300, 400].map((ms) => documentsAt(groups, ms))).toEqual([1, 1, 2, 2, 1, -1]);
});

it('who chose what stands by choice and name, rooms with their hands last', () => {
  const person = (name: string) => ({ name, position: '', unitName: '' });
  expect(
    namesByChoice({
      ballots: [
        { ...person('Đỗ Ưng'), choice: 'for' },
        { ...person('Ánh'), choice: 'for' },
        { ...person('Bình'), choice: 'abstain' },
      ],
      hands: [{ ...person('Xã Nậm Tin'), for: 14, against: 0, abstain: 1 }],
    }).map(({ choice, count, voters }) => [choice, count, voters.map(({ name, hands }) => [name, hands])]),
  ).toEqual([
    [
      'for',
      16,
      [
        ['Ánh', null],
        ['Đỗ Ưng', null],
        ['Xã Nậm Tin', 14],
      ],
    ],
    [
      'abstain',
      2,
      [
        ['Bình', null],
        ['Xã Nậm Tin', 1],
      ],
    ],
  ]);
});
