import type { FloorRequestId } from '../../../core/id.ts';
import type { Delegation, FloorGrant, Meeting, SpeechClock } from '../../../core/meeting.ts';

/**
 * The end and the length of a turn, for a countdown; null without a limit. While the time stands still its end moves
 * on with the clock, so that what is left stays what it was: from the first second, whose beginning, which is what the
 * screens count in, was before the pause.
 */
export function limitOf(
  clock: SpeechClock,
  now: number,
): { readonly endsAt: number; readonly limitMs: number } | null {
  const { at, limitMs, pausedAt, pausedMs } = clock;
  if (limitMs === null) return null;
  const standing = pausedAt === null ? 0 : now - pausedAt;
  return { endsAt: at + limitMs + pausedMs + standing, limitMs };
}

/** The units through which a turn was passed on, the one that speaks in whose name last. */
export function delegationLine(meeting: Meeting, under: FloorRequestId | null): readonly Delegation[] {
  const line: Delegation[] = [];
  let next = under;
  while (next !== null) {
    const found = meeting.delegations.find(({ id }) => id === next);
    if (found === undefined || line.includes(found)) break;
    line.unshift(found);
    next = found.under;
  }
  return line;
}

/** Whether a unit that was given the floor has neither picked anybody nor passed it further down. */
export function isUndecided(meeting: Meeting, { id }: Delegation): boolean {
  const passedOn = (each: FloorGrant | Delegation) => each.under === id;
  return !meeting.grants.some(passedOn) && !meeting.delegations.some(passedOn);
}
