import { describe, expect, it } from 'vitest';
import {
  act,
  by,
  grant,
  liveMeeting,
  places,
  play,
  request,
  requestBy,
  who,
} from '../../test/doubles/meeting.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { debatesAt, pendingAt, pendingOf, placeOf } from '../queue.ts';

const live = liveMeeting();
const asked = [who.delegate, who.guest, who.farDelegate, who.communeSite] as const;
const queued = play(
  live,
  ...asked.map((each) => [each, request()] as const),
  [who.guest, request({ floor: 'content' })],
  [who.delegate, request({ floor: 'content' })],
);

function order(meeting: Meeting): readonly ParticipantId[] {
  return pendingOf(meeting, 'speech').map(({ beneficiary }) => beneficiary.participant);
}

function move(meeting: Meeting, participant: ParticipantId, position: number) {
  const { id } = requestBy(meeting, participant);
  return act(meeting, by(who.chair), { type: 'floor.move', request: id, position });
}

describe('the queue', () => {
  it('FLOOR-1: a request joins the end of its queue, with what was said, and knows its place', () => {
    expect(order(queued)).toEqual(asked);
    expect(placeOf(queued, who.farDelegate, 'speech')).toBe(3);
    expect(placeOf(queued, who.delegate, 'content')).toBe(2);
    expect(placeOf(queued, who.chair, 'speech')).toBeNull();
    const paper = act(live, by(who.delegate), request({ kind: 'paper', topic: 'roads' }));
    expect(paper.meeting.queue[0]).toMatchObject({
      kind: 'paper',
      topic: 'roads',
      id: `f${paper.meeting.seq}`,
    });
  });

  it('FLOOR-1: nobody asks twice for the same floor, nor for one they hold', () => {
    expect(act(queued, by(who.delegate), request()).refusal).toBe('already-requested');
    const speaking = play(queued, [who.chair, grant(who.delegate)]);
    expect(act(speaking, by(who.delegate), request()).refusal).toBe('already-holding');
  });

  it('FLOOR-1: whoever has no right to ask is refused', () => {
    for (const each of [who.observer, who.operator, who.recorder]) {
      expect(act(live, by(each), request()).refusal).toBe('not-permitted');
    }
  });

  it('FLOOR-3: a request is withdrawn by who made it alone', () => {
    const { id } = requestBy(queued, who.delegate);
    const cancel = { type: 'floor.cancel', request: id } as const;
    expect(act(queued, by(who.chair), cancel).refusal).toBe('not-requested');
    const without = act(queued, by(who.delegate), cancel);
    expect(without.events).toEqual([{ type: 'floor.cancelled', request: id, participant: who.delegate }]);
    expect(order(without.meeting)).toEqual(asked.slice(1));
    expect(act(without.meeting, by(who.delegate), cancel).refusal).toBe('not-requested');
  });

  it('FLOOR-3: a request is refused, with a reason, by who conducts at its desk, or above', () => {
    const deny = (meeting: Meeting, actor: ParticipantId) =>
      act(meeting, by(actor), {
        type: 'floor.deny',
        request: requestBy(meeting, who.delegate).id,
        reason: 'later',
      });
    for (const each of [who.provinceChair, who.districtChair, who.otherProvinceChair]) {
      expect(deny(queued, each).refusal).toBe('not-permitted');
    }
    const climbing = play(liveMeeting({ settings: { requestRoute: 'climb' } }), [who.delegate, request()]);
    expect(deny(climbing, who.otherProvinceChair).refusal).toBe('not-permitted');
    for (const each of [who.districtChair, who.provinceChair, who.chair]) {
      const denied = deny(climbing, each);
      const { id } = requestBy(climbing, who.delegate);
      expect(denied.events).toEqual([
        { type: 'floor.denied', request: id, participant: who.delegate, reason: 'later' },
      ]);
      expect(denied.meeting.queue).toEqual([]);
    }
  });

  it('FLOOR-2: whoever wants to debate stands in a line of their own', () => {
    const debating = play(
      queued,
      [who.districtSite, request({ kind: 'debate' })],
      [who.farSite, request({ kind: 'questioningDebate' })],
    );
    expect(pendingAt(debating, places.central).map(({ beneficiary }) => beneficiary.participant)).toEqual(
      asked,
    );
    expect(debatesAt(debating, places.central).map(({ kind }) => kind)).toEqual([
      'debate',
      'questioningDebate',
    ]);
    expect(placeOf(debating, who.farSite, 'speech')).toBe(2);
    const first = move(debating, who.farSite, 0).meeting;
    expect(placeOf(first, who.farSite, 'speech')).toBe(1);
    expect(order(first).filter((each) => asked.some((one) => one === each))).toEqual(asked);
    expect(placeOf(first, who.delegate, 'speech')).toBe(1);
  });

  it.each([
    [0, [who.farDelegate, who.delegate, who.guest, who.communeSite]],
    [1, [who.delegate, who.farDelegate, who.guest, who.communeSite]],
    [2, asked],
    [3, [who.delegate, who.guest, who.communeSite, who.farDelegate]],
    [4, [who.delegate, who.guest, who.communeSite, who.farDelegate]],
    [10_000, [who.delegate, who.guest, who.communeSite, who.farDelegate]],
  ])('FLOOR-4: the third of four, moved to %i', (position, expected) => {
    const moved = move(queued, who.farDelegate, position);
    expect(order(moved.meeting)).toEqual(expected);
    expect(pendingOf(moved.meeting, 'content')).toEqual(pendingOf(queued, 'content'));
    expect(move(moved.meeting, who.farDelegate, position).events).toEqual([]);
  });

  it('FLOOR-4: a request can be moved to the same place any number of times', () => {
    let meeting = queued;
    for (let round = 0; round < 200; round += 1) {
      const first = round % 2 === 0 ? who.farDelegate : who.guest;
      meeting = move(meeting, first, 1).meeting;
      expect(order(meeting).slice(0, 2)).toEqual([who.delegate, first]);
      expect(order(meeting).at(-1)).toBe(who.communeSite);
      expect(new Set(pendingOf(meeting, 'speech').map(({ rank }) => rank)).size).toBe(4);
    }
  });

  it('FLOOR-4: a request that is moved stays behind what is asked for later', () => {
    const last = move(queued, who.delegate, 3).meeting;
    const later = play(last, [who.districtSite, request()]);
    expect(order(later).slice(-2)).toEqual([who.delegate, who.districtSite]);
  });

  it('FLOOR-4: only who conducts at its desk, or above, orders the line', () => {
    const { id } = requestBy(queued, who.delegate);
    const command = { type: 'floor.move', request: id, position: 0 } as const;
    expect(act(queued, by(who.provinceChair), command).refusal).toBe('not-permitted');
    expect(act(live, by(who.chair), command).refusal).toBe('not-requested');
    expect(act(live, by(who.chair), { type: 'floor.deny', request: id, reason: '' }).refusal).toBe(
      'not-requested',
    );
  });
});
