import type { AttendanceState } from '../../../core/attendance.ts';
import type { ParticipantId } from '../../../core/id.ts';
import type { Meeting } from '../../../core/meeting.ts';
import { participantOf } from '../../../core/participant.ts';

/**
 * What *Có mặt* records for somebody in a roll call: online for a person whose own line is up, in person for one who
 * answers from a room. Whoever notes it may choose the other in the list.
 */
export function presentStateOf(meeting: Meeting, participant: ParticipantId): AttendanceState {
  const seat = participantOf(meeting, participant);
  return seat?.presence.kind === 'present' && seat.card.kind === 'person' ? 'online' : 'inPerson';
}
