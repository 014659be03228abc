import type { AttendanceState } from '../../../core/attendance.ts';
import type { StateTone } from '../../ui/theme.ts';

/** The colour of a delegate's state; the word beside it says the same. */
export const toneByState: Readonly<Record<AttendanceState, StateTone>> = {
  uncalled: 'quiet',
  inPerson: 'live',
  online: 'live',
  absent: 'lost',
};
