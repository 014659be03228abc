import { apply } from '../apply.ts';
import type { MeetingEvent } from '../event.ts';
import type { Meeting } from '../meeting.ts';

/** The state once these events have happened at that time: what the next thing in one command is decided on. */
export function advance(meeting: Meeting, events: readonly MeetingEvent[], at: number): Meeting {
  return events.reduce((before, event) => apply(before, { seq: before.seq + 1, at, event }), meeting);
}
