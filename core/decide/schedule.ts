import type { ArrangingCommand, CommandOf } from '../command.ts';
import type { Meeting } from '../meeting.ts';
import type { RefusalCode } from '../refusal.ts';
import { accept, type Decision, refuse } from './context.ts';
import { revise } from './revision.ts';

/** Whoever wishes it, from within the meeting or from outside: these rules ask nothing but the meeting. */
type Arranging = { readonly meeting: Meeting };

/** Why this meeting is no longer moved, postponed, cancelled or changed; null while it may be (SCHEDULE-1). */
export function arrangingRefusal({ phase }: Pick<Meeting, 'phase'>): RefusalCode | null {
  switch (phase.kind) {
    case 'scheduled':
    case 'trial':
    case 'postponed':
      return null;
    case 'live':
      return 'already-live';
    case 'closed':
      return 'already-closed';
    case 'cancelled':
      return 'meeting-cancelled';
  }
}

/** Đổi giờ (SCHEDULE-2): to another time, with a reason; a postponed meeting is on the schedule again. */
export function reschedule(
  { meeting }: Arranging,
  { scheduledAt, reason }: CommandOf<'meeting.reschedule'>,
): Decision {
  const refused = arrangingRefusal(meeting);
  if (refused !== null) return refuse(refused);
  const stands = meeting.phase.kind !== 'postponed' && meeting.scheduledAt === scheduledAt;
  return stands ? accept() : accept({ type: 'meeting.rescheduled', scheduledAt, reason });
}

/** Hoãn (SCHEDULE-3): no time any more until it is rescheduled. */
export function postpone({ meeting }: Arranging, { reason }: CommandOf<'meeting.postpone'>): Decision {
  const refused = arrangingRefusal(meeting);
  if (refused !== null) return refuse(refused);
  const { phase } = meeting;
  const said = phase.kind === 'postponed' && phase.reason === reason;
  return said ? accept() : accept({ type: 'meeting.postponed', reason });
}

/** Hủy (SCHEDULE-3): for good. */
export function cancel({ meeting }: Arranging, { reason }: CommandOf<'meeting.cancel'>): Decision {
  const refused = arrangingRefusal(meeting);
  return refused === null ? accept({ type: 'meeting.cancelled', reason }) : refuse(refused);
}

/** A wish from outside the meeting, of somebody whom the hub knows to be entitled (core `mayArrange`, SCHEDULE-4). */
export function arrange(meeting: Meeting, command: ArrangingCommand): Decision {
  switch (command.type) {
    case 'meeting.reschedule':
      return reschedule({ meeting }, command);
    case 'meeting.postpone':
      return postpone({ meeting }, command);
    case 'meeting.cancel':
      return cancel({ meeting }, command);
    case 'meeting.revise': {
      const refused = arrangingRefusal(meeting);
      return refused === null ? revise(meeting, command) : refuse(refused);
    }
  }
}
