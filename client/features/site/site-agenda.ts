import type { MeetingId } from '../../../core/id.ts';
import type { MeetingListItem } from '../../../protocol/http.ts';

/**
 * How long before its time a site takes its seat, in ms: half an hour before, whoever conducts wants to see who is
 * there. An open trial, an hour before or earlier, calls it in by itself.
 */
export const earlyMs = 30 * 60_000;

/** Whether it is to be held, or is being held. */
function isOpen({ phase: { kind } }: MeetingListItem): boolean {
  return kind === 'scheduled' || kind === 'trial' || kind === 'live';
}

/** How many meetings that are not to be held are told of on a room's screen. */
const offShown = 2;

/** What was postponed or cancelled, the next first: a room must not be made ready in vain. */
export function meetingsOff(list: readonly MeetingListItem[]): readonly MeetingListItem[] {
  return list
    .filter(({ phase: { kind } }) => kind === 'postponed' || kind === 'cancelled')
    .toSorted((a, b) => a.scheduledAt - b.scheduledAt)
    .slice(0, offShown);
}

/**
 * The meeting a site belongs in now, or null. One that is live goes before one that is not; otherwise it stays where
 * it sits. Pure: the list, the hub's time and the present seat decide.
 */
export function meetingToJoin(
  list: readonly MeetingListItem[],
  now: number,
  seated: MeetingId | null,
): MeetingId | null {
  const open = list.filter(isOpen);
  const mine = open.find((item) => item.id === seated);
  if (mine?.phase.kind === 'live') return mine.id;
  const live = open.find((item) => item.phase.kind === 'live');
  if (live) return live.id;
  if (mine) return mine.id;
  const due = open
    .filter((item) => item.phase.kind === 'trial' || item.scheduledAt - now <= earlyMs)
    .sort((a, b) => a.scheduledAt - b.scheduledAt);
  return due[0]?.id ?? null;
}

/** The next meeting to tell about while waiting. */
export function nextMeeting(list: readonly MeetingListItem[]): MeetingListItem | null {
  return list.filter(isOpen).toSorted((a, b) => a.scheduledAt - b.scheduledAt)[0] ?? null;
}
