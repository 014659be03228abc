import { isPublic, scopesOf } from './authority.ts';
import type { MeetingEvent } from './event.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
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
  const presence = meeting.participantById[viewer]?.presence.kind;
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

/** Who may see an event (VIEW-1). `conductors`: those whose roster covers the unit; `participant` is told besides. */
export type Audience =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'conductors'; readonly unit: UnitId; readonly participant: ParticipantId }
  | { readonly kind: 'nobody' };

function about(meeting: Meeting, participant: ParticipantId, everyone: boolean): Audience {
  const unit = meeting.participantById[participant]?.card.unit;
  if (everyone) return { kind: 'everyone' };
  return unit === undefined ? { kind: 'nobody' } : { kind: 'conductors', unit, participant };
}

/** The audience of an event, judged on the state just before it. */
export function audienceOf(before: Meeting, event: MeetingEvent): Audience {
  switch (event.type) {
    case 'meeting.created':
      return { kind: 'nobody' };
    case 'participant.added': {
      const { unit, participant } = event.participant.card;
      return { kind: 'conductors', unit, participant };
    }
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
      return about(before, event.participant, onStage(before, event.participant));
    case 'role.granted':
    case 'role.revoked':
      return about(before, event.grant.participant, isPublic(before, event.grant.participant));
    case 'floor.requested':
      return about(before, event.request.beneficiary.participant, false);
    case 'floor.cancelled':
    case 'floor.denied':
    case 'floor.moved':
      return about(before, event.participant, false);
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
      return { kind: 'everyone' };
  }
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

/** Whether the event is told to this participant because it is about itself. */
export function isOwn(before: Meeting, event: MeetingEvent, viewer: ParticipantId): boolean {
  const audience = audienceOf(before, event);
  return audience.kind === 'conductors' && audience.participant === viewer;
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
