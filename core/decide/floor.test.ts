import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
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
/** The province was called, and its chair has passed the floor on to a commune. */
const called = play(live, [who.chair, grant(who.provinceSite)], [who.provinceChair, grant(who.communeSite)]);

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
    expect(refusalOf(called, who.chair, who.provinceSite)).toBe('already-holding');
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

  it('FLOOR-5: under a floor that is passed on as many may speak again', () => {
    const more = play(called, [who.provinceChair, grant(who.delegate)]);
    expect(refusalOf(more, who.provinceChair, who.districtSite)).toBe('floor-full');
    expect(refusalOf(more, who.chair, who.guest)).toBeNull();
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
    expect(holders(released.meeting)).toEqual([who.provinceSite]);
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

describe('a floor that is passed on', () => {
  it('FLOOR-8: a province’s chair gives the floor only while the province has been called', () => {
    expect(refusalOf(live, who.provinceChair, who.communeSite)).toBe('not-permitted');
    expect(grantOf(called, who.communeSite)).toMatchObject({
      authority: places.province,
      under: grantOf(called, who.provinceSite).id,
    });
    expect(refusalOf(called, who.otherProvinceChair, who.farSite)).toBe('not-permitted');
    const over = play(called, [
      who.chair,
      { type: 'floor.revoke', grant: grantOf(called, who.provinceSite).id },
    ]);
    expect(refusalOf(over, who.provinceChair, who.communeSite)).toBe('not-permitted');
  });

  it('FLOOR-8: it is passed on within the part of the tree alone', () => {
    expect(refusalOf(called, who.provinceChair, who.farSite)).toBe('not-permitted');
    expect(refusalOf(called, who.provinceChair, who.guest)).toBe('not-permitted');
    expect(refusalOf(called, who.provinceChair, who.districtSite)).toBeNull();
  });

  it('FLOOR-8: a district’s chair passes on what the province gave it, and not what the province keeps', () => {
    const province = play(live, [who.chair, grant(who.provinceSite)]);
    expect(refusalOf(province, who.districtChair, who.delegate)).toBe('not-permitted');
    const district = play(called, [who.districtChair, grant(who.delegate)]);
    expect(grantOf(district, who.delegate)).toMatchObject({
      authority: places.district,
      under: grantOf(called, who.communeSite).id,
    });
  });

  it('FLOOR-9: only who conducts the unit in whose name it was given, or above, takes a floor back', () => {
    const revoke = (meeting: Meeting, actor: ParticipantId, holder: ParticipantId) =>
      act(meeting, by(actor), { type: 'floor.revoke', grant: grantOf(meeting, holder).id }).refusal;
    expect(revoke(called, who.provinceChair, who.provinceSite)).toBe('not-permitted');
    expect(revoke(called, who.districtChair, who.communeSite)).toBe('not-permitted');
    expect(revoke(called, who.provinceChair, who.communeSite)).toBeNull();
    expect(revoke(called, who.chair, who.communeSite)).toBeNull();
    const gone = { type: 'floor.revoke', grant: id<FloorRequestId>('f0') } as const;
    expect(act(called, by(who.chair), gone).refusal).toBe('not-holding');
    expect(act(called, by(who.provinceChair), gone).refusal).toBe('not-permitted');
  });

  it('FLOOR-9: who conducts the whole meeting by a role above it gives in the meeting’s name', () => {
    const province = liveMeeting({ id: id<MeetingId>('m2'), unit: places.province });
    const given = play(province, [who.chair, grant(who.communeSite)]);
    expect(grantOf(given, who.communeSite)).toMatchObject({ authority: places.province, under: null });
    const revoke = { type: 'floor.revoke', grant: grantOf(given, who.communeSite).id } as const;
    expect(act(given, by(who.provinceChair), revoke).refusal).toBeNull();
  });

  it('FLOOR-10: it ends with the one above it, and so on down, each before the one it stands under', () => {
    const deep = play(
      called,
      [who.districtChair, grant(who.delegate)],
      [who.delegate, request({ floor: 'content' })],
    );
    const ids = [who.provinceSite, who.communeSite, who.delegate].map((each) => grantOf(deep, each).id);
    const content = grantOf(deep, who.delegate, 'content').id;
    const { events, meeting } = act(deep, by(who.chair), { type: 'floor.revoke', grant: ids[0]! });
    expect(events).toEqual([
      { type: 'floor.revoked', grant: content, reason: 'above' },
      { type: 'floor.revoked', grant: ids[2], reason: 'above' },
      { type: 'microphone.closed', participant: who.delegate, reason: 'floor' },
      { type: 'floor.revoked', grant: ids[1], reason: 'above' },
      { type: 'microphone.closed', participant: who.communeSite, reason: 'floor' },
      { type: 'floor.revoked', grant: ids[0], reason: 'chair' },
      { type: 'microphone.closed', participant: who.provinceSite, reason: 'floor' },
    ]);
    expect(meeting.grants).toEqual([]);
  });

  it('FLOOR-10: it leaves the one above it alone when it ends first', () => {
    const back = play(called, [
      who.provinceChair,
      { type: 'floor.revoke', grant: grantOf(called, who.communeSite).id },
    ]);
    expect(holders(back)).toEqual([who.provinceSite]);
  });
});

describe('the next one, please', () => {
  const queued = play(called, [who.farDelegate, request({ kind: 'debate' })], [who.guest, request()]);

  it('FLOOR-11: everyone gives the floor back and the first of the queue has it', () => {
    const { meeting, events } = act(queued, by(who.chair), { type: 'floor.next' });
    expect(holders(meeting)).toEqual([who.farDelegate]);
    expect(grantOf(meeting, who.farDelegate)).toMatchObject({
      kind: 'debate',
      limitMs: 180_000,
      under: null,
    });
    expect([who.provinceSite, who.communeSite].some((each) => isOpen(meeting, each))).toBe(false);
    expect(events.filter(({ type }) => type === 'floor.revoked')).toEqual([
      { type: 'floor.revoked', grant: grantOf(called, who.communeSite).id, reason: 'above' },
      { type: 'floor.revoked', grant: grantOf(called, who.provinceSite).id, reason: 'next' },
    ]);
    const again = play(meeting, [who.chair, { type: 'floor.next' }]);
    expect(holders(again)).toEqual([who.guest]);
  });

  it('FLOOR-11: whoever cannot be reached is passed over and keeps the place', () => {
    const lost = play(queued, [hub, drop(who.farDelegate)], [who.chair, { type: 'floor.next' }]);
    expect(holders(lost)).toEqual([who.guest]);
    expect(requestBy(lost, who.farDelegate).id).toBe(requestBy(queued, who.farDelegate).id);
  });

  it('FLOOR-11: with nobody in the queue nothing is taken back', () => {
    expect(act(called, by(who.chair), { type: 'floor.next' })).toMatchObject({
      meeting: called,
      refusal: 'queue-empty',
    });
  });

  it('FLOOR-11: what is shown stays, unless it was shown by who spoke', () => {
    const shown = play(
      queued,
      [who.secretary, request({ floor: 'content' })],
      [who.chair, { type: 'floor.next' }],
    );
    expect(grantOf(shown, who.secretary, 'content').holder.participant).toBe(who.secretary);
    const spoken = play(
      queued,
      [who.communeSite, request({ floor: 'content' })],
      [who.chair, { type: 'floor.next' }],
    );
    expect(holders(spoken)).toEqual([who.farDelegate]);
  });

  it('FLOOR-11: only who conducts the whole meeting calls the next one', () => {
    expect(act(queued, by(who.provinceChair), { type: 'floor.next' }).refusal).toBe('not-permitted');
  });

  it('LINE-4: whoever cannot be reached is not given the floor', () => {
    const lost = play(live, [hub, drop(who.delegate)]);
    expect(refusalOf(lost, who.chair, who.delegate)).toBe('not-present');
    expect(refusalOf(play(lost, [hub, join(seats.delegate.card)]), who.chair, who.delegate)).toBeNull();
  });
});
