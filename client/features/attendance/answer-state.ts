import type { AttendanceState } from '../../../core/attendance.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { participantOf } from '../../../core/participant.ts';

/**
 * What *Có mặt* records for somebody in a roll call: online for whoever's line is up, in person for a delegate who
 * answers from somebody else's room. Whoever notes it may choose the other in the list.
 */
export function presentStateOf(meeting: Meeting, participant: ParticipantId): AttendanceState {
  return participantOf(meeting, participant)?.presence.kind === 'present' ? 'online' : 'inPerson';
}
