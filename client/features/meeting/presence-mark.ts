import type { Meeting, Participant } from '../../../core/meeting.ts';
import { grantHeldBy } from '../../../core/queue.ts';
import type { StateTone } from '../../ui/theme.ts';

/** Key of the word below `meeting.state.`, and the colour that goes with it. */
export type PresenceMark = {
  readonly word: 'speaking' | 'present' | 'lost' | 'waiting' | 'denied' | 'left' | 'absent';
  readonly tone: StateTone;
};

/** How somebody in the roster stands, in one word. */
export function presenceMark(meeting: Meeting, { card, presence }: Participant): PresenceMark {
  switch (presence.kind) {
    case 'present':
      return grantHeldBy(meeting, card.participant, 'speech') === null
        ? { word: 'present', tone: 'live' }
        : { word: 'speaking', tone: 'speaking' };
    case 'dropped':
      return { word: 'lost', tone: 'lost' };
    case 'waiting':
      return { word: 'waiting', tone: 'waiting' };
    case 'denied':
      return { word: 'denied', tone: 'quiet' };
    case 'left':
      return { word: 'left', tone: 'quiet' };
    case 'absent':
      return { word: 'absent', tone: 'quiet' };
  }
}
