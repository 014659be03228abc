import type { Phase } from '../../../core/meeting.ts';
import type { StateTone } from '../../ui/theme.ts';

/** The colour of a meeting's state in lists. */
export const toneByPhase: Readonly<Record<Phase['kind'], StateTone>> = {
  live: 'live',
  trial: 'waiting',
  scheduled: 'speaking',
  postponed: 'waiting',
  cancelled: 'lost',
  closed: 'quiet',
};
