import { describe, expect, it } from 'vitest';
import type { Meeting } from '../../../core/meeting.ts';
import { grantTo, ids, meetingOf, requestId } from './fixture.ts';
import { speechState } from './speech-state.ts';

function withRequest(meeting: Meeting): Meeting {
  const beneficiary = meeting.participantById[ids.delegate]!.card;
  const request = {
    id: requestId('r1'),
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
  } as const;
  return { ...meeting, queue: [{ ...request, floor: 'speech' }] };
}
const place = (speech: number | null, of = 3) => ({ type: 'place', speech, content: null, of }) as const;

describe('speechState', () => {
  it('is idle without a request', () => {
    expect(speechState(meetingOf(), ids.delegate, null)).toEqual({ kind: 'idle' });
  });

  it('is queued at the place that the hub tells', () => {
    expect(speechState(withRequest(meetingOf()), ids.delegate, place(2))).toMatchObject({
      kind: 'queued',
      place: 2,
      of: 3,
    });
  });

  it('is queued without a place until the hub has told it', () => {
    expect(speechState(withRequest(meetingOf()), ids.delegate, null)).toMatchObject({
      kind: 'queued',
      place: null,
    });
  });

  it('is next at the first place', () => {
    expect(speechState(withRequest(meetingOf()), ids.delegate, place(1)).kind).toBe('next');
  });

  it('does not take another’s request for its own', () => {
    expect(speechState(withRequest(meetingOf()), ids.chair, place(1)).kind).toBe('idle');
  });

  it('speaks with a grant, whatever an old place says', () => {
    const meeting = meetingOf();
    const granted = { ...withRequest(meeting), grants: [grantTo(meeting, ids.delegate)] };
    expect(speechState(granted, ids.delegate, place(1)).kind).toBe('speaking');
  });

  it('does not speak by presenting', () => {
    const meeting = meetingOf();
    const presenting = { ...meeting, grants: [grantTo(meeting, ids.delegate, 'content')] };
    expect(speechState(presenting, ids.delegate, null).kind).toBe('idle');
  });
});
