import { describe, expect, it } from 'vitest';
import type { MeetingId, UnitId } from '../../../core/id.ts';
import type { Phase } from '../../../core/meeting.ts';
import type { MeetingListItem } from '../../../protocol/http.ts';
import { meetingsOff, meetingToJoin, nextMeeting } from './site-agenda.ts';

const now = 1_000_000_000;
const minute = 60_000;
const live: Phase = { kind: 'live', openedAt: now, adjournedAt: null, rest: null };
const scheduled: Phase = { kind: 'scheduled' };
const closed: Phase = { kind: 'closed', openedAt: 0, closedAt: now };

function item(id: string, phase: Phase, minutes = 0): MeetingListItem {
  return {
    id: id as MeetingId,
    title: id,
    unit: '11' as UnitId,
    unitName: 'Tỉnh Điện Biên',
    scheduledAt: now + minutes * minute,
    plannedMs: null,
    phase,
    moved: null,
    mayArrange: false,
    readsLog: false,
    documents: 0,
    role: 'site',
    invited: 1,
    present: 0,
  };
}
const seat = (id: string) => id as MeetingId;

describe('meetingToJoin', () => {
  it('waits while there is nothing, or nothing soon', () => {
    expect(meetingToJoin([], now, null)).toBeNull();
    expect(meetingToJoin([item('far', scheduled, 31)], now, null)).toBeNull();
    expect(meetingToJoin([item('over', closed)], now, null)).toBeNull();
  });

  it('takes its seat half an hour before, the earliest meeting first', () => {
    const list = [item('later', scheduled, 29), item('sooner', scheduled, 12)];
    expect(meetingToJoin(list, now, null)).toBe('sooner');
  });

  it('takes its seat for a trial however early it is opened', () => {
    const trial: Phase = { kind: 'trial', since: now };
    expect(meetingToJoin([item('tested', trial, 240), item('far', scheduled, 100)], now, null)).toBe(
      'tested',
    );
  });

  it('is still there for a meeting that opens late', () => {
    expect(meetingToJoin([item('late', scheduled, -50)], now, null)).toBe('late');
  });

  it('joins a live meeting before one that is only due', () => {
    expect(meetingToJoin([item('due', scheduled, -5), item('live', live, 3)], now, null)).toBe('live');
  });

  it('leaves a meeting that has not opened for one that is live', () => {
    expect(meetingToJoin([item('mine', scheduled, 5), item('live', live)], now, seat('mine'))).toBe('live');
  });

  it('stays in a live meeting although another opens', () => {
    expect(meetingToJoin([item('other', live), item('mine', live)], now, seat('mine'))).toBe('mine');
  });

  it('stays where it sits although an earlier one becomes due', () => {
    const list = [item('other', scheduled, 1), item('mine', scheduled, 9)];
    expect(meetingToJoin(list, now, seat('mine'))).toBe('mine');
  });

  it('goes on to the next when its own is over', () => {
    expect(meetingToJoin([item('mine', closed), item('next', scheduled, 10)], now, seat('mine'))).toBe(
      'next',
    );
  });
});

describe('nextMeeting', () => {
  it('is the earliest that is not over', () => {
    expect(
      nextMeeting([item('b', scheduled, 90), item('a', scheduled, 60), item('old', closed, -90)])?.id,
    ).toBe('a');
    expect(nextMeeting([item('old', closed)])).toBeNull();
  });
});

describe('SCHEDULE-9: meetings that are not held', () => {
  const postponed: Phase = { kind: 'postponed', since: now, reason: 'Bão số 9' };
  const cancelled: Phase = { kind: 'cancelled', since: now, reason: 'Không còn cần' };
  const list = [item('off', cancelled, 20), item('put-off', postponed, 10), item('over', closed, 5)];

  it('are neither joined nor told as the next one, but told of', () => {
    expect(meetingToJoin(list, now, null)).toBeNull();
    expect(nextMeeting(list)).toBeNull();
    expect(meetingsOff([...list, item('on', scheduled)]).map(({ id }) => id)).toEqual(['put-off', 'off']);
  });

  it('do not keep a room from the meeting that is held instead', () => {
    expect(meetingToJoin([...list, item('on', scheduled, 25)], now, seat('off'))).toBe('on');
  });

  it('a trial is come to like the meeting itself', () => {
    expect(meetingToJoin([item('trial', { kind: 'trial', since: now }, 20)], now, null)).toBe('trial');
  });
});
