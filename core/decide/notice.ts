import { conducts } from '../authority.ts';
import type { CommandOf } from '../command.ts';
import type { NoticeId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { unitOf } from '../unit.ts';
import { accept, type Decision, refuse, type Wish } from './context.ts';

/** As with requests: the sequence the event will have. */
function nextNoticeId(meeting: Meeting): NoticeId {
  return `n${meeting.seq + 1}` as NoticeId;
}

/** Told to everybody of the unit's subtree (NOTICE-1). */
export function sendNotice(
  { meeting, participant }: Wish,
  { unit, text }: CommandOf<'notice.send'>,
  now: number,
): Decision {
  const unitName = unitOf(meeting.unitById, unit)?.name ?? '';
  const from = participant.card.name;
  const notice = { id: nextNoticeId(meeting), unit, unitName, from, text, at: now };
  return accept({ type: 'notice.sent', notice });
}

/** Whoever may tell that subtree something may also take it back (NOTICE-2). */
export function withdrawNotice({ meeting }: Wish, { notice }: CommandOf<'notice.withdraw'>): Decision {
  const known = meeting.notices.find(({ id }) => id === notice);
  return known ? accept({ type: 'notice.withdrawn', notice, unit: known.unit }) : refuse('not-found');
}

/** The channel of those who conduct anything (NOTICE-3). */
export function postToChannel(
  { meeting, self, participant }: Wish,
  { text }: CommandOf<'channel.post'>,
  now: number,
): Decision {
  if (!conducts(meeting, self) || participant.card.kind === 'recorder') return refuse('not-permitted');
  const message = { id: nextNoticeId(meeting), author: participant.card, text, at: now };
  return accept({ type: 'channel.posted', message });
}
