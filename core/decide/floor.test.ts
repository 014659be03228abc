import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  delegate,
  delegationTo,
  drop,
  grant,
  grantOf,
  id,
  isOpen,
  join,
  liveMeeting,
  places,
  play,
  request,
  requestBy,
  seats,
  strangers,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { FloorRequestId, MeetingId, ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';

const hub = system('hub');
const live = liveMeeting();
/** The province was given the floor, and its chair has passed it on to a commune. */
const called = play(
  live,
  [who.chair, delegate(places.province)],
  [who.provinceChair, grant(who.communeSite)],
);
/** Long enough after it for the next one to be called (FLOOR-18). */
const later = at(1_000);

function refusalOf(meeting: Meeting, actor: ParticipantId, ...rest: Parameters<typeof grant>): string | null {
  return act(meeting, by(actor), grant(...rest)).refusal;
}

function types(
  meeting: Meeting,
  actor: ParticipantId,
  command: Parameters<typeof act>[2],
): readonly string[] {
  return act(meeting, by(actor), command).events.map(({ type }) => type);
}

function holders(meeting: Meeting): readonly ParticipantId[] {
  return meeting.grants.map(({ holder }) => holder.participant);
}

describe('giving the floor', () => {
  it('FLOOR-6: a request becomes the grant, with its id, its kind and the time of that kind', () => {
    const asked = play(live, [who.delegate, request({ kind: 'question' })]);
    const pending = requestBy(asked, who.delegate);
    const given = play(asked, [who.chair, grant(who.delegate), at(9)]);
    expect(given.queue).toEqual([]);
    expect(grantOf(given, who.delegate)).toMatchObject({
      id: pending.id,
      kind: 'question',
      limitMs: 60_000,
      at: at(9),
      clock: 'running',
      under: null,
    });
  });

  it('FLOOR-6: the microphone opens with the floor, unless it is open', () => {
    expect(types(live, who.chair, grant(who.delegate))).toEqual(['floor.granted', 'microphone.opened']);
    const open = play(live, [who.chair, { type: 'microphone.open' }]);
    expect(types(open, who.chair, grant(who.chair))).toEqual(['floor.granted']);
    const given = play(live, [who.chair, grant(who.delegate)]);
    expect(isOpen(given, who.delegate)).toBe(true);
    expect(grantOf(given, who.delegate).holder.microphone).toBe('on');
  });

  it('FLOOR-6: who did not ask discusses, for as long as that usually takes, unless otherwise named', () => {
    const given = play(live, [who.chair, grant(who.delegate)]);
    expect(grantOf(given, who.delegate)).toMatchObject({ kind: 'discussion', limitMs: 420_000 });
    const named = play(live, [who.chair, grant(who.delegate, { kind: 'paper' })]);
    expect(grantOf(named, who.delegate)).toMatchObject({ kind: 'paper', limitMs: 600_000 });
    const limited = play(live, [who.chair, grant(who.delegate, { limitMs: 15_000 })]);
    expect(grantOf(limited, who.delegate)).toMatchObject({ kind: 'discussion', limitMs: 15_000 });
  });

  it('FLOOR-6: the time of a kind is the one in the meeting’s settings', () => {
    const limitMsByKind = { ...live.settings.limitMsByKind, paper: 12_000 };
    const meeting = play(
      live,
      [who.chair, { type: 'settings.change', settings: { limitMsByKind } }],
      [who.chair, grant(who.delegate, { kind: 'paper' })],
    );
    expect(grantOf(meeting, who.delegate).limitMs).toBe(12_000);
  });

  it('FLOOR-12: the floor is given to anyone who is there and may hold it, asked for or not', () => {
    const willing = [who.delegate, who.farSite, who.guest, who.operator, who.deputy, who.chair];
    expect(willing.map((each) => refusalOf(live, who.chair, each))).toEqual(willing.map(() => null));
    const left = play(live, [who.delegate, { type: 'participant.leave' }], [hub, join(strangers.near)]);
    expect(refusalOf(left, who.chair, who.delegate)).toBe('not-present');
    expect(refusalOf(left, who.chair, strangers.near.participant)).toBe('not-present');
    expect(refusalOf(live, who.chair, who.observer)).toBe('never-speaks');
    expect(refusalOf(live, who.chair, who.recorder)).toBe('never-speaks');
    expect(refusalOf(live, who.chair, id<ParticipantId>('person:nobody'))).toBe('not-found');
    expect(refusalOf(called, who.chair, who.communeSite)).toBe('already-holding');
  });

  it('FLOOR-12: a right to speak for another unit is no right to speak from one’s own', () => {
    const elsewhere = play(live, [
      who.chair,
      { type: 'role.grant', participant: who.observer, role: 'delegate', unit: places.farCommune },
    ]);
    expect(refusalOf(elsewhere, who.chair, who.observer)).toBe('never-speaks');
  });

  it('FLOOR-5: no more hold the speech floor than may speak at one time', () => {
    const two = play(live, [who.chair, grant(who.delegate)], [who.chair, grant(who.guest)]);
    expect(refusalOf(two, who.chair, who.farDelegate)).toBe('floor-full');
    const one = play(two, [who.guest, { type: 'floor.release', grant: grantOf(two, who.guest).id }]);
    expect(refusalOf(one, who.chair, who.farDelegate)).toBeNull();
  });

  it('FLOOR-5: whoever gave the floor, all count together; who speaks freely is not counted', () => {
    const full = play(called, [who.provinceChair, grant(who.delegate)]);
    expect(refusalOf(full, who.provinceChair, who.districtSite)).toBe('floor-full');
    expect(refusalOf(full, who.chair, who.guest)).toBe('floor-full');
    expect(refusalOf(full, who.chair, who.chair)).toBeNull();
    const chairToo = play(called, [who.chair, grant(who.chair)], [who.chair, { type: 'microphone.open' }]);
    expect(refusalOf(chairToo, who.chair, who.guest)).toBeNull();
  });

  it('FLOOR-5: each hall counts its own', () => {
    const alone = play(
      live,
      [who.chair, { type: 'sidebar.open', unit: places.province }],
      [who.chair, grant(who.guest)],
      [who.chair, grant(who.farDelegate)],
      [who.provinceChair, grant(who.communeSite)],
    );
    expect(refusalOf(alone, who.provinceChair, who.delegate)).toBeNull();
    expect(refusalOf(alone, who.chair, who.farSite)).toBe('floor-full');
  });

  it('FLOOR-13: the holder alone releases the floor', () => {
    const release = { type: 'floor.release', grant: grantOf(called, who.communeSite).id } as const;
    for (const other of [who.chair, who.provinceChair, who.delegate]) {
      expect(act(called, by(other), release).refusal).toBe('not-holding');
    }
    const released = act(called, by(who.communeSite), release);
    expect(released.events).toEqual([
      { type: 'floor.released', grant: release.grant },
      { type: 'microphone.closed', participant: who.communeSite, reason: 'floor' },
    ]);
    expect(holders(released.meeting)).toEqual([]);
    expect(released.meeting.delegations).toEqual(called.delegations);
  });

  it('FLOOR-7: the microphone closes with the floor, unless its holder may speak freely', () => {
    const chairToo = play(live, [who.chair, grant(who.chair)], [who.chair, grant(who.delegate)]);
    const revoke = (holder: ParticipantId) =>
      act(chairToo, by(who.chair), { type: 'floor.revoke', grant: grantOf(chairToo, holder).id }).meeting;
    expect(isOpen(revoke(who.chair), who.chair)).toBe(true);
    expect(isOpen(revoke(who.delegate), who.delegate)).toBe(false);
  });

  it('FLOOR-7: a microphone that was closed meanwhile is not closed again', () => {
    const quiet = play(called, [who.communeSite, { type: 'microphone.close' }]);
    const release = { type: 'floor.release', grant: grantOf(quiet, who.communeSite).id } as const;
    expect(types(quiet, who.communeSite, release)).toEqual(['floor.released']);
  });
});

describe('taking the floor back', () => {
  it('FLOOR-9: only who conducts the unit in whose name it was given, or above, does so', () => {
    const revoke = (actor: ParticipantId, id: FloorRequestId) =>
      act(called, by(actor), { type: 'floor.revoke', grant: id }).refusal;
    const { id: given } = delegationTo(called, places.province);
    const { id: passedOn } = grantOf(called, who.communeSite);
    expect(revoke(who.provinceChair, given)).toBe('not-permitted');
    expect(revoke(who.districtChair, passedOn)).toBe('not-permitted');
    expect(revoke(who.provinceChair, passedOn)).toBeNull();
    expect(revoke(who.chair, passedOn)).toBeNull();
    expect(revoke(who.chair, given)).toBeNull();
    expect(revoke(who.chair, id<FloorRequestId>('f0'))).toBe('not-holding');
    expect(revoke(who.provinceChair, id<FloorRequestId>('f0'))).toBe('not-permitted');
  });

  it('FLOOR-9: who conducts the whole meeting by a role above it gives in the meeting’s name', () => {
    const province = liveMeeting({ id: id<MeetingId>('m2'), unit: places.province });
    const given = play(province, [who.chair, grant(who.communeSite)]);
    expect(grantOf(given, who.communeSite)).toMatchObject({ authority: places.province, under: null });
    const revoke = { type: 'floor.revoke', grant: grantOf(given, who.communeSite).id } as const;
    expect(act(given, by(who.provinceChair), revoke).refusal).toBeNull();
  });
});

describe('the next one, please', () => {
  const queued = play(
    called,
    [who.farDelegate, request({ kind: 'paper' })],
    [who.otherProvinceSite, request({ kind: 'debate' })],
    [who.guest, request()],
  );
  const next = [who.chair, { type: 'floor.next' }, later] as const;

  it('FLOOR-11: everyone gives the floor back and the first in line has it', () => {
    const { meeting, events } = act(queued, by(who.chair), { type: 'floor.next' }, later);
    expect(holders(meeting)).toEqual([who.farDelegate]);
    expect(meeting.delegations).toEqual([]);
    expect(grantOf(meeting, who.farDelegate)).toMatchObject({
      kind: 'paper',
      limitMs: 600_000,
      authority: places.central,
      under: null,
    });
    expect(isOpen(meeting, who.communeSite)).toBe(false);
    expect(events.filter(({ type }) => type === 'floor.revoked')).toEqual([
      { type: 'floor.revoked', grant: grantOf(called, who.communeSite).id, reason: 'above' },
      { type: 'floor.revoked', grant: delegationTo(called, places.province).id, reason: 'next' },
    ]);
    const again = play(meeting, [who.chair, { type: 'floor.next' }, at(2_000)]);
    expect(holders(again)).toEqual([who.guest]);
    expect(again.queue.map(({ kind }) => kind)).toEqual(['debate']);
  });

  it('FLOOR-11: whoever cannot be reached is passed over and keeps the place', () => {
    const lost = play(queued, [hub, drop(who.farDelegate)], next);
    expect(holders(lost)).toEqual([who.guest]);
    expect(requestBy(lost, who.farDelegate).id).toBe(requestBy(queued, who.farDelegate).id);
  });

  it('FLOOR-11: with nobody in line nothing is taken back', () => {
    expect(act(called, by(who.chair), { type: 'floor.next' }, later)).toMatchObject({
      meeting: called,
      refusal: 'queue-empty',
    });
  });

  it('FLOOR-11: what is shown stays, unless it was shown by who spoke', () => {
    const shown = play(queued, [who.secretary, request({ floor: 'content' })], next);
    expect(grantOf(shown, who.secretary, 'content').holder.participant).toBe(who.secretary);
    const spoken = play(queued, [who.communeSite, request({ floor: 'content' })], next);
    expect(holders(spoken)).toEqual([who.farDelegate]);
  });

  it('FLOOR-11: a chair whose unit was given the floor calls from its own subtree, and takes back what it gave', () => {
    const more = play(
      queued,
      [who.delegate, request()],
      [who.districtSite, request()],
      [who.chair, grant(who.secretary)],
      [who.provinceChair, { type: 'floor.next' }, later],
    );
    expect(holders(more)).toEqual([who.secretary, who.delegate]);
    expect(grantOf(more, who.delegate)).toMatchObject({
      authority: places.province,
      under: delegationTo(called, places.province).id,
    });
    expect(requestBy(more, who.farDelegate).id).toBe(requestBy(queued, who.farDelegate).id);
  });

  it('FLOOR-11: under a delegation neither debates are called nor what lies with a chair below', () => {
    const climbing = play(
      liveMeeting({ settings: { requestRoute: 'climb' } }),
      [who.delegate, request()],
      [who.provinceSite, request({ kind: 'debate' })],
      [who.chair, delegate(places.province)],
    );
    const call = (meeting: Meeting) => act(meeting, by(who.provinceChair), { type: 'floor.next' }, later);
    expect(call(climbing).refusal).toBe('queue-empty');
    const forward = { type: 'floor.forward', request: requestBy(climbing, who.delegate).id } as const;
    expect(holders(call(play(climbing, [who.districtChair, forward])).meeting)).toEqual([who.delegate]);
  });

  it('FLOOR-11: without room beside what others were given nobody is called', () => {
    const one = play(
      live,
      [who.chair, { type: 'settings.change', settings: { maxSpeakers: 1 } }],
      [who.delegate, request()],
      [who.chair, delegate(places.province)],
      [who.chair, grant(who.guest)],
    );
    expect(act(one, by(who.provinceChair), { type: 'floor.next' }, later).refusal).toBe('floor-full');
  });

  it('FLOOR-11: who conducts neither the hall nor a unit that was given the floor calls nobody', () => {
    const call = (actor: ParticipantId) => act(queued, by(actor), { type: 'floor.next' }, later).refusal;
    expect(call(who.provinceChair)).toBe('queue-empty');
    expect(call(who.otherProvinceChair)).toBe('not-called');
    expect(call(who.districtChair)).toBe('not-called');
    expect(call(who.secretary)).toBe('not-permitted');
  });

  it('FLOOR-18: two who press at once call one, not two', () => {
    const first = play(queued, next);
    const second = act(first, by(who.chair), { type: 'floor.next' }, later + 999);
    expect(second.refusal).toBe('already-holding');
    expect(holders(play(first, [who.chair, { type: 'floor.next' }, later + 1_000]))).toEqual([who.guest]);
  });

  it('LINE-4: whoever cannot be reached is not given the floor', () => {
    const lost = play(live, [hub, drop(who.delegate)]);
    expect(refusalOf(lost, who.chair, who.delegate)).toBe('not-present');
    expect(refusalOf(play(lost, [hub, join(seats.delegate.card)]), who.chair, who.delegate)).toBeNull();
  });
});
