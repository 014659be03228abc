import type { UnitId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import type { Vote } from '../../../core/vote.ts';

/** How long before a screen came up a vote may have ended to be shown there unasked, in ms. */
export const recentMs = 120_000;
/** How long a room's screen shows how a vote ended, in ms. */
export const tvResultMs = 20_000;

/** What a hall was asked last: what is open, if anything is. An older one is found in the list alone. */
export function latestVote(meeting: Meeting, hall: UnitId): Vote | null {
  return meeting.votes.findLast((vote) => vote.hall === hall) ?? null;
}

/**
 * What is put away on one screen: a vote in the state it was seen in, so that its annulment is shown again. Votes of
 * two meetings may have one id.
 */
export function readKey({ id, openedAt, state }: Vote): string {
  return `${id} ${openedAt} ${state}`;
}

type Screen = {
  /** Epoch milliseconds of the oldest end that is shown unasked */
  readonly since: number;
  /** What was put away here, see `readKey` */
  readonly read: readonly string[];
};

/** Whether a person's screen shows a vote unasked: as long as it lasts, and how it ended until that is put away. */
export function isShown(vote: Vote, { since, read }: Screen): boolean {
  switch (vote.state) {
    case 'open':
    case 'counting':
      return true;
    case 'counted':
    case 'annulled':
      return vote.closedAt >= since && !read.includes(readKey(vote));
  }
}

/** Whether a room's screen shows it: how it ended goes away by itself. `seenAt`: when it came to this state there. */
export function isShownOnTv(vote: Vote, { seenAt, now }: { seenAt: number; now: number }): boolean {
  return vote.state === 'open' || vote.state === 'counting' || now - seenAt < tvResultMs;
}
