import type { EventOf, MeetingEvent, SeenEntry } from './event.ts';
import type { FloorRequestId, ParticipantId, RecordingId, UnitId } from './id.ts';
import type { FloorGrant, Gap, Meeting, Participant, Presence, Recording } from './meeting.ts';
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
    phase: { kind: 'scheduled' },
    settings: event.settings,
    levels: event.levels,
    unitById,
    roles: event.roles,
    participantById,
    queue: [],
    grants: [],
    agenda: event.agenda,
    agendaItem: null,
    acting: null,
    recordings: [],
  };
}

type Change = Pick<Participant, 'presence' | 'microphone' | 'camera'>;

/** Changes a participant in the roster, if this viewer has it, and on the stage, where everyone sees it. */
function withParticipant(meeting: Meeting, id: ParticipantId, change: Partial<Change>): Meeting {
  const known = participantOf(meeting, id);
  const { presence, ...devices } = change;
  const line = presence === undefined ? {} : { connected: presence.kind === 'present' };
  const held = meeting.grants.some((grant) => grant.holder.participant === id);
  return {
    ...meeting,
    participantById: known
      ? { ...meeting.participantById, [id]: { ...known, ...change } }
      : meeting.participantById,
    grants: held
      ? meeting.grants.map((grant) =>
          grant.holder.participant === id
            ? { ...grant, holder: { ...grant.holder, ...devices, ...line } }
            : grant,
        )
      : meeting.grants,
  };
}

function withGrant(meeting: Meeting, id: FloorRequestId, change: Partial<FloorGrant>): Meeting {
  return {
    ...meeting,
    grants: meeting.grants.map((grant) => (grant.id === id ? { ...grant, ...change } : grant)),
  };
}

function withoutGrant(meeting: Meeting, id: FloorRequestId): Meeting {
  return { ...meeting, grants: meeting.grants.filter((grant) => grant.id !== id) };
}

function withoutRequest(meeting: Meeting, id: FloorRequestId): Meeting {
  return { ...meeting, queue: meeting.queue.filter((request) => request.id !== id) };
}

function withRecording(
  meeting: Meeting,
  id: RecordingId,
  change: (recording: Recording) => Recording,
): Meeting {
  return {
    ...meeting,
    recordings: meeting.recordings.map((recording) => (recording.id === id ? change(recording) : recording)),
  };
}

function closeGap(gaps: readonly Gap[], at: number): readonly Gap[] {
  return gaps.map((gap) => (gap.to === null ? { ...gap, to: at } : gap));
}

function startOf(recording: Recording, otherwise: number): number {
  return 'startedAt' in recording ? recording.startedAt : otherwise;
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

function fold(meeting: Meeting, event: MeetingEvent, at: number): Meeting {
  switch (event.type) {
    case 'meeting.created':
      return found(event, meeting.seq);
    case 'meeting.opened':
      return { ...meeting, phase: { kind: 'live', openedAt: at } };
    case 'meeting.closed': {
      const openedAt = meeting.phase.kind === 'live' ? meeting.phase.openedAt : at;
      return { ...meeting, phase: { kind: 'closed', openedAt, closedAt: at }, queue: [], acting: null };
    }
    case 'settings.changed':
      return { ...meeting, settings: { ...meeting.settings, ...event.settings } };
    case 'agenda.selected':
      return { ...meeting, agendaItem: event.item };
    case 'participant.added':
      return {
        ...meeting,
        participantById: {
          ...meeting.participantById,
          [event.participant.card.participant]: event.participant,
        },
      };
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
    case 'deputy.started':
      return { ...meeting, acting: event.participant };
    case 'deputy.ended':
      return { ...meeting, acting: null };
    case 'floor.requested':
    case 'floor.cancelled':
    case 'floor.denied':
    case 'floor.moved':
    case 'floor.granted':
    case 'floor.warned':
    case 'floor.timeUp':
    case 'floor.released':
    case 'floor.revoked':
      return foldFloor(meeting, event);
    case 'microphone.opened':
      return withParticipant(meeting, event.participant, { microphone: 'on' });
    case 'microphone.closed':
      return withParticipant(meeting, event.participant, { microphone: 'off' });
    case 'camera.started':
      return withParticipant(meeting, event.participant, { camera: 'on' });
    case 'camera.stopped':
      return withParticipant(meeting, event.participant, { camera: 'off' });
    case 'recording.ordered':
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

type FloorEvent = Extract<MeetingEvent, { type: `floor.${string}` }>;

function foldFloor(meeting: Meeting, event: FloorEvent): Meeting {
  switch (event.type) {
    case 'floor.requested':
      return { ...meeting, queue: [...meeting.queue, event.request].sort((a, b) => a.rank - b.rank) };
    case 'floor.cancelled':
    case 'floor.denied':
      return withoutRequest(meeting, event.request);
    case 'floor.moved':
      return {
        ...meeting,
        queue: meeting.queue
          .map((request) => (request.id === event.request ? { ...request, rank: event.rank } : request))
          .sort((a, b) => a.rank - b.rank),
      };
    case 'floor.granted': {
      const next = withoutRequest(meeting, event.grant.id);
      return { ...next, grants: [...next.grants, event.grant] };
    }
    case 'floor.warned':
      return withGrant(meeting, event.grant, { clock: 'warned' });
    case 'floor.timeUp':
      return withGrant(meeting, event.grant, { clock: 'up' });
    case 'floor.released':
    case 'floor.revoked':
      return withoutGrant(meeting, event.grant);
  }
}

type RecordingEvent = Extract<MeetingEvent, { type: `recording.${string}` }>;

function foldRecording(meeting: Meeting, event: RecordingEvent, at: number): Meeting {
  if (event.type === 'recording.ordered') {
    const recording: Recording = { id: event.recording, state: 'starting', orderedAt: at, gaps: [] };
    return { ...meeting, recordings: [...meeting.recordings, recording] };
  }
  return withRecording(meeting, event.recording, (recording) => {
    const { id, orderedAt, gaps } = recording;
    const startedAt = startOf(recording, at);
    switch (event.type) {
      case 'recording.started':
        return { id, orderedAt, gaps: closeGap(gaps, at), state: 'recording', startedAt: at };
      case 'recording.interrupted':
        return { ...recording, gaps: [...gaps, { from: at, to: null, reason: event.reason }] };
      case 'recording.resumed':
        return { ...recording, gaps: closeGap(gaps, at) };
      case 'recording.stopped':
        return { id, orderedAt, gaps: closeGap(gaps, at), state: 'stopping', startedAt };
      case 'recording.composing':
        return { id, orderedAt, gaps, state: 'composing', startedAt, stoppedAt: at };
      case 'recording.ready':
        return { id, orderedAt, gaps, state: 'ready', startedAt, durationMs: event.durationMs };
      case 'recording.failed':
        return { id, orderedAt, gaps: closeGap(gaps, at), state: 'failed', reason: event.reason };
    }
  });
}
