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
  seats,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { FloorRequestId, ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { endGrants } from './floor-ending.ts';

const hub = system('hub');
const live = liveMeeting();
const called = play(live, [who.chair, delegate(places.province)]);
/** Down to the district: the province has passed the floor on, and a delegate of a commune speaks. */
const deep = play(
  called,
  [who.provinceChair, delegate(places.district)],
  [who.districtChair, grant(who.delegate)],
);

function give(meeting: Meeting, actor: ParticipantId, unit: UnitId): string | null {
  return act(meeting, by(actor), delegate(unit)).refusal;
}

function pick(meeting: Meeting, actor: ParticipantId, participant: ParticipantId): string | null {
  return act(meeting, by(actor), grant(participant)).refusal;
}

function holders(meeting: Meeting): readonly ParticipantId[] {
  return meeting.grants.map(({ holder }) => holder.participant);
}

describe('the floor given to a unit', () => {
  it('FLOOR-14: a subtree’s chair gives the floor only while its unit has it', () => {
    expect(pick(live, who.provinceChair, who.communeSite)).toBe('not-called');
    expect(pick(called, who.otherProvinceChair, who.farSite)).toBe('not-called');
    const given = play(called, [who.provinceChair, grant(who.communeSite)]);
    expect(grantOf(given, who.communeSite)).toMatchObject({
      authority: places.province,
      under: delegationTo(called, places.province).id,
      hall: places.central,
    });
    const over = play(called, [
      who.chair,
      { type: 'floor.revoke', grant: delegationTo(called, places.province).id },
    ]);
    expect(pick(over, who.provinceChair, who.communeSite)).toBe('not-called');
  });

  it('FLOOR-14: somebody of the subtree speaking is no call of the unit', () => {
    const site = play(live, [who.chair, grant(who.provinceSite)]);
    expect(pick(site, who.provinceChair, who.communeSite)).toBe('not-called');
  });

  it('FLOOR-14: it is given within the unit alone, to anybody there, asked for or not', () => {
    expect(pick(called, who.provinceChair, who.farSite)).toBe('not-permitted');
    expect(pick(called, who.provinceChair, who.guest)).toBe('not-permitted');
    for (const each of [who.districtSite, who.delegate, who.provinceChair]) {
      expect(pick(called, who.provinceChair, each)).toBeNull();
    }
  });

  it('FLOOR-14: what the province has is not the district’s, until it is passed on', () => {
    expect(pick(called, who.districtChair, who.delegate)).toBe('not-called');
    expect(grantOf(deep, who.delegate)).toMatchObject({
      authority: places.district,
      under: delegationTo(deep, places.district).id,
    });
    expect(delegationTo(deep, places.district)).toMatchObject({
      authority: places.province,
      under: delegationTo(deep, places.province).id,
      unitName: 'unit 11.103',
      level: 'district',
    });
  });

  it('FLOOR-14: who conducts above a unit that was called gives within it, in its own unit’s name', () => {
    const district = play(live, [who.chair, delegate(places.district)]);
    expect(pick(district, who.provinceChair, who.provinceSite)).toBe('not-called');
    const given = play(district, [who.provinceChair, grant(who.communeSite)]);
    expect(grantOf(given, who.communeSite)).toMatchObject({
      authority: places.province,
      under: delegationTo(district, places.district).id,
    });
  });

  it('FLOOR-15: with a kind and a limit, or without', () => {
    expect(delegationTo(called, places.province)).toMatchObject({
      kind: 'discussion',
      limitMs: null,
      authority: places.central,
      under: null,
      clock: 'running',
    });
    const paper = play(live, [who.chair, delegate(places.province, { kind: 'paper', limitMs: 60_000 })]);
    expect(delegationTo(paper, places.province)).toMatchObject({ kind: 'paper', limitMs: 60_000 });
    const given = play(paper, [who.provinceChair, grant(who.communeSite)]);
    expect(grantOf(given, who.communeSite)).toMatchObject({ kind: 'paper', limitMs: 600_000 });
  });

  it('FLOOR-15: not to a unit without a chair, nor to one whose chair is away', () => {
    expect(give(live, who.chair, places.commune)).toBe('no-chair');
    const lost = play(live, [hub, drop(who.provinceChair)]);
    expect(give(lost, who.chair, places.province)).toBe('not-present');
    const back = play(lost, [hub, join(seats.provinceChair.card)]);
    expect(give(back, who.chair, places.province)).toBeNull();
    expect(give(live, who.chair, id<UnitId>('nowhere'))).toBe('not-found');
  });

  it('FLOOR-15: who acts for a unit’s absent chair receives and conducts it', () => {
    const acting = play(
      live,
      [
        who.chair,
        { type: 'role.grant', participant: who.provinceSecretary, role: 'deputy', unit: places.province },
      ],
      [hub, drop(who.provinceChair)],
      [system('clock'), { type: 'clock.tick' }, at(20_000)],
      [who.chair, delegate(places.province), at(20_000)],
    );
    expect(pick(acting, who.provinceSecretary, who.communeSite)).toBeNull();
  });

  it('FLOOR-15: not where it is already: the unit, one above, one below, the hall’s own', () => {
    expect(give(called, who.chair, places.province)).toBe('already-delegated');
    expect(give(called, who.chair, places.district)).toBe('already-delegated');
    expect(give(called, who.provinceChair, places.province)).toBe('already-delegated');
    expect(give(live, who.chair, places.central)).toBe('already-delegated');
    const district = play(live, [who.chair, delegate(places.district)]);
    expect(give(district, who.chair, places.province)).toBe('already-delegated');
    expect(give(deep, who.provinceChair, places.district)).toBe('already-delegated');
    expect(give(called, who.chair, places.otherProvince)).toBeNull();
  });

  it('FLOOR-15: by nobody who has not got it, and to nobody outside', () => {
    expect(give(live, who.provinceChair, places.district)).toBe('not-called');
    expect(give(called, who.provinceChair, places.otherProvince)).toBe('not-permitted');
    expect(give(called, who.secretary, places.district)).toBe('not-permitted');
  });

  it('FLOOR-15: a unit that goes on alone is elsewhere, and so is everybody in it', () => {
    const alone = play(live, [who.chair, { type: 'sidebar.open', unit: places.province }]);
    expect(give(alone, who.chair, places.province)).toBe('elsewhere');
    expect(give(alone, who.chair, places.district)).toBe('elsewhere');
    expect(pick(alone, who.chair, who.communeSite)).toBe('elsewhere');
    expect(pick(alone, who.provinceChair, who.communeSite)).toBeNull();
  });

  it('FLOOR-16: the hall gives it to as many units as may speak at one time', () => {
    const one = play(
      live,
      [who.chair, { type: 'settings.change', settings: { maxSpeakers: 1 } }],
      [who.chair, delegate(places.province)],
    );
    expect(give(one, who.chair, places.otherProvince)).toBe('floor-full');
    expect(give(one, who.provinceChair, places.district)).toBeNull();
  });

  it('FLOOR-16: what a unit passes on, and what is given in another hall, is not counted', () => {
    expect(give(deep, who.chair, places.otherProvince)).toBeNull();
    const alone = play(
      live,
      [who.chair, { type: 'settings.change', settings: { maxSpeakers: 1 } }],
      [who.chair, { type: 'sidebar.open', unit: places.province }],
      [who.provinceChair, delegate(places.district)],
    );
    expect(give(alone, who.chair, places.otherProvince)).toBeNull();
  });

  it('FLOOR-15: it is passed on as far down as there are chairs', () => {
    const chaired = play(deep, [
      who.chair,
      { type: 'role.grant', participant: who.delegate, role: 'chair', unit: places.commune },
    ]);
    const down = play(
      chaired,
      [who.districtChair, delegate(places.commune)],
      [who.delegate, grant(who.communeSite)],
    );
    expect(grantOf(down, who.communeSite).authority).toBe(places.commune);
    const revoke = { type: 'floor.revoke', grant: delegationTo(down, places.province).id } as const;
    expect(holders(play(down, [who.chair, revoke]))).toEqual([]);
  });
});

describe('the end of a unit’s floor', () => {
  it('FLOOR-10: everything passed on under it ends with it, each before the one it stands under', () => {
    const shown = play(deep, [who.delegate, request({ floor: 'content' })]);
    const [province, district] = [places.province, places.district].map(
      (unit) => delegationTo(shown, unit).id,
    );
    const speech = grantOf(shown, who.delegate).id;
    const content = grantOf(shown, who.delegate, 'content').id;
    const { events, meeting } = act(shown, by(who.chair), { type: 'floor.revoke', grant: province! });
    expect(events).toEqual([
      { type: 'floor.revoked', grant: content, reason: 'above' },
      { type: 'floor.revoked', grant: speech, reason: 'above' },
      { type: 'microphone.closed', participant: who.delegate, reason: 'floor' },
      { type: 'floor.revoked', grant: district, reason: 'above' },
      { type: 'floor.revoked', grant: province, reason: 'chair' },
    ]);
    expect([meeting.grants, meeting.delegations]).toEqual([[], []]);
    expect(isOpen(meeting, who.delegate)).toBe(false);
  });

  it('FLOOR-10: it leaves the one above it alone when it ends first', () => {
    const back = play(deep, [
      who.provinceChair,
      { type: 'floor.revoke', grant: delegationTo(deep, places.district).id },
    ]);
    expect(holders(back)).toEqual([]);
    expect(back.delegations).toEqual([delegationTo(deep, places.province)]);
  });

  it('FLOOR-10: of several that end together each ends once, also where one stands far below another', () => {
    const given = [delegationTo(deep, places.province), grantOf(deep, who.delegate)];
    const ends = endGrants(deep, given, 'closed').flatMap((event) =>
      event.type === 'floor.revoked' ? event.grant : [],
    );
    expect(ends).toEqual([given[1]!.id, delegationTo(deep, places.district).id, given[0]!.id]);
  });

  it('FLOOR-13: a chair of the unit gives it back, and nobody above or below', () => {
    const release = (actor: ParticipantId, unit: UnitId) =>
      act(deep, by(actor), { type: 'floor.release', grant: delegationTo(deep, unit).id });
    expect(release(who.chair, places.province).refusal).toBe('not-holding');
    expect(release(who.districtChair, places.province).refusal).toBe('not-holding');
    expect(release(who.provinceChair, places.district).refusal).toBe('not-holding');
    const { meeting, events } = release(who.provinceChair, places.province);
    expect(events.at(-1)).toEqual({
      type: 'floor.released',
      grant: delegationTo(deep, places.province).id,
    });
    expect(holders(meeting)).toEqual([]);
  });

  it('FLOOR-17: it ends when its last chair loses the role while giving the floor', () => {
    const speaking = play(called, [who.provinceChair, grant(who.provinceChair)]);
    const { meeting, events } = act(speaking, by(who.chair), {
      type: 'role.revoke',
      participant: who.provinceChair,
      role: 'chair',
      unit: places.province,
    });
    const ends = events.filter(({ type }) => type === 'floor.revoked');
    expect(ends).toEqual([
      { type: 'floor.revoked', grant: grantOf(speaking, who.provinceChair).id, reason: 'above' },
      { type: 'floor.revoked', grant: delegationTo(speaking, places.province).id, reason: 'role' },
    ]);
    expect([meeting.grants, meeting.delegations]).toEqual([[], []]);
    expect(isOpen(meeting, who.provinceChair)).toBe(false);
  });

  it('FLOOR-17: what a chair gave under another unit’s floor ends with its role as well', () => {
    const district = play(
      live,
      [who.chair, delegate(places.district)],
      [who.provinceChair, grant(who.communeSite)],
      [
        who.chair,
        { type: 'role.revoke', participant: who.provinceChair, role: 'chair', unit: places.province },
      ],
    );
    expect(holders(district)).toEqual([]);
    expect(district.delegations.map(({ unit }) => unit)).toEqual([places.district]);
  });

  it('FLOOR-17: and so does what it passed on to a unit that has its own chair', () => {
    const passedOn = play(
      live,
      [who.chair, { type: 'role.grant', participant: who.delegate, role: 'chair', unit: places.commune }],
      [who.chair, delegate(places.district)],
      [who.provinceChair, delegate(places.commune)],
      [
        who.chair,
        { type: 'role.revoke', participant: who.provinceChair, role: 'chair', unit: places.province },
      ],
    );
    expect(passedOn.delegations.map(({ unit }) => unit)).toEqual([places.district]);
  });

  it('FLOOR-17: another chair of the unit goes on with it', () => {
    const two = play(
      called,
      [
        who.chair,
        { type: 'role.grant', participant: who.provinceOperator, role: 'chair', unit: places.province },
      ],
      [who.provinceChair, grant(who.communeSite)],
      [
        who.chair,
        { type: 'role.revoke', participant: who.provinceChair, role: 'chair', unit: places.province },
      ],
    );
    expect(holders(two)).toEqual([who.communeSite]);
    expect(pick(two, who.provinceOperator, who.delegate)).toBeNull();
    expect(pick(two, who.provinceChair, who.delegate)).toBe('not-permitted');
  });

  it('LIFE-3: it ends with the meeting', () => {
    const { meeting, events } = act(deep, by(who.chair), { type: 'meeting.close' });
    expect(meeting.delegations).toEqual([]);
    expect(events).toContainEqual({
      type: 'floor.revoked',
      grant: delegationTo(deep, places.province).id as FloorRequestId,
      reason: 'closed',
    });
  });
});

describe('pressed at the same moment', () => {
  it('FLOOR-12: the second of two who give somebody the floor is told that it is held', () => {
    const first = play(live, [who.chair, grant(who.delegate)]);
    expect(pick(first, who.chair, who.delegate)).toBe('already-holding');
  });

  it('FLOOR-12: whoever left a moment ago is not given the floor', () => {
    const left = play(called, [who.delegate, { type: 'participant.leave' }]);
    expect(pick(left, who.provinceChair, who.delegate)).toBe('not-present');
  });

  it('FLOOR-9: what was taken back a moment ago is not held any more', () => {
    const speech = grantOf(deep, who.delegate).id;
    const gone = play(deep, [who.chair, { type: 'floor.revoke', grant: speech }]);
    expect(act(gone, by(who.chair), { type: 'floor.revoke', grant: speech }).refusal).toBe('not-holding');
  });
});
