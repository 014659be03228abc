import { expect, it } from 'vitest';
import type { Ballot } from '../../../core/vote.ts';
import { cardOf, ids, openVoteOf } from './fixture.ts';
import { type Attempt, ownBallot } from './own-ballot.ts';

const ballot = (choice: Ballot['choice']): Ballot => ({ voter: cardOf(ids.delegate), choice });
const others: Ballot = { voter: cardOf(ids.chair), choice: 'against' };
const none = openVoteOf({ ballots: [others] });
const forIt = openVoteOf({ ballots: [others, ballot('for')] });
const sealed = openVoteOf({ secrecy: 'secret', ballots: [ballot({ sealed: 'x' })] });
const own = (vote: typeof none, attempt: Attempt | null) => ownBallot(vote, ids.delegate, attempt);

it('tells one’s own choice from the others’, as the hub has it', () => {
  expect(own(none, null)).toEqual({ kind: 'none' });
  expect(own(forIt, null)).toEqual({ kind: 'kept', kept: 'for' });
});

it('counts nothing that is under way, and keeps what was there', () => {
  expect(own(none, { state: 'sending', choice: 'for' })).toEqual({
    kind: 'sending',
    kept: null,
    choice: 'for',
  });
  expect(own(forIt, { state: 'sending', choice: 'against' })).toEqual({
    kind: 'sending',
    kept: 'for',
    choice: 'against',
  });
});

it('counts a choice once the hub has answered or told of it', () => {
  expect(own(none, { state: 'sent', choice: 'for' })).toEqual({ kind: 'kept', kept: 'for' });
  expect(own(forIt, { state: 'sending', choice: 'for' })).toEqual({ kind: 'kept', kept: 'for' });
});

it('says what failed and what still counts, unless it did arrive after all', () => {
  const failed = { state: 'failed', choice: 'against', code: 'unavailable' } as const;
  expect(own(forIt, failed)).toEqual({
    kind: 'failed',
    kept: 'for',
    choice: 'against',
    code: 'unavailable',
  });
  expect(own(forIt, { ...failed, choice: 'for' })).toEqual({ kind: 'kept', kept: 'for' });
});

it('never tells what was chosen in secret, not even of what was just sent', () => {
  expect(own(sealed, null)).toEqual({ kind: 'kept', kept: 'sealed' });
  expect(own(openVoteOf({ secrecy: 'secret' }), { state: 'sent', choice: 'against' })).toEqual({
    kind: 'kept',
    kept: 'sealed',
  });
});
