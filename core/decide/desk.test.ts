import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  drop,
  grant,
  grantOf,
  id,
  join,
  liveMeeting,
  places,
  play,
  request,
  requestBy,
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { CommandOf } from '../command.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { pendingAt } from '../queue.ts';
import { nextDeadline } from '../timing.ts';

const hub = system('hub');
const direct = liveMeeting();
const climb = liveMeeting({ settings: { requestRoute: 'climb' } });
const minute = 60_000;

function deskOf(meeting: Meeting, asker: ParticipantId): UnitId {
  return requestBy(meeting, asker).desk;
}

/** The desk that somebody's request reaches first. */
function reached(meeting: Meeting, asker: ParticipantId): UnitId {
  return deskOf(play(meeting, [asker, request()]), asker);
}

function forward(meeting: Meeting, actor: ParticipantId, asker: ParticipantId) {
  return act(meeting, by(actor), { type: 'floor.forward', request: requestBy(meeting, asker).id });
}

function tick(meeting: Meeting, now: number) {
  return act(meeting, system('clock'), { type: 'clock.tick' }, now);
}

function chairOf(participant: ParticipantId, unit: UnitId, type: 'role.grant' | 'role.revoke') {
  return [who.chair, { type, participant, role: 'chair', unit }] as const;
}

describe('where a request lies', () => {
  it('DESK-1: at the hall’s desk where requests go straight to the chair', () => {
    for (const each of [who.delegate, who.communeSite, who.districtChair, who.guest]) {
      expect(reached(direct, each)).toBe(places.central);
    }
  });

  it('DESK-1: climbing, at that of the nearest chair above its maker', () => {
    expect(reached(climb, who.delegate)).toBe(places.district);
    expect(reached(climb, who.districtSite)).toBe(places.district);
    expect(reached(climb, who.provinceSite)).toBe(places.province);
    expect(reached(climb, who.farDelegate)).toBe(places.otherProvince);
    expect(reached(climb, who.centralSite)).toBe(places.central);
  });

  it('DESK-1: nobody’s request lies before themselves alone', () => {
    expect(reached(climb, who.districtChair)).toBe(places.province);
    expect(reached(climb, who.provinceChair)).toBe(places.central);
    const two = play(climb, chairOf(who.delegate, places.district, 'role.grant'));
    expect(reached(two, who.districtChair)).toBe(places.district);
  });

  it('DESK-1: of who goes on alone at the desk of that hall, of who was called back at the one around', () => {
    const alone = play(
      climb,
      [who.chair, { type: 'sidebar.open', unit: places.province }],
      [who.chair, { type: 'sidebar.recall', participant: who.delegate }],
    );
    expect(reached(alone, who.provinceSite)).toBe(places.province);
    expect(reached(alone, who.communeSite)).toBe(places.district);
    expect(reached(alone, who.delegate)).toBe(places.central);
  });

  it('DESK-2: with another route every pending request goes where it then belongs, and keeps its rank', () => {
    const asked = play(
      direct,
      [who.delegate, request()],
      [who.guest, request()],
      [who.provinceSite, request()],
    );
    const change = (requestRoute: 'direct' | 'climb', meeting: Meeting) =>
      act(meeting, by(who.chair), { type: 'settings.change', settings: { requestRoute } });
    const climbing = change('climb', asked);
    expect(climbing.events.slice(1)).toEqual([
      {
        type: 'floor.forwarded',
        request: requestBy(asked, who.delegate).id,
        participant: who.delegate,
        desk: places.district,
        why: 'route',
      },
      {
        type: 'floor.forwarded',
        request: requestBy(asked, who.provinceSite).id,
        participant: who.provinceSite,
        desk: places.province,
        why: 'route',
      },
    ]);
    const forwarded = forward(climbing.meeting, who.districtChair, who.delegate).meeting;
    expect(change('climb', forwarded).events).toHaveLength(1);
    const back = change('direct', climbing.meeting).meeting;
    expect(back.queue.map(({ id: each, rank, desk }) => [each, rank, desk])).toEqual(
      asked.queue.map(({ id: each, rank, desk }) => [each, rank, desk]),
    );
  });
});

describe('climbing', () => {
  const asked = play(climb, [who.delegate, request()]);

  it('DESK-3: who conducts at the desk passes it on, to the next desk each time', () => {
    expect(forward(asked, who.otherProvinceChair, who.delegate).refusal).toBe('not-permitted');
    const first = forward(asked, who.districtChair, who.delegate);
    expect(first.events).toEqual([
      {
        type: 'floor.forwarded',
        request: requestBy(asked, who.delegate).id,
        participant: who.delegate,
        desk: places.province,
        why: 'chair',
      },
    ]);
    expect(forward(first.meeting, who.districtChair, who.delegate).refusal).toBe('not-permitted');
    const second = forward(first.meeting, who.provinceChair, who.delegate).meeting;
    expect(deskOf(second, who.delegate)).toBe(places.central);
    expect(forward(second, who.chair, who.delegate).refusal).toBe('no-desk-above');
    expect(pendingAt(second, places.central)).toHaveLength(1);
  });

  it('DESK-3: a request that is not there is passed on by nobody', () => {
    const gone = { type: 'floor.forward', request: requestBy(asked, who.delegate).id } as const;
    expect(act(climb, by(who.chair), gone).refusal).toBe('not-requested');
    expect(act(climb, by(who.provinceChair), gone).refusal).toBe('not-permitted');
  });

  it('DESK-4: a desk where nobody is swallows nothing', () => {
    const lost = play(asked, [hub, drop(who.districtChair), at(minute)]);
    expect(nextDeadline(asked)).toBeNull();
    expect(nextDeadline(lost)).toBe(at(2 * minute));
    expect(tick(lost, at(2 * minute) - 1).events).toEqual([]);
    const { events, meeting } = tick(lost, at(2 * minute));
    expect(events).toEqual([
      {
        type: 'floor.forwarded',
        request: requestBy(asked, who.delegate).id,
        participant: who.delegate,
        desk: places.province,
        why: 'absence',
      },
    ]);
    expect(nextDeadline(meeting)).toBeNull();
  });

  it('DESK-4: it counts from the coming of the request where that was later, past one desk at a time', () => {
    const away = play(
      climb,
      [who.districtChair, { type: 'participant.leave' }],
      [who.provinceChair, { type: 'participant.leave' }],
      [who.delegate, request(), at(5 * minute)],
    );
    expect(nextDeadline(away)).toBe(at(6 * minute));
    const first = tick(away, at(6 * minute)).meeting;
    expect(deskOf(first, who.delegate)).toBe(places.province);
    expect(nextDeadline(first)).toBe(at(7 * minute));
    expect(deskOf(tick(first, at(7 * minute)).meeting, who.delegate)).toBe(places.central);
  });

  it('DESK-4: of several that wait there the first to come is the first to pass', () => {
    const away = play(
      climb,
      [who.districtChair, { type: 'participant.leave' }],
      [who.delegate, request(), at(5 * minute)],
      [who.communeSite, request(), at(5.5 * minute)],
    );
    expect(nextDeadline(away)).toBe(at(6 * minute));
    const first = tick(away, at(6 * minute)).meeting;
    expect([deskOf(first, who.delegate), deskOf(first, who.communeSite)]).toEqual([
      places.province,
      places.district,
    ]);
    expect(nextDeadline(first)).toBe(at(6.5 * minute));
  });

  it('DESK-4: it stays where a chair came back, or somebody acts for them', () => {
    const lost = play(asked, [hub, drop(who.districtChair)]);
    const back = play(lost, [hub, join(seats.districtChair.card)]);
    expect(nextDeadline(back)).toBeNull();
    const named = play(asked, [
      who.chair,
      { type: 'role.grant', participant: who.districtSite, role: 'deputy', unit: places.district },
    ]);
    const gone = play(named, [hub, drop(who.districtChair)]);
    const late = tick(gone, at(10 * minute));
    expect(late.events.map(({ type }) => type)).toEqual(['deputy.started']);
    expect(deskOf(late.meeting, who.delegate)).toBe(places.district);
  });

  it('DESK-4: a unit that has lost its last chair keeps no request either', () => {
    const none = play(asked, chairOf(who.districtChair, places.district, 'role.revoke'));
    expect(nextDeadline(none)).toBe(at(minute));
    expect(deskOf(tick(none, at(minute)).meeting, who.delegate)).toBe(places.province);
  });

  it('DESK-4: at the hall’s own desk it waits for whoever conducts', () => {
    const away = play(direct, [who.delegate, request()], [hub, drop(who.chair)], [hub, drop(who.deputy)]);
    const acting = tick(play(away, [hub, drop(who.secondDeputy)]), at(10 * minute));
    expect(acting.events).toEqual([]);
  });
});

describe('a list that is called in sequence', () => {
  const enlist = (
    participants: readonly ParticipantId[],
    change: Partial<CommandOf<'floor.enlist'>> = {},
  ): CommandOf<'floor.enlist'> => ({
    type: 'floor.enlist',
    participants,
    kind: 'paper',
    limitMs: null,
    ...change,
  });
  const names = (meeting: Meeting) =>
    pendingAt(meeting, places.central).map(({ beneficiary }) => beneficiary.participant);

  it('DESK-5: stands at the end of the line in its order, also where requests climb', () => {
    const listed = play(
      climb,
      [who.guest, request()],
      [who.chair, enlist([who.farSite, who.delegate, who.farSite], { limitMs: 120_000 })],
    );
    expect(names(listed)).toEqual([who.guest, who.farSite, who.delegate]);
    expect(requestBy(listed, who.delegate)).toMatchObject({
      kind: 'paper',
      limitMs: 120_000,
      enlisted: true,
      desk: places.central,
    });
    const asked = requestBy(listed, who.delegate).id;
    const called = play(listed, [who.chair, grant(who.delegate)]);
    expect(grantOf(called, who.delegate)).toMatchObject({ id: asked, kind: 'paper', limitMs: 120_000 });
  });

  it('DESK-5: the limit is promised for what was listed, and not for another kind', () => {
    const listed = play(direct, [who.chair, enlist([who.delegate], { limitMs: 120_000 })]);
    const other = play(listed, [who.chair, grant(who.delegate, { kind: 'debate' })]);
    expect(grantOf(other, who.delegate)).toMatchObject({ kind: 'debate', limitMs: 180_000 });
  });

  it('DESK-5: each is called with one press', () => {
    let meeting = play(direct, [who.chair, enlist([who.farSite, who.delegate, who.communeSite])]);
    for (const [index, expected] of [who.farSite, who.delegate, who.communeSite].entries()) {
      meeting = play(meeting, [who.chair, { type: 'floor.next' }, at(index * minute)]);
      expect(meeting.grants.map(({ holder }) => holder.participant)).toEqual([expected]);
    }
  });

  it('DESK-5: leaves out whom it cannot call, and is refused where nobody is left', () => {
    const busy = play(
      direct,
      [who.delegate, request()],
      [who.chair, grant(who.guest)],
      [who.provinceSite, { type: 'participant.leave' }],
      [hub, drop(who.farDelegate)],
      [who.chair, { type: 'sidebar.open', unit: places.otherProvince }],
    );
    const refusal = (...participants: readonly ParticipantId[]) =>
      act(busy, by(who.chair), enlist(participants)).refusal;
    expect(refusal(who.delegate)).toBe('already-requested');
    expect(refusal(who.guest, who.delegate)).toBe('already-holding');
    expect(refusal(who.provinceSite)).toBe('not-present');
    expect(refusal(who.observer)).toBe('never-speaks');
    expect(refusal(who.farSite)).toBe('elsewhere');
    expect(refusal(id<ParticipantId>('person:nobody'))).toBe('not-found');
    expect(refusal()).toBe('not-found');
    const listed = play(busy, [who.chair, enlist([who.delegate, who.observer, who.communeSite])]);
    expect(names(listed)).toEqual([who.delegate, who.communeSite]);
  });

  it('DESK-5: a lost line keeps nobody off the list', () => {
    const lost = play(direct, [hub, drop(who.farDelegate)], [who.chair, enlist([who.farDelegate])]);
    expect(names(lost)).toEqual([who.farDelegate]);
  });

  it('DESK-5: only who conducts the whole hall lists anybody', () => {
    expect(act(direct, by(who.provinceChair), enlist([who.delegate])).refusal).toBe('not-permitted');
  });
});
