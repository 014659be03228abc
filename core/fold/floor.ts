import type { EventOf, MeetingEvent } from '../event.ts';
import type { FloorRequestId } from '../id.ts';
import type { Delegation, FloorGrant, FloorRequest, Meeting, Speech, SpeechClock } from '../meeting.ts';
import { participantOf } from '../participant.ts';
import { spokenMs } from '../timing.ts';

type FloorEvent = Extract<MeetingEvent, { type: `floor.${string}` | `question.${string}` }>;

/** Changes the clock of a grant or a delegation, whichever has this id. */
function withClock(
  meeting: Meeting,
  id: FloorRequestId,
  change: (clock: SpeechClock) => Partial<SpeechClock>,
): Meeting {
  const turn = <T extends FloorGrant | Delegation>(each: T): T =>
    each.id === id ? { ...each, ...change(each) } : each;
  return { ...meeting, grants: meeting.grants.map(turn), delegations: meeting.delegations.map(turn) };
}

function withoutRequest(meeting: Meeting, id: FloorRequestId): Meeting {
  return { ...meeting, queue: meeting.queue.filter((request) => request.id !== id) };
}

function withRequest(meeting: Meeting, id: FloorRequestId, change: Partial<FloorRequest>): Meeting {
  return {
    ...meeting,
    queue: meeting.queue
      .map((request) => (request.id === id ? { ...request, ...change } : request))
      .sort((a, b) => a.rank - b.rank),
  };
}

function speechOf({ holder, ...grant }: FloorGrant, at: number): Speech {
  const { connected, microphone, camera, ...speaker } = holder;
  const { id, kind, hall, item, turn } = grant;
  return { id, speaker, kind, hall, item, turn, from: grant.at, to: at, spokenMs: spokenMs(grant, at) };
}

/**
 * A floor that ended is gone; what was said is counted, in every part that knows the speaker: a site's part would
 * otherwise grow with each speech of a long day.
 */
function ended(meeting: Meeting, id: FloorRequestId, at: number): Meeting {
  const grant = meeting.grants.find((each) => each.id === id);
  return {
    ...meeting,
    grants: meeting.grants.filter((each) => each.id !== id),
    delegations: meeting.delegations.filter((each) => each.id !== id),
    speeches:
      grant?.floor === 'speech' && participantOf(meeting, grant.holder.participant)
        ? [...meeting.speeches, speechOf(grant, at)]
        : meeting.speeches,
  };
}

/** More time: a clock that had warned or was up runs again, and warns again; what was overrun is forgiven (TIME-5). */
function extended(
  event: EventOf<'floor.extended'>,
  at: number,
): (clock: SpeechClock) => Partial<SpeechClock> {
  return (clock) => {
    if (clock.limitMs === null) return {};
    const used = clock.clock === 'up' ? Math.max(clock.limitMs, spokenMs(clock, at)) : clock.limitMs;
    return { limitMs: used + event.byMs, clock: 'running' };
  };
}

export function foldFloor(meeting: Meeting, event: FloorEvent, at: number): Meeting {
  switch (event.type) {
    case 'floor.requested':
      return { ...meeting, queue: [...meeting.queue, event.request].sort((a, b) => a.rank - b.rank) };
    case 'floor.cancelled':
    case 'floor.denied':
      return withoutRequest(meeting, event.request);
    case 'floor.moved':
      return withRequest(meeting, event.request, { rank: event.rank });
    case 'floor.forwarded':
      return withRequest(meeting, event.request, { desk: event.desk, deskSince: at });
    case 'floor.granted': {
      const next = withoutRequest(meeting, event.grant.id);
      return { ...next, grants: [...next.grants, event.grant] };
    }
    case 'floor.delegated':
      return { ...meeting, delegations: [...meeting.delegations, event.delegation] };
    case 'floor.warned':
      return withClock(meeting, event.grant, () => ({ clock: 'warned' }));
    case 'floor.timeUp':
      return withClock(meeting, event.grant, () => ({ clock: 'up' }));
    case 'floor.extended':
      return withClock(meeting, event.grant, extended(event, at));
    case 'floor.paused':
      return withClock(meeting, event.grant, () => ({ pausedAt: at }));
    case 'floor.resumed':
      return withClock(meeting, event.grant, ({ pausedAt, pausedMs }) => ({
        pausedAt: null,
        pausedMs: pausedMs + (pausedAt === null ? 0 : at - pausedAt),
      }));
    case 'floor.released':
    case 'floor.revoked':
      return ended(meeting, event.grant, at);
    case 'question.called': {
      const { hall, asker, answerer } = event;
      const others = meeting.questions.filter((question) => question.hall !== hall);
      return { ...meeting, questions: [...others, { hall, asker, answerer, endedAt: null }] };
    }
    case 'question.ended':
      return {
        ...meeting,
        questions: meeting.questions.map((question) =>
          question.hall === event.hall ? { ...question, endedAt: at } : question,
        ),
      };
  }
}
