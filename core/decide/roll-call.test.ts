import { describe, expect, it } from 'vitest';
import { act, at, by, liveMeeting, places, play, who } from '../../test/doubles/meeting.ts';
import { atEachStep } from '../../test/doubles/walk.ts';
import type { AttendanceState } from '../attendance.ts';
import type { Command } from '../command.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';

const live = liveMeeting();
const start = (unit: UnitId): Command => ({ type: 'rollCall.start', unit });
const end = (unit: UnitId): Command => ({ type: 'rollCall.end', unit });
const answer = (unit: UnitId, state: AttendanceState, reason = ''): Command => ({
  type: 'rollCall.answer',
  unit,
  state,
  reason,
});
const mark = (participant: ParticipantId, state: AttendanceState): Command => ({
  type: 'attendance.mark',
  participant,
  state,
  reason: '',
});
const called = (meeting: Meeting, unit: UnitId) =>
  meeting.rollCalls.find((call) => call.unit === unit)?.current.participant ?? null;

/** Plays a call to its end, all in person. */
function callAll(meeting: Meeting, unit: UnitId): readonly ParticipantId[] {
  const order: ParticipantId[] = [];
  let now = play(meeting, [who.secretary, start(unit)]);
  for (let current = called(now, unit); current !== null; current = called(now, unit)) {
    order.push(current);
    now = play(now, [who.secretary, answer(unit, 'inPerson')]);
  }
  return order;
}

describe('a roll call', () => {
  const calling = play(live, [who.provinceOperator, start(places.province), at(4)]);

  it('ROLL-1: is begun and ended by who takes attendance over the unit, once at a time', () => {
    expect(calling.rollCalls).toMatchObject([{ unit: places.province, since: at(4) }]);
    expect(act(calling, by(who.secretary), start(places.province)).refusal).toBe('already-calling');
    expect(act(live, by(who.provinceOperator), start(places.otherProvince)).refusal).toBe('not-permitted');
    expect(act(calling, by(who.delegate), end(places.province)).refusal).toBe('not-permitted');
    expect(act(live, by(who.secretary), end(places.province)).refusal).toBe('not-calling');
    expect(play(calling, [who.secretary, end(places.province)]).rollCalls).toEqual([]);
  });
  it('ROLL-1: several units call at once, each for itself', () => {
    const both = play(calling, [who.secretary, start(places.otherProvince)]);
    const on = play(both, [who.provinceOperator, answer(places.province, 'online')]);
    expect(called(on, places.province)).not.toBe(called(both, places.province));
    expect(called(on, places.otherProvince)).toBe(called(both, places.otherProvince));
  });
  it('ROLL-2: calls the main site first, then by unit code, a unit’s persons after its site', () => {
    expect(callAll(live, places.central)).toEqual([
      who.centralSite,
      who.chair,
      who.deputy,
      who.secondDeputy,
      who.secretary,
      who.operator,
      who.guest,
      who.provinceSite,
      who.provinceChair,
      who.provinceSecretary,
      who.provinceOperator,
      who.districtSite,
      who.districtChair,
      who.communeSite,
      who.delegate,
      who.observer,
      who.otherProvinceSite,
      who.otherProvinceChair,
      who.farSite,
      who.farDelegate,
    ]);
  });
  it('ROLL-2: calls only those not yet called, and nobody who was turned away', () => {
    const some = play(
      live,
      [who.secretary, mark(who.districtSite, 'online')],
      [who.secretary, mark(who.communeSite, 'absent')],
      [who.chair, { type: 'participant.deny', participant: who.delegate }],
    );
    expect(callAll(some, places.district)).toEqual([who.districtChair, who.observer]);
    const all = play(
      some,
      [who.chair, mark(who.districtChair, 'online')],
      [who.chair, mark(who.observer, 'absent')],
    );
    expect(act(all, by(who.secretary), start(places.district)).refusal).toBe('not-found');
  });
  it('ROLL-3: whoever is called answers that they are there online, and nothing else', () => {
    const { events } = act(calling, by(who.provinceSite), answer(places.province, 'online'), at(9));
    expect(events).toMatchObject([
      {
        type: 'attendance.recorded',
        participant: who.provinceSite,
        attendance: { state: 'online', at: at(9) },
      },
      { type: 'rollCall.called', unit: places.province, current: { participant: who.provinceChair } },
    ]);
    for (const state of ['inPerson', 'absent', 'uncalled'] as const)
      expect(act(calling, by(who.provinceSite), answer(places.province, state)).refusal).toBe(
        'not-permitted',
      );
    expect(act(calling, by(who.districtSite), answer(places.province, 'online')).refusal).toBe(
      'not-permitted',
    );
    expect(act(live, by(who.provinceSite), answer(places.province, 'online')).refusal).toBe('not-calling');
  });
  it('ROLL-4: who takes attendance answers for them, or passes on and leaves them uncalled', () => {
    const absent = play(calling, [who.provinceOperator, answer(places.province, 'absent', 'mất điện')]);
    expect(absent.participantById[who.provinceSite]?.attendance).toMatchObject({
      state: 'absent',
      reason: 'mất điện',
    });
    const passed = play(calling, [who.provinceOperator, answer(places.province, 'uncalled')]);
    expect(passed.participantById[who.provinceSite]?.attendance.state).toBe('uncalled');
    expect(called(passed, places.province)).toBe(who.provinceChair);
    expect(act(calling, by(who.otherProvinceChair), answer(places.province, 'absent')).refusal).toBe(
      'not-permitted',
    );
  });
  it('ROLL-5: whoever is marked meanwhile is not waited for, in any of the calls', () => {
    const both = play(
      live,
      [who.secretary, start(places.district)],
      [who.secretary, mark(who.centralSite, 'online')],
      [who.provinceOperator, start(places.province)],
      [who.provinceOperator, answer(places.province, 'uncalled')],
      [who.provinceOperator, mark(who.provinceChair, 'absent')],
    );
    expect(called(both, places.province)).toBe(who.provinceSecretary);
    const twice = play(
      both,
      [who.secretary, mark(who.provinceSecretary, 'online')],
      [who.secretary, mark(who.provinceOperator, 'online')],
    );
    expect([called(twice, places.province), called(twice, places.district)]).toEqual([
      who.districtSite,
      who.districtSite,
    ]);
    const on = play(twice, [who.districtSite, answer(places.district, 'online')]);
    expect([called(on, places.province), called(on, places.district)]).toEqual([
      who.districtChair,
      who.districtChair,
    ]);
  });
  it('ROLL-5: after the last one it is over', () => {
    const last = play(
      live,
      [who.secretary, mark(who.otherProvinceSite, 'online')],
      [who.secretary, mark(who.otherProvinceChair, 'online')],
      [who.secretary, mark(who.farSite, 'online')],
      [who.secretary, start(places.otherProvince)],
    );
    const { events } = act(last, by(who.farDelegate), answer(places.otherProvince, 'online'));
    expect(events.at(-1)).toEqual({ type: 'rollCall.ended', unit: places.otherProvince });
  });
  it('ROLL-1: it ends with the meeting', () => {
    const closed = play(calling, [who.chair, { type: 'meeting.close' }]);
    expect(closed.rollCalls).toEqual([]);
  });
  it('ROLL-1, ROLL-5: along random meetings each unit calls once, and nobody is called who has answered', () => {
    let calls = 0;
    atEachStep(({ before, meeting }) => {
      const { rollCalls } = meeting;
      expect(new Set(rollCalls.map(({ unit }) => unit)).size).toBe(rollCalls.length);
      for (const { current, unit } of rollCalls) {
        const known = before.rollCalls.find((call) => call.unit === unit);
        if (known?.current.participant === current.participant) continue;
        calls += 1;
        expect(meeting.participantById[current.participant]?.attendance.state).toBe('uncalled');
      }
    });
    expect(calls).toBeGreaterThan(20);
  });
});
