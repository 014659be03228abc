import { may } from '../authority.ts';
import type { ParticipantCommand } from '../command.ts';
import { deskOf } from '../desk.ts';
import { hallOf } from '../hall.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { clockedById, grantHeldBy, requestById } from '../queue.ts';
import type { RefusalCode } from '../refusal.ts';
import type { Permission } from '../role.ts';
import { unitOf } from '../unit.ts';
import { voteById } from '../vote.ts';

/** The permission each command needs; null: one's own seat is enough. A new command without a line does not compile. */
export const requires = {
  'meeting.open': 'meeting.conduct',
  'meeting.close': 'meeting.conduct',
  'meeting.rest': 'meeting.conduct',
  'meeting.resume': 'meeting.conduct',
  'meeting.reschedule': 'meeting.conduct',
  'meeting.postpone': 'meeting.conduct',
  'meeting.cancel': 'meeting.conduct',
  'trial.open': 'trial.conduct',
  'trial.close': 'trial.conduct',
  // One's own finding, or `trial.conduct` over the seat: decide/trial.ts says which.
  'trial.report': null,
  'settings.change': 'settings.change',
  'agenda.select': 'agenda.conduct',
  'agenda.change': 'agenda.conduct',
  'participant.leave': null,
  'participant.admit': 'admission.decide',
  'participant.deny': 'admission.decide',
  'role.grant': 'role.grant',
  'role.revoke': 'role.grant',
  'deputy.start': 'meeting.conduct',
  'deputy.end': 'meeting.conduct',
  'floor.request': 'floor.request',
  'floor.cancel': null,
  'floor.grant': 'floor.conduct',
  'floor.next': 'floor.conduct',
  'floor.deny': 'floor.conduct',
  'floor.move': 'floor.conduct',
  'floor.forward': 'floor.conduct',
  'floor.enlist': 'floor.conduct',
  'floor.delegate': 'floor.conduct',
  'floor.extend': 'floor.conduct',
  'floor.pause': 'floor.conduct',
  'floor.resume': 'floor.conduct',
  'floor.release': null,
  'floor.revoke': 'floor.conduct',
  'question.call': 'floor.conduct',
  'question.end': 'floor.conduct',
  'opinion.collect': 'floor.conduct',
  'opinion.write': null,
  'microphone.open': null,
  'microphone.close': null,
  'microphone.mute': 'microphone.mute',
  'microphone.muteAll': 'microphone.mute',
  'camera.start': null,
  'camera.stop': null,
  'sidebar.open': 'sidebar.conduct',
  'sidebar.close': 'sidebar.conduct',
  'sidebar.recall': 'sidebar.conduct',
  'sidebar.rejoin': 'sidebar.conduct',
  'stage.spotlight': 'stage.arrange',
  // One's own room's heads, or `attendance.take` over the seat: decide/attendance.ts says which.
  'attendance.count': null,
  'attendance.mark': 'attendance.take',
  'attendance.substitute': null,
  'attendance.consent': 'meeting.conduct',
  'rollCall.start': 'attendance.take',
  'rollCall.answer': null,
  'rollCall.end': 'attendance.take',
  'notice.send': 'notice.send',
  'notice.withdraw': 'notice.send',
  // Whoever conducts anything: decide/notice.ts.
  'channel.post': null,
  'assist.order': 'site.assist',
  'assist.talk': 'site.assist',
  // The site that is in the talk, or `site.assist` over it: decide/assist.ts says which.
  'assist.endTalk': null,
  'vote.open': 'vote.conduct',
  // Whether one has a vote is asked of the hall: decide/vote.ts.
  'vote.cast': null,
  'vote.countHands': 'vote.conduct',
  'vote.close': 'vote.conduct',
  'vote.annul': 'vote.conduct',
  'recording.start': 'recording.order',
  'recording.stop': 'recording.order',
  'recording.pause': 'recording.order',
  'recording.continue': 'recording.order',
} as const satisfies Record<ParticipantCommand['type'], Permission | null>;

/** The unit over which the permission is needed; null when what the command names does not exist. */
function unitConcerned(meeting: Meeting, self: ParticipantId, command: ParticipantCommand): UnitId | null {
  const seatUnit = (id: ParticipantId) => participantOf(meeting, id)?.card.unit ?? null;
  switch (command.type) {
    case 'participant.admit':
    case 'participant.deny':
    case 'floor.grant':
    case 'microphone.mute':
    case 'sidebar.recall':
    case 'sidebar.rejoin':
    case 'attendance.mark':
    case 'attendance.consent':
    case 'assist.order':
    case 'assist.talk':
    case 'assist.endTalk':
    case 'vote.countHands':
      return seatUnit(command.participant);
    case 'role.grant':
    case 'role.revoke':
    case 'microphone.muteAll':
    case 'deputy.start':
    case 'deputy.end':
    case 'floor.delegate':
    case 'sidebar.open':
    case 'sidebar.close':
    case 'rollCall.start':
    case 'rollCall.end':
    case 'notice.send':
      return unitOf(meeting.unitById, command.unit) ? command.unit : null;
    case 'floor.deny':
    case 'floor.move':
    case 'floor.forward':
      return requestById(meeting, command.request)?.desk ?? null;
    case 'floor.revoke':
    case 'floor.extend':
    case 'floor.pause':
    case 'floor.resume':
      return clockedById(meeting, command.grant)?.authority ?? null;
    case 'notice.withdraw':
      return meeting.notices.find(({ id }) => id === command.notice)?.unit ?? null;
    case 'floor.request':
    case 'floor.cancel':
    case 'floor.release':
    case 'participant.leave':
    case 'microphone.open':
    case 'microphone.close':
    case 'camera.start':
    case 'camera.stop':
    case 'trial.report':
    case 'opinion.write':
    case 'attendance.count':
    case 'attendance.substitute':
    case 'rollCall.answer':
    case 'channel.post':
    case 'vote.cast':
      return seatUnit(self);
    case 'vote.close':
    case 'vote.annul':
      return voteById(meeting, command.vote)?.hall ?? null;
    case 'floor.next':
      return deskOf(meeting, self) ?? hallOf(meeting, self);
    case 'floor.enlist':
    case 'question.call':
    case 'question.end':
    case 'opinion.collect':
    case 'stage.spotlight':
    case 'vote.open':
    case 'recording.start':
    case 'recording.stop':
    case 'recording.pause':
    case 'recording.continue':
      return hallOf(meeting, self);
    case 'meeting.open':
    case 'meeting.close':
    case 'meeting.rest':
    case 'meeting.resume':
    case 'meeting.reschedule':
    case 'meeting.postpone':
    case 'meeting.cancel':
    case 'trial.open':
    case 'trial.close':
    case 'settings.change':
    case 'agenda.select':
    case 'agenda.change':
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
  if (meeting.phase.kind === 'cancelled' && command.type !== 'participant.leave') return 'meeting-cancelled';
  const permission = requires[command.type];
  if (permission === null || showsUnasked(meeting, self, command)) return null;
  const unit = unitConcerned(meeting, self, command);
  if (unit !== null) return may(meeting, self, permission, unit) ? null : 'not-permitted';
  // Whoever conducts nothing learns nothing of what exists.
  return may(meeting, self, permission, meeting.unit) ? missing(command) : 'not-permitted';
}

/** Who shows content without asking, by role or while speaking, need not have the right to ask for a floor (CONTENT-1). */
function showsUnasked(meeting: Meeting, self: ParticipantId, command: ParticipantCommand): boolean {
  return (
    command.type === 'floor.request' &&
    command.floor === 'content' &&
    (grantHeldBy(meeting, self, 'speech') !== null ||
      may(meeting, self, 'content.present', hallOf(meeting, self)))
  );
}

function missing(command: ParticipantCommand): RefusalCode {
  switch (command.type) {
    case 'floor.deny':
    case 'floor.move':
    case 'floor.forward':
      return 'not-requested';
    case 'floor.revoke':
    case 'floor.extend':
    case 'floor.pause':
    case 'floor.resume':
      return 'not-holding';
    default:
      return 'not-found';
  }
}
