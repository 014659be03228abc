import { expect, it } from 'vitest';
import { commandSchemas } from '../../../protocol/command.ts';
import { commandOf, isPuttable, longestMinutes, longestQuestion, type VoteDraft } from './vote-draft.ts';

const draft: VoteDraft = {
  question: '  Thông qua Nghị quyết ',
  item: null,
  secrecy: 'secret',
  majority: 'two-thirds',
  time: '5',
  minutes: 10,
};
const taken = (given: VoteDraft) => commandSchemas['vote.open'].safeParse(commandOf(given)).success;

it('puts what was filled in', () => {
  expect(commandOf(draft)).toEqual({
    type: 'vote.open',
    question: 'Thông qua Nghị quyết',
    item: null,
    secrecy: 'secret',
    majority: 'two-thirds',
    limitMs: 300_000,
  });
  expect(commandOf({ ...draft, time: 'none' }).limitMs).toBeNull();
  expect(commandOf({ ...draft, time: 'other', minutes: 12 }).limitMs).toBe(720_000);
});

it('may be put whenever the hub takes it', () => {
  const drafts: readonly VoteDraft[] = [
    draft,
    { ...draft, question: ' ' },
    { ...draft, question: 'x'.repeat(longestQuestion) },
    ...[0, 1, longestMinutes, longestMinutes + 1].map(
      (minutes): VoteDraft => ({ ...draft, time: 'other', minutes }),
    ),
  ];
  expect(drafts.map(isPuttable)).toEqual(drafts.map(taken));
  expect(drafts.map(isPuttable)).toEqual([true, false, true, false, true, true, false]);
});
