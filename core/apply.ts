import type { EventOf, MeetingEvent, SeenEntry } from './event.ts';
import { foldDocument } from './fold/document.ts';
import { foldFloor } from './fold/floor.ts';
import { foldHall } from './fold/hall.ts';
import { foldLife } from './fold/life.ts';
import { withParticipant } from './fold/participant.ts';
import { foldRecord } from './fold/record.ts';
import { foldRecording } from './fold/recording.ts';
import { withOwnRoster, withSeat } from './fold/roster.ts';
import { foldVote } from './fold/vote.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting, Participant, Presence } from './meeting.ts';
import { participantOf } from './participant.ts';
import type { Unit } from './unit.ts';

/** The state of a meeting as its first event founds it. */
export function found(event: EventOf<'meeting.created'>, seq: number): Meeting {
  const unitById: Record<UnitId, Unit> = Object.fromEntries(event.units.map((unit) => [unit.id, unit]));
  const participantById: Record<ParticipantId, Participant> = Object.fromEntries(
    event.participants.map((participant) => [participant.card.participant, participant]),
  );
  return {
    id: event.meeting,
    seq,
    title: event.title,
    unit: event.unit,
    scheduledAt: event.scheduledAt,
    plannedMs: event.plannedMs,
    phase: { kind: 'scheduled' },
    settings: event.settings,
    levels: event.levels,
    unitById,
    roles: event.roles,
    participantById,
    queue: [],
    grants: [],
    delegations: [],
    speeches: [],
    questions: [],
    opinions: [],
    agenda: event.agenda,
    agendaItem: null,
    agendaRuns: [],
    sidebars: [],
    actingByUnit: {},
    spotlights: [],
    talks: [],
    rollCalls: [],
    notices: [],
    channel: [],
    votes: [],
    documents: [],
    reschedulings: [],
    recordings: [],
  };
}

/** Who was there already stays as somebody who was turned away, so that it is known why their line ended. */
function uninvited(meeting: Meeting, id: ParticipantId, at: number): Meeting {
  const known = participantOf(meeting, id);
  if (!known) return meeting;
  const { [id]: _, ...others } = meeting.participantById;
  const here = known.presence.kind === 'present' || known.presence.kind === 'waiting';
  const away: Participant = {
    ...known,
    invited: false,
    presence: { kind: 'denied', since: at },
    microphone: 'off',
    camera: 'off',
  };
  return {
    ...meeting,
    participantById: here ? { ...others, [id]: away } : others,
    roles: meeting.roles.filter(({ participant }) => participant !== id),
  };
}

function admittedPresence(meeting: Meeting, id: ParticipantId, at: number): Presence {
  // Someone who was turned away is not there: admission lets them come back without waiting again.
  const denied = participantOf(meeting, id)?.presence.kind === 'denied';
  return { kind: denied ? 'left' : 'present', since: at };
}

function leftPresence(meeting: Meeting, id: ParticipantId, at: number): Presence {
  return participantOf(meeting, id)?.presence.kind === 'waiting'
    ? { kind: 'absent' }
    : { kind: 'left', since: at };
}

/**
 * Folds one entry into the state. The same function runs on the server over everything and in a client over what it
 * was given, so an event about a participant or request that this viewer does not have changes nothing there.
 */
export function apply(before: Meeting, entry: SeenEntry): Meeting {
  return { ...fold(before, entry.event, entry.at), seq: entry.seq };
}

/** Folds many entries at once, as `apply` would one after the other. */
export function applyAll(before: Meeting, entries: readonly SeenEntry[]): Meeting {
  return withOwnRoster(before, (meeting) => entries.reduce(apply, meeting));
}

function fold(meeting: Meeting, event: MeetingEvent, at: number): Meeting {
  switch (event.type) {
    case 'meeting.created':
      return found(event, meeting.seq);
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
      return foldLife(meeting, event, at);
    case 'sidebar.opened':
    case 'sidebar.closed':
    case 'sidebar.recalled':
    case 'sidebar.rejoined':
    case 'stage.spotlit':
    case 'deputy.started':
    case 'deputy.ended':
    case 'assist.ordered':
    case 'assist.talkStarted':
    case 'assist.talkEnded':
      return foldHall(meeting, event, at);
    case 'trial.reported':
    case 'attendance.recorded':
    case 'rollCall.called':
    case 'rollCall.ended':
    case 'notice.sent':
    case 'notice.withdrawn':
    case 'channel.posted':
    case 'opinion.awaited':
    case 'opinion.written':
      return foldRecord(meeting, event, at);
    case 'participant.added':
      return {
        ...meeting,
        participantById: withSeat(
          meeting.participantById,
          event.participant.card.participant,
          event.participant,
        ),
      };
    case 'participant.uninvited':
      return uninvited(meeting, event.participant, at);
    case 'participant.waited':
      return withParticipant(meeting, event.participant, {
        presence: { kind: 'waiting', since: at },
        camera: event.camera,
      });
    case 'participant.admitted':
      return withParticipant(meeting, event.participant, {
        presence: admittedPresence(meeting, event.participant, at),
        camera: event.camera,
      });
    case 'participant.denied':
      return withParticipant(meeting, event.participant, {
        presence: { kind: 'denied', since: at },
        microphone: 'off',
        camera: 'off',
      });
    case 'participant.dropped':
      return withParticipant(meeting, event.participant, { presence: { kind: 'dropped', since: at } });
    case 'participant.returned':
      return withParticipant(meeting, event.participant, { presence: { kind: 'present', since: at } });
    case 'participant.left':
      return withParticipant(meeting, event.participant, {
        presence: leftPresence(meeting, event.participant, at),
        microphone: 'off',
        camera: 'off',
      });
    case 'role.granted':
      return { ...meeting, roles: [...meeting.roles, event.grant] };
    case 'role.revoked': {
      const { participant, role, unit } = event.grant;
      return {
        ...meeting,
        roles: meeting.roles.filter(
          (grant) => grant.participant !== participant || grant.role !== role || grant.unit !== unit,
        ),
      };
    }
    case 'floor.requested':
    case 'floor.cancelled':
    case 'floor.denied':
    case 'floor.moved':
    case 'floor.granted':
    case 'floor.warned':
    case 'floor.timeUp':
    case 'floor.released':
    case 'floor.revoked':
    case 'floor.forwarded':
    case 'floor.delegated':
    case 'floor.extended':
    case 'floor.paused':
    case 'floor.resumed':
    case 'question.called':
    case 'question.ended':
      return foldFloor(meeting, event, at);
    case 'vote.opened':
    case 'vote.cast':
    case 'vote.handsCounted':
    case 'vote.closed':
    case 'vote.counted':
    case 'vote.annulled':
      return foldVote(meeting, event, at);
    case 'document.added':
    case 'document.changed':
    case 'document.withdrawn':
      return foldDocument(meeting, event);
    case 'microphone.opened':
      return withParticipant(meeting, event.participant, { microphone: 'on' });
    case 'microphone.closed':
      return withParticipant(meeting, event.participant, { microphone: 'off' });
    case 'camera.started':
      return withParticipant(meeting, event.participant, { camera: 'on' });
    case 'camera.stopped':
      return withParticipant(meeting, event.participant, { camera: 'off' });
    case 'recording.ordered':
    case 'recording.checked':
    case 'recording.paused':
    case 'recording.continued':
    case 'recording.stored':
    case 'recording.started':
    case 'recording.interrupted':
    case 'recording.resumed':
    case 'recording.stopped':
    case 'recording.composing':
    case 'recording.ready':
    case 'recording.failed':
      return foldRecording(meeting, event, at);
  }
}
