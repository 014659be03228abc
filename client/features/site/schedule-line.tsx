import type { Phase, Rescheduling } from '../../../core/meeting.ts';
import { useScheduleWords } from '../meetings/schedule-words.ts';
import classes from './site.module.css';

type ScheduleLineProps = { readonly phase: Phase; readonly moved: Rescheduling | null };

/** That a meeting was moved, postponed or cancelled, and why, to be read from the far end of a room (SCHEDULE-9). */
export function ScheduleLine({ phase, moved }: ScheduleLineProps) {
  const words = useScheduleWords()(phase, moved);
  if (words === null) return null;
  return (
    <div
      className={`${classes.state} ${classes.reason}`}
      data-tone={phase.kind === 'cancelled' ? 'lost' : 'waiting'}
      role="status"
    >
      {words}
    </div>
  );
}
