import type { MeetingEvent } from './event.ts';
import type { ParticipantId, UnitId } from './id.ts';

/** Whom an event is about, and to whom it is addressed. */

/** The participants an event is about, who are told of it besides those who see everything of their unit. */
export function subjectsOf(event: MeetingEvent): readonly ParticipantId[] {
  switch (event.type) {
    case 'participant.added':
      return [event.participant.card.participant];
    case 'participant.uninvited':
    case 'participant.waited':
    case 'participant.admitted':
    case 'participant.denied':
    case 'participant.dropped':
    case 'participant.returned':
    case 'participant.left':
    case 'microphone.opened':
    case 'microphone.closed':
    case 'camera.started':
    case 'camera.stopped':
    case 'floor.cancelled':
    case 'floor.denied':
    case 'floor.moved':
    case 'floor.forwarded':
    case 'trial.reported':
    case 'attendance.recorded':
    case 'assist.ordered':
    case 'sidebar.recalled':
    case 'sidebar.rejoined':
    case 'vote.cast':
    case 'vote.handsCounted':
      return [event.participant];
    case 'deputy.started':
      return [event.acting.participant];
    case 'assist.talkStarted':
    case 'assist.talkEnded':
      return [event.participant, event.helper];
    case 'opinion.awaited':
    case 'opinion.written':
      return [event.opinion.author.participant];
    case 'role.granted':
    case 'role.revoked':
      return [event.grant.participant];
    case 'floor.requested':
      return [event.request.beneficiary.participant];
    case 'meeting.created':
    case 'meeting.opened':
    case 'meeting.closed':
    case 'meeting.adjourned':
    case 'meeting.rested':
    case 'meeting.resumed':
    case 'meeting.rescheduled':
    case 'meeting.postponed':
    case 'meeting.cancelled':
    case 'meeting.renamed':
    case 'trial.opened':
    case 'trial.closed':
    case 'settings.changed':
    case 'agenda.selected':
    case 'agenda.changed':
    case 'deputy.ended':
    case 'floor.granted':
    case 'floor.delegated':
    case 'floor.warned':
    case 'floor.timeUp':
    case 'floor.extended':
    case 'floor.paused':
    case 'floor.resumed':
    case 'floor.released':
    case 'floor.revoked':
    case 'question.called':
    case 'question.ended':
    case 'sidebar.opened':
    case 'sidebar.closed':
    case 'stage.spotlit':
    case 'rollCall.called':
    case 'rollCall.ended':
    case 'notice.sent':
    case 'notice.withdrawn':
    case 'channel.posted':
    case 'vote.opened':
    case 'vote.closed':
    case 'vote.counted':
    case 'vote.annulled':
    case 'document.added':
    case 'document.changed':
    case 'document.withdrawn':
    case 'recording.ordered':
    case 'recording.checked':
    case 'recording.started':
    case 'recording.paused':
    case 'recording.continued':
    case 'recording.stored':
    case 'recording.interrupted':
    case 'recording.resumed':
    case 'recording.stopped':
    case 'recording.composing':
    case 'recording.ready':
    case 'recording.failed':
      return [];
  }
}

/** The unit whose whole subtree an event is addressed to; null: none. */
export function addressedTo(event: MeetingEvent): UnitId | null {
  switch (event.type) {
    case 'notice.sent':
      return event.notice.unit;
    case 'notice.withdrawn':
    case 'rollCall.called':
    case 'rollCall.ended':
      return event.unit;
    default:
      return null;
  }
}
