import { chairsOf, deputiesOf, hallsLed, scopesOf } from './authority.ts';
import type { MeetingEvent } from './event.ts';
import { hallOf, isHall } from './hall.ts';
import type { FloorRequestId, ParticipantId, RecordingId, UnitId } from './id.ts';
import type { FloorGrant, Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';
import { clockedById, grantById } from './queue.ts';
import type { RoleGrant } from './role.ts';
import { hallsSeeing } from './stage.ts';
import { addressedTo, subjectsOf } from './subject.ts';
import { covers } from './unit.ts';
import { voteById } from './vote.ts';

/**
 * What kind of viewer somebody is. All viewers of one kind, hall and scopes receive the same events, but for those that
 * concern them: a batch is encoded once for each kind, not once for each receiver.
 */
export type View =
  | { readonly kind: 'none' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'plain'; readonly hall: UnitId }
  | { readonly kind: 'conductor'; readonly hall: UnitId; readonly scopes: readonly UnitId[] };

export function viewOf(meeting: Meeting, viewer: ParticipantId): View {
  const presence = participantOf(meeting, viewer)?.presence.kind;
  switch (presence) {
    case 'present':
    case 'dropped': {
      const scopes = scopesOf(meeting, viewer, 'roster.view');
      const hall = hallOf(meeting, viewer);
      return scopes.length === 0 ? { kind: 'plain', hall } : { kind: 'conductor', hall, scopes };
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
  switch (view.kind) {
    case 'none':
    case 'waiting':
      return view.kind;
    case 'plain':
      return `plain@${view.hall}`;
    case 'conductor':
      return `conductor@${view.hall}:${[...new Set(view.scopes)].sort().join(',')}`;
  }
}

/** Whether a viewer's roster covers the unit. */
export function oversees(meeting: Meeting, view: View, unit: UnitId): boolean {
  return view.kind === 'conductor' && view.scopes.some((scope) => covers(meeting.unitById, scope, unit));
}

/** Whether a viewer sees what happens in a hall: by sitting in it, or by overseeing all of it. */
export function seesHall(meeting: Meeting, view: View, hall: UnitId): boolean {
  if (view.kind === 'none' || view.kind === 'waiting') return false;
  return view.hall === hall || oversees(meeting, view, hall);
}

/**
 * Who may see an event (VIEW-1), besides those it concerns.
 * `halls`: who sees one of these halls, and whose roster covers the unit. `conductors`: whose roster covers the unit.
 * `conducting`: whoever conducts anything.
 */
export type Audience =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'halls'; readonly halls: readonly UnitId[]; readonly unit: UnitId | null }
  | { readonly kind: 'conductors'; readonly unit: UnitId }
  | { readonly kind: 'conducting' }
  | { readonly kind: 'nobody' };

const everyone: Audience = { kind: 'everyone' };
const nobody: Audience = { kind: 'nobody' };

/** What is said in the queue, tested and noted concerns those who conduct, even when a chair says it. */
const toConductorsAlone: readonly MeetingEvent['type'][] = [
  'participant.added',
  'participant.uninvited',
  'trial.reported',
  'attendance.recorded',
  'floor.requested',
  'floor.cancelled',
  'floor.denied',
  'floor.moved',
  'floor.forwarded',
  'opinion.awaited',
  'opinion.written',
  'assist.talkStarted',
  'assist.talkEnded',
  'vote.cast',
  'vote.handsCounted',
];

/** The hall in which an event about a floor, a recording or the stage happens; null: it is of no hall. */
function hallOfEvent(before: Meeting, event: MeetingEvent): UnitId | null {
  const ofFloor = (id: FloorRequestId) => clockedById(before, id)?.hall ?? before.unit;
  const ofRecording = (id: RecordingId) =>
    before.recordings.find((recording) => recording.id === id)?.hall ?? before.unit;
  switch (event.type) {
    case 'floor.granted':
      return event.grant.hall;
    case 'floor.delegated':
      return event.delegation.hall;
    case 'floor.warned':
    case 'floor.timeUp':
    case 'floor.extended':
    case 'floor.paused':
    case 'floor.resumed':
    case 'floor.released':
    case 'floor.revoked':
      return ofFloor(event.grant);
    case 'question.called':
    case 'question.ended':
    case 'stage.spotlit':
    case 'recording.ordered':
      return event.hall;
    case 'vote.opened':
      return event.vote.hall;
    case 'vote.closed':
    case 'vote.counted':
    case 'vote.annulled':
      return voteById(before, event.vote)?.hall ?? before.unit;
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
      return ofRecording(event.recording);
    default:
      return null;
  }
}

/** Where somebody sits whose floor it is: who oversees them is told of it in whatever hall they hold it. */
function seatOfHolder(before: Meeting, event: MeetingEvent): UnitId | null {
  const given =
    event.type === 'floor.granted' ? event.grant : 'grant' in event ? grantedBy(before, event.grant) : null;
  return given === null ? null : given.holder.unit;
}

function grantedBy(meeting: Meeting, grant: FloorRequestId | RoleGrant): FloorGrant | null {
  return typeof grant === 'string' ? grantById(meeting, grant) : null;
}

/** The audience of an event, judged on the state just before it. */
export function audienceOf(before: Meeting, event: MeetingEvent): Audience {
  if (event.type === 'meeting.created' || event.type === 'assist.ordered') return nobody;
  if (event.type === 'channel.posted') return { kind: 'conducting' };
  const hall = hallOfEvent(before, event);
  if (hall !== null) return { kind: 'halls', halls: [hall], unit: seatOfHolder(before, event) };
  if (event.type === 'deputy.started' || event.type === 'deputy.ended')
    return audienceOfActing(before, event.unit);
  const addressed = addressedTo(event);
  if (addressed !== null) {
    return addressed === before.unit ? everyone : { kind: 'conductors', unit: addressed };
  }
  const [subject] = subjectsOf(event);
  return subject === undefined ? everyone : audienceOfSubject(before, event, subject);
}

/** Who acts in a hall is everybody's business there; who acts for a unit within one, that of those who conduct it. */
function audienceOfActing(before: Meeting, unit: UnitId): Audience {
  return isHall(before, unit) ? { kind: 'halls', halls: [unit], unit: null } : { kind: 'conductors', unit };
}

/** What changes who somebody is in a hall, and not what they do there: seen where they lead. */
const ofStanding: readonly MeetingEvent['type'][] = [
  'role.granted',
  'role.revoked',
  'sidebar.recalled',
  'sidebar.rejoined',
];

/** Whoever is seen by all of a hall, for leading it or for what it holds there, changes before all its eyes. */
function audienceOfSubject(before: Meeting, event: MeetingEvent, subject: ParticipantId): Audience {
  const unit =
    event.type === 'participant.added'
      ? event.participant.card.unit
      : (participantOf(before, subject)?.card.unit ?? null);
  if (!toConductorsAlone.includes(event.type)) {
    const halls = ofStanding.includes(event.type) ? hallsLed(before, subject) : hallsSeeing(before, subject);
    // Chairs and deputies of the whole meeting are known in every hall.
    if (hallsLed(before, subject).includes(before.unit)) return everyone;
    if (halls.length > 0) return { kind: 'halls', halls, unit };
  }
  return unit === null ? nobody : { kind: 'conductors', unit };
}

/** What somebody waiting for admission may know: when the meeting is, that it opens and closes, and their own state. */
const toldWhileWaiting: readonly MeetingEvent['type'][] = [
  'meeting.opened',
  'meeting.closed',
  'meeting.adjourned',
  'meeting.rested',
  'meeting.resumed',
  'meeting.rescheduled',
  'meeting.postponed',
  'meeting.cancelled',
  'meeting.renamed',
  'trial.opened',
  'trial.closed',
  'settings.changed',
];

/** Whether a viewer of this kind receives the event whoever it is. */
export function isShown(before: Meeting, event: MeetingEvent, view: View): boolean {
  if (view.kind === 'none') return false;
  if (view.kind === 'waiting') return toldWhileWaiting.includes(event.type);
  const audience = audienceOf(before, event);
  switch (audience.kind) {
    case 'everyone':
      return true;
    case 'nobody':
      return false;
    case 'conducting':
      return view.kind === 'conductor';
    case 'conductors':
      return oversees(before, view, audience.unit);
    case 'halls':
      return (
        audience.halls.some((hall) => seesHall(before, view, hall)) ||
        (audience.unit !== null && oversees(before, view, audience.unit))
      );
  }
}

/** Whether the event concerns this participant itself: it is about it, or addressed to all of a unit it sits in. */
export function concerns(before: Meeting, event: MeetingEvent, participant: ParticipantId): boolean {
  if (subjectsOf(event).includes(participant)) return true;
  const addressed = addressedTo(event);
  if (addressed === null) return false;
  const seat = participantOf(before, participant);
  if (!seat || (seat.presence.kind !== 'present' && seat.presence.kind !== 'dropped')) return false;
  return covers(before.unitById, addressed, seat.card.unit);
}

/** Whether this participant receives the event: by the kind of viewer it is, or because the event concerns it. */
export function receivesEvent(before: Meeting, event: MeetingEvent, viewer: ParticipantId): boolean {
  return concerns(before, event, viewer) || isShown(before, event, viewOf(before, viewer));
}

/** Whom everybody in this hall knows: those who lead it, and those who lead the meeting (VIEW-2). */
export function knownIn(meeting: Meeting, hall: UnitId): ReadonlySet<ParticipantId> {
  return new Set(
    [meeting.unit, hall].flatMap((led) => [...chairsOf(meeting, led), ...deputiesOf(meeting, led)]),
  );
}

/** Whether these two states show the viewer different parts, so that events alone do not lead from one to the other. */
export function viewChanged(before: Meeting, after: Meeting, viewer: ParticipantId): boolean {
  const then = viewOf(before, viewer);
  const now = viewOf(after, viewer);
  if (viewKey(then) !== viewKey(now)) return true;
  if (before.roles === after.roles || now.kind === 'none' || now.kind === 'waiting') return false;
  const known = (meeting: Meeting) => [...knownIn(meeting, now.hall)].sort().join();
  return known(before) !== known(after);
}
