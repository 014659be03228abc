import { expect, it } from 'vitest';
import type { Ballot } from '../../../core/vote.ts';
import { cardOf, ids, openVoteOf } from './fixture.ts';
import { type Attempt, ballotOf, ownBallot } from './own-ballot.ts';

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
  expect(own(none, { state: 'sent', choice: 'for', before: null })).toEqual({ kind: 'kept', kept: 'for' });
  const before = ballotOf(forIt, ids.delegate);
  expect(own(forIt, { state: 'sent', choice: 'against', before })).toEqual({ kind: 'kept', kept: 'against' });
  expect(own(forIt, { state: 'sending', choice: 'for' })).toEqual({ kind: 'kept', kept: 'for' });
});

it('tells what was chosen anew on another screen, as the hub has it', () => {
  const elsewhere = openVoteOf({ ballots: [others, ballot('abstain')] });
  expect(own(elsewhere, { state: 'sent', choice: 'for', before: null })).toEqual({
    kind: 'kept',
    kept: 'abstain',
  });
  // Here from against to for, there back to against.
  const against = openVoteOf({ ballots: [ballot('against')] });
  const before = ballotOf(against, ids.delegate);
  const back = openVoteOf({ ballots: [ballot('against')] });
  expect(own(back, { state: 'sent', choice: 'for', before })).toEqual({ kind: 'kept', kept: 'against' });
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
  expect(own(openVoteOf({ secrecy: 'secret' }), { state: 'sent', choice: 'against', before: null })).toEqual({
    kind: 'kept',
    kept: 'sealed',
  });
});
