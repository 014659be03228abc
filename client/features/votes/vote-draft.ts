import type { CommandOf } from '../../../core/command.ts';
import type { AgendaItemId } from '../../../core/id.ts';
import type { VoteMajority, VoteSecrecy } from '../../../core/vote.ts';

/** A question's length, as `protocol/command.ts` takes it. */
export const longestQuestion = 500;
/** The longest time to vote, in minutes, as `protocol/command.ts` takes it. */
export const longestMinutes = 480;

/** Usual times to vote, in minutes; `other` is typed. */
export const timeChoices = ['none', '1', '2', '5', 'other'] as const;
export type TimeChoice = (typeof timeChoices)[number];

/** What is being filled in before a question is put. */
export type VoteDraft = {
  readonly question: string;
  readonly item: AgendaItemId | null;
  readonly secrecy: VoteSecrecy;
  readonly majority: VoteMajority;
  readonly time: TimeChoice;
  /** Typed minutes; counts for `other` alone */
  readonly minutes: number;
};

/** Milliseconds to vote; null: until somebody closes it. */
export function limitOf({ time, minutes }: Pick<VoteDraft, 'time' | 'minutes'>): number | null {
  if (time === 'none') return null;
  return (time === 'other' ? minutes : Number(time)) * 60_000;
}

/** Whether it can be put: there is a question, and a time that the hub takes. */
export function isPuttable({ question, time, minutes }: VoteDraft): boolean {
  const timed = time !== 'other' || (Number.isInteger(minutes) && minutes >= 1 && minutes <= longestMinutes);
  return question.trim() !== '' && timed;
}

export function commandOf(draft: VoteDraft): CommandOf<'vote.open'> {
  return {
    type: 'vote.open',
    question: draft.question.trim(),
    item: draft.item,
    secrecy: draft.secrecy,
    majority: draft.majority,
    limitMs: limitOf(draft),
  };
}

/** A question by whose fate it is seen whether any may be put now. */
export const anyQuestion: CommandOf<'vote.open'> = {
  type: 'vote.open',
  question: '…',
  item: null,
  secrecy: 'named',
  majority: 'half',
  limitMs: null,
};
