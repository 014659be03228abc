import { may } from '../authority.ts';
import type { ParticipantCommand } from '../command.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { grantById, requestById } from '../queue.ts';
import type { RefusalCode } from '../refusal.ts';
import type { Permission } from '../role.ts';
import { unitOf } from '../unit.ts';

/** The permission each command needs; null: one's own seat is enough. A new command without a line does not compile. */
export const requires = {
  'meeting.open': 'meeting.conduct',
  'meeting.close': 'meeting.conduct',
  'settings.change': 'settings.change',
  'agenda.select': 'agenda.conduct',
  'participant.leave': null,
  'participant.admit': 'admission.decide',
  'participant.deny': 'admission.decide',
  'role.grant': 'role.grant',
  'role.revoke': 'role.grant',
  'floor.request': 'floor.request',
  'floor.cancel': null,
  'floor.grant': 'floor.conduct',
  'floor.next': 'floor.conduct',
  'floor.deny': 'floor.conduct',
  'floor.move': 'floor.conduct',
  'floor.release': null,
  'floor.revoke': 'floor.conduct',
  'microphone.open': null,
  'microphone.close': null,
  'microphone.mute': 'microphone.mute',
  'microphone.muteAll': 'microphone.mute',
  'camera.start': null,
  'camera.stop': null,
  'recording.start': 'recording.order',
  'recording.stop': 'recording.order',
} as const satisfies Record<ParticipantCommand['type'], Permission | null>;

/** The unit over which the permission is needed; null when what the command names does not exist. */
function unitConcerned(meeting: Meeting, self: ParticipantId, command: ParticipantCommand): UnitId | null {
  const seatUnit = (id: ParticipantId) => participantOf(meeting, id)?.card.unit ?? null;
  switch (command.type) {
    case 'participant.admit':
    case 'participant.deny':
    case 'floor.grant':
    case 'microphone.mute':
      return seatUnit(command.participant);
    case 'role.grant':
    case 'role.revoke':
    case 'microphone.muteAll':
      return unitOf(meeting.unitById, command.unit) ? command.unit : null;
    case 'floor.deny':
      return requestById(meeting, command.request)?.beneficiary.unit ?? null;
    case 'floor.revoke':
      return grantById(meeting, command.grant)?.authority ?? null;
    case 'floor.request':
    case 'floor.cancel':
    case 'floor.release':
    case 'participant.leave':
    case 'microphone.open':
    case 'microphone.close':
    case 'camera.start':
    case 'camera.stop':
      return seatUnit(self);
    case 'meeting.open':
    case 'meeting.close':
    case 'settings.change':
    case 'agenda.select':
    case 'floor.next':
    case 'floor.move':
    case 'recording.start':
    case 'recording.stop':
      return meeting.unit;
  }
}

/** The one gate: whether this participant may wish this at all, by its presence, role and scope. */
export function gate(meeting: Meeting, self: ParticipantId, command: ParticipantCommand): RefusalCode | null {
  const presence = participantOf(meeting, self)?.presence.kind;
  const isIn = presence === 'present' || (presence === 'waiting' && command.type === 'participant.leave');
  if (!isIn) return 'not-present';
  // A closed meeting is a record: one leaves it, and nothing else is added (LIFE-8).
  if (meeting.phase.kind === 'closed' && command.type !== 'participant.leave') return 'already-closed';
  const permission = requires[command.type];
  if (permission === null || showsUnasked(meeting, self, command)) return null;
  const unit = unitConcerned(meeting, self, command);
  if (unit !== null) return may(meeting, self, permission, unit) ? null : 'not-permitted';
  // Whoever conducts nothing learns nothing of what exists.
  return may(meeting, self, permission, meeting.unit) ? missing(command) : 'not-permitted';
}

/** Whoever may show content without asking need not have the right to ask for a floor (CONTENT-1). */
function showsUnasked(meeting: Meeting, self: ParticipantId, command: ParticipantCommand): boolean {
  return (
    command.type === 'floor.request' &&
    command.floor === 'content' &&
    may(meeting, self, 'content.present', meeting.unit)
  );
}

function missing(command: ParticipantCommand): RefusalCode {
  switch (command.type) {
    case 'floor.deny':
      return 'not-requested';
    case 'floor.revoke':
      return 'not-holding';
    default:
      return 'not-found';
  }
}
