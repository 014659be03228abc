import { isPublic, scopesOf } from './authority.ts';
import type { MeetingEvent } from './event.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';
import { onStage } from './stage.ts';
import { covers } from './unit.ts';

/**
 * What kind of viewer somebody is. All viewers of one kind and the same scopes receive the same events, but for those
 * about themselves: a batch is encoded once for each kind, not once for each receiver.
 */
export type View =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'plain' }
  | { readonly kind: 'conductor'; readonly scopes: readonly UnitId[] };

export function viewOf(meeting: Meeting, viewer: ParticipantId): View {
  const presence = participantOf(meeting, viewer)?.presence.kind;
  switch (presence) {
    case 'present':
    case 'dropped': {
      const scopes = scopesOf(meeting, viewer, 'roster.view');
      return scopes.length === 0 ? { kind: 'plain' } : { kind: 'conductor', scopes };
    }
    case 'waiting':
      return { kind: 'waiting' };
    case 'absent':
    case 'left':
    case 'denied':
    case undefined:
      return { kind: 'none' };
  }
}

/** Equal for viewers who receive the same. */
export function viewKey(view: View): string {
  return view.kind === 'conductor' ? `conductor:${[...new Set(view.scopes)].sort().join(',')}` : view.kind;
}

/** Who may see an event (VIEW-1), besides the one it is about. `conductors`: those whose roster covers the unit. */
export type Audience =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'conductors'; readonly unit: UnitId }
  | { readonly kind: 'nobody' };

/** The participant an event is about, who is told of it besides those who see everything of its unit. */
export function subjectOf(event: MeetingEvent): ParticipantId | null {
  switch (event.type) {
    case 'participant.added':
      return event.participant.card.participant;
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
      return event.participant;
    case 'role.granted':
    case 'role.revoked':
      return event.grant.participant;
    case 'floor.requested':
      return event.request.beneficiary.participant;
    case 'meeting.created':
    case 'meeting.opened':
    case 'meeting.closed':
    case 'settings.changed':
    case 'agenda.selected':
    case 'deputy.started':
    case 'deputy.ended':
    case 'floor.granted':
    case 'floor.warned':
    case 'floor.timeUp':
    case 'floor.released':
    case 'floor.revoked':
    case 'recording.ordered':
    case 'recording.started':
    case 'recording.interrupted':
    case 'recording.resumed':
    case 'recording.stopped':
    case 'recording.composing':
    case 'recording.ready':
    case 'recording.failed':
      return null;
  }
}

/** What is said in the queue concerns those who conduct, even when a chair says it. */
const toConductorsAlone: readonly MeetingEvent['type'][] = [
  'participant.added',
  'floor.requested',
  'floor.cancelled',
  'floor.denied',
  'floor.moved',
];

/** The audience of an event, judged on the state just before it. */
export function audienceOf(before: Meeting, event: MeetingEvent): Audience {
  if (event.type === 'meeting.created') return { kind: 'nobody' };
  const subject = subjectOf(event);
  if (subject === null) return { kind: 'everyone' };
  const isRole = event.type === 'role.granted' || event.type === 'role.revoked';
  const known = isRole ? isPublic(before, subject) : onStage(before, subject);
  if (known && !toConductorsAlone.includes(event.type)) return { kind: 'everyone' };
  const unit =
    event.type === 'participant.added'
      ? event.participant.card.unit
      : participantOf(before, subject)?.card.unit;
  return unit === undefined ? { kind: 'nobody' } : { kind: 'conductors', unit };
}

/** What somebody waiting for admission may know: that the meeting exists, opens and closes, and their own state. */
const toldWhileWaiting: readonly MeetingEvent['type'][] = [
  'meeting.opened',
  'meeting.closed',
  'settings.changed',
];

/** Whether a viewer of this kind receives the event whoever it is. */
export function isShown(before: Meeting, event: MeetingEvent, view: View): boolean {
  const audience = audienceOf(before, event);
  switch (view.kind) {
    case 'none':
      return false;
    case 'waiting':
      return toldWhileWaiting.includes(event.type);
    case 'plain':
      return audience.kind === 'everyone';
    case 'conductor':
      return (
        audience.kind === 'everyone' ||
        (audience.kind === 'conductors' &&
          view.scopes.some((scope) => covers(before.unitById, scope, audience.unit)))
      );
  }
}

/** Whether this participant receives the event: by the kind of viewer it is, or because the event is about itself. */
export function receivesEvent(before: Meeting, event: MeetingEvent, viewer: ParticipantId): boolean {
  return subjectOf(event) === viewer || isShown(before, event, viewOf(before, viewer));
}

/** Whether these two states show the viewer different parts, so that events alone do not lead from one to the other. */
export function viewChanged(before: Meeting, after: Meeting, viewer: ParticipantId): boolean {
  if (viewKey(viewOf(before, viewer)) !== viewKey(viewOf(after, viewer))) return true;
  if (before.roles === after.roles) return false;
  const publicIn = (meeting: Meeting) =>
    meeting.roles
      .map((grant) => grant.participant)
      .filter((id) => isPublic(meeting, id))
      .sort()
      .join(',');
  return publicIn(before) !== publicIn(after);
}
