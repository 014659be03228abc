import type { TFunction } from 'i18next';
import type { Meeting } from '../../../core/meeting.ts';
import { openVote } from '../../../core/vote.ts';
import { isolated } from '../../i18n/isolated.ts';

/** What closing the meeting ends, for who is about to: the vote that is open, by name, and the meeting itself. */
export function closingWords(t: TFunction, meeting: Pick<Meeting, 'unit' | 'votes'>): string {
  const vote = openVote(meeting, meeting.unit);
  const ends = t('meeting.confirm.closeText');
  return vote === null
    ? ends
    : `${t('meeting.confirm.closeVote', { question: isolated(vote.question) })} ${ends}`;
}
