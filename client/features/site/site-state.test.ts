import { expect, it } from 'vitest';
import type { FloorRequest, Meeting } from '../../../core/meeting.ts';
import { grantTo, ids, meetingOf, requestId } from '../meeting/fixture.ts';
import { siteState } from './site-state.ts';

const connected = { kind: 'connected' } as const;
const place = (speech: number) => ({ type: 'place', speech, content: null, of: 4 }) as const;
const of = (meeting: Meeting, given: Partial<Parameters<typeof siteState>[0]> = {}) =>
  siteState({ meeting, you: ids.namTin, line: connected, place: null, ...given });

function queued(): Meeting {
  const meeting = meetingOf();
  const beneficiary = meeting.participantById[ids.namTin]!.card;
  const request: FloorRequest = {
    id: requestId('r'),
    floor: 'speech',
    beneficiary,
    kind: 'discussion',
    topic: '',
    at: 0,
    rank: 1,
    desk: meeting.unit,
    deskSince: 0,
    enlisted: false,
    limitMs: null,
    turn: 1,
  };
  return { ...meeting, queue: [request] };
}
function holding(clock: 'running' | 'up'): Meeting {
  const meeting = meetingOf();
  return { ...meeting, grants: [{ ...grantTo(meeting, ids.namTin), clock }] };
}

it('tells its place, that it is next, that it speaks, that its time is up', () => {
  expect(of(meetingOf())).toEqual({ kind: 'idle' });
  expect(of(queued(), { place: place(3) })).toEqual({ kind: 'queued', place: 3, of: 4 });
  expect(of(queued(), { place: place(1) })).toEqual({ kind: 'next' });
  expect(of(holding('running'))).toEqual({ kind: 'speaking' });
  expect(of(holding('up'))).toEqual({ kind: 'timeUp' });
});

it('tells a lost line before anything else', () => {
  expect(of(holding('running'), { line: { kind: 'lost', since: 0, attempt: 0 } })).toEqual({ kind: 'lost' });
});
