import { chairsOf } from '../authority.ts';
import type { MeetingEvent } from '../event.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';

/** The deputy stops acting when a chair is there again, and what was open by that right closes (DEPUTY-2). */
export function chairIsBack(meeting: Meeting, id: ParticipantId): readonly MeetingEvent[] {
  if (meeting.acting === null || !chairsOf(meeting).includes(id)) return [];
  return endActing(meeting);
}

/** The acting deputy acts no longer, and keeps its microphone open only if it holds the floor. */
export function endActing(meeting: Meeting): readonly MeetingEvent[] {
  const { acting } = meeting;
  if (acting === null) return [];
  const holdsFloor = meeting.grants.some(
    (grant) => grant.floor === 'speech' && grant.holder.participant === acting,
  );
  const open = participantOf(meeting, acting)?.microphone === 'on' && !holdsFloor;
  const ended: MeetingEvent = { type: 'deputy.ended' };
  return open ? [ended, { type: 'microphone.closed', participant: acting, reason: 'floor' }] : [ended];
}
