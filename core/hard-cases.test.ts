import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  delegate,
  delegationTo,
  drop,
  founding,
  grant,
  grantOf,
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
} from '../test/doubles/meeting.ts';
import { actingFor } from './authority.ts';
import type { ParticipantId, UnitId } from './id.ts';
import { createLogReader } from './log-line.ts';
import type { Meeting } from './meeting.ts';
import { redact } from './redact.ts';
import { stageOf } from './stage.ts';
import { nextDeadline } from './timing.ts';

/*
 * Cases that meetings are known to go wrong in. Those of a tree of units lie in unit-fault.test.ts, those of two devices
 * in one room in echo.test.ts; those that need a hub and its lines in test/integration/hard-cases.test.ts.
 */

const live = liveMeeting();
const hub = system('hub');
const next = { type: 'floor.next' } as const;
const tick = { type: 'clock.tick' } as const;
const giveRole = (participant: ParticipantId, role: 'chair' | 'deputy', unit: UnitId) =>
  ({ type: 'role.grant', participant, role, unit }) as const;
const takeRole = (participant: ParticipantId, role: 'chair' | 'site', unit: UnitId) =>
  ({ type: 'role.revoke', participant, role, unit }) as const;

function speakers(meeting: Meeting): readonly ParticipantId[] {
  return meeting.grants.map(({ holder }) => holder.participant);
}

describe('two chairs press at once', () => {
  const two = play(
    live,
    [who.chair, giveRole(who.secretary, 'chair', places.central)],
    [who.delegate, request()],
    [who.guest, request()],
    [who.farDelegate, request()],
  );

  it('FLOOR-18: next twice calls one', () => {
    const first = play(two, [who.chair, next, at(1_000)]);
    expect(act(first, by(who.secretary), next, at(1_001)).refusal).toBe('already-holding');
    expect(speakers(first)).toEqual([who.delegate]);
  });

  it('FLOOR-18: next takes nothing back from a unit that was given the floor just now', () => {
    const first = play(two, [who.chair, delegate(places.province), at(1_000)]);
    expect(act(first, by(who.secretary), next, at(1_999)).refusal).toBe('already-holding');
    const later = play(first, [who.secretary, next, at(2_000)]);
    expect([speakers(later), later.delegations]).toEqual([[who.delegate], []]);
  });

  it('FLOOR-12: giving the floor to the same one twice gives it once', () => {
    const first = play(two, [who.chair, grant(who.guest)]);
    expect(act(first, by(who.secretary), grant(who.guest)).refusal).toBe('already-holding');
  });

  it('FLOOR-5: giving it to two where one may speak gives it to the first', () => {
    const one = play(two, [who.chair, { type: 'settings.change', settings: { maxSpeakers: 1 } }]);
    const first = play(one, [who.chair, grant(who.guest)]);
    expect(act(first, by(who.secretary), grant(who.delegate)).refusal).toBe('floor-full');
  });

  it('FLOOR-15: calling a province and a district of it calls the first', () => {
    const first = play(two, [who.chair, delegate(places.district)]);
    expect(act(first, by(who.secretary), delegate(places.province)).refusal).toBe('already-delegated');
  });

  it('HALL-2, LIFE-2: what is opened or closed is so once', () => {
    const alone = play(two, [who.chair, { type: 'sidebar.open', unit: places.province }]);
    const again = act(alone, by(who.secretary), { type: 'sidebar.open', unit: places.province });
    expect(again.refusal).toBe('already-alone');
    const closed = play(two, [who.chair, { type: 'meeting.close' }]);
    expect(act(closed, by(who.secretary), { type: 'meeting.close' }).refusal).toBe('already-closed');
  });

  it('ROLE-4: each taking the chair from the other leaves one', () => {
    const one = play(two, [who.chair, takeRole(who.secretary, 'chair', places.central)]);
    const other = act(one, by(who.secretary), takeRole(who.chair, 'chair', places.central));
    expect(other.refusal).toBe('not-permitted');
  });
});

describe('somebody who was there a moment ago', () => {
  const asked = play(live, [who.delegate, request()], [who.guest, request()]);

  it('FLOOR-12, LINE-3: who left is not given the floor, and is no longer in line', () => {
    const left = play(asked, [who.delegate, { type: 'participant.leave' }]);
    expect(act(left, by(who.chair), grant(who.delegate)).refusal).toBe('not-present');
    expect(speakers(play(left, [who.chair, next]))).toEqual([who.guest]);
    const deny = { type: 'floor.deny', request: requestBy(asked, who.delegate).id, reason: '' } as const;
    expect(act(left, by(who.chair), deny).refusal).toBe('not-requested');
  });

  it('FLOOR-11, LINE-1: whose line was lost is passed over and keeps the place', () => {
    const lost = play(asked, [hub, drop(who.delegate)]);
    expect(act(lost, by(who.chair), grant(who.delegate)).refusal).toBe('not-present');
    const passed = play(
      lost,
      [who.chair, next],
      [hub, join(seats.delegate.card)],
      [who.chair, next, at(1_000)],
    );
    expect(speakers(passed)).toEqual([who.delegate]);
  });

  it('FLOOR-15: a unit whose chair left just now is not given the floor', () => {
    const left = play(live, [who.districtChair, { type: 'participant.leave' }]);
    expect(act(left, by(who.chair), delegate(places.district)).refusal).toBe('not-present');
  });

  it('FLOOR-9: a floor that ended a moment ago is taken back by nobody', () => {
    const given = play(live, [who.chair, grant(who.guest)]);
    const { id } = grantOf(given, who.guest);
    const ended = play(given, [who.guest, { type: 'floor.release', grant: id }]);
    expect(act(ended, by(who.chair), { type: 'floor.revoke', grant: id }).refusal).toBe('not-holding');
  });
});

describe('a request twice', () => {
  it('FLOOR-1: the second is refused, while it waits and while it is held', () => {
    const asked = play(live, [who.delegate, request()]);
    const twice = act(asked, by(who.delegate), request({ kind: 'debate' }));
    expect([twice.refusal, twice.meeting.queue.length]).toEqual(['already-requested', 1]);
    const given = play(asked, [who.chair, grant(who.delegate)]);
    expect(act(given, by(who.delegate), request()).refusal).toBe('already-holding');
  });

  it('FLOOR-3: withdrawn twice it is withdrawn once', () => {
    const asked = play(live, [who.delegate, request()]);
    const cancel = { type: 'floor.cancel', request: requestBy(asked, who.delegate).id } as const;
    expect(act(play(asked, [who.delegate, cancel]), by(who.delegate), cancel).refusal).toBe('not-requested');
  });
});

describe('a subtree’s chair who loses the role while giving the floor', () => {
  const passed = play(
    live,
    [who.chair, delegate(places.province)],
    [who.provinceChair, grant(who.communeSite)],
  );
  const taken = play(passed, [who.chair, takeRole(who.provinceChair, 'chair', places.province)]);

  it('FLOOR-17: what the unit was given and what it gave end, and the microphone closes', () => {
    expect([taken.delegations, taken.grants]).toEqual([[], []]);
    expect(isOpen(taken, who.communeSite)).toBe(false);
    expect(act(taken, by(who.provinceChair), grant(who.delegate)).refusal).toBe('not-permitted');
  });

  it('FLOOR-17: under another chair of the unit it goes on', () => {
    const two = play(passed, [who.chair, giveRole(who.provinceSecretary, 'chair', places.province)]);
    const one = play(two, [who.chair, takeRole(who.provinceChair, 'chair', places.province)]);
    expect(speakers(one)).toEqual([who.communeSite]);
    const back = { type: 'floor.revoke', grant: grantOf(one, who.communeSite).id } as const;
    expect(act(one, by(who.provinceChair), back).refusal).toBe('not-permitted');
    expect(act(one, by(who.provinceSecretary), back).refusal).toBeNull();
  });

  it('DEPUTY-2: who acts for a unit without any chair stops like everybody else who acts', () => {
    const acting = play(
      live,
      [who.chair, giveRole(who.provinceOperator, 'deputy', places.province)],
      [who.provinceChair, { type: 'deputy.start', participant: who.provinceOperator, unit: places.province }],
      [who.chair, takeRole(who.provinceChair, 'chair', places.province)],
    );
    expect(actingFor(acting, places.province)?.participant).toBe(who.provinceOperator);
    expect(actingFor(play(acting, [hub, drop(who.provinceOperator)]), places.province)).toBeNull();
  });

  it('DEPUTY-3, DESK-4: a chair who was removed went then, and not before', () => {
    const climbing = play(
      live,
      [who.chair, { type: 'settings.change', settings: { requestRoute: 'climb', climbAfterMs: 5_000 } }],
      [who.communeSite, request()],
      [who.chair, { type: 'participant.deny', participant: who.districtChair }, at(60_000)],
    );
    expect(requestBy(climbing, who.communeSite).desk).toBe(places.district);
    expect(nextDeadline(climbing)).toBe(at(65_000));
    const early = play(climbing, [system('clock'), tick, at(64_999)]);
    expect(requestBy(early, who.communeSite).desk).toBe(places.district);
    const due = play(climbing, [system('clock'), tick, at(65_000)]);
    expect(requestBy(due, who.communeSite).desk).toBe(places.province);
  });
});

describe('a role that changes while somebody speaks', () => {
  const speaking = play(live, [who.chair, grant(who.communeSite)]);

  it('ROLE-3: who may hold the floor no longer loses it, and the microphone', () => {
    const { meeting } = act(speaking, by(who.chair), takeRole(who.communeSite, 'site', places.commune));
    expect([meeting.grants, isOpen(meeting, who.communeSite)]).toEqual([[], false]);
  });

  it('ROLE-3: who may still hold it by another role keeps it', () => {
    const two = play(speaking, [
      who.chair,
      { type: 'role.grant', participant: who.communeSite, role: 'guest', unit: places.commune },
    ]);
    const one = play(two, [who.chair, takeRole(who.communeSite, 'site', places.commune)]);
    expect([speakers(one), isOpen(one, who.communeSite)]).toEqual([[who.communeSite], true]);
  });

  it('MIC-1: who becomes a chair while speaking keeps the microphone when the floor ends', () => {
    const chair = play(speaking, [who.chair, giveRole(who.communeSite, 'chair', places.central)]);
    const revoke = { type: 'floor.revoke', grant: grantOf(chair, who.communeSite).id } as const;
    expect(isOpen(play(chair, [who.chair, revoke]), who.communeSite)).toBe(true);
  });
});

describe('time', () => {
  const short = play(live, [who.chair, grant(who.delegate, { limitMs: 10_000 }), at(1_000)]);

  it('TIME-4, HUB-4: a clock that was set back does nothing twice and nothing early', () => {
    const up = play(short, [system('clock'), tick, at(11_000)]);
    expect(grantOf(up, who.delegate).clock).toBe('up');
    expect(act(up, system('clock'), tick, at(5_000)).events).toEqual([]);
    const extend = { type: 'floor.extend', grant: grantOf(up, who.delegate).id, byMs: 60_000 } as const;
    expect(grantOf(play(up, [who.chair, extend, at(5_000)]), who.delegate).limitMs).toBe(70_000);
  });

  it('TIME-3: a timer that ended while the hub was away is told when it is back, and the warning left out', () => {
    const kept: Meeting = JSON.parse(JSON.stringify(short));
    expect(nextDeadline(kept)).toBeLessThan(at(600_000));
    const { events } = act(kept, system('clock'), tick, at(600_000));
    expect(events).toEqual([{ type: 'floor.timeUp', grant: grantOf(short, who.delegate).id }]);
  });
});

describe('an invitation of a unit and its parent', () => {
  it('FLOOR-15: the floor is with one of the two, whichever was called first', () => {
    for (const [first, second] of [
      [places.province, places.district],
      [places.district, places.province],
    ] as const) {
      const called = play(live, [who.chair, delegate(first)]);
      expect(act(called, by(who.chair), delegate(second)).refusal).toBe('already-delegated');
      expect(called.delegations).toHaveLength(1);
    }
  });

  it('FLOOR-10, FLOOR-15: passed on it is with both, and taken from both at once', () => {
    const both = play(
      live,
      [who.chair, delegate(places.province)],
      [who.provinceChair, delegate(places.district)],
      [who.districtChair, grant(who.communeSite)],
    );
    const back = { type: 'floor.revoke', grant: delegationTo(both, places.province).id } as const;
    const over = play(both, [who.chair, back]);
    expect([over.delegations, over.grants, isOpen(over, who.communeSite)]).toEqual([[], [], false]);
  });
});

describe('names of 200 characters, with emoji, marks from right to left, or markup', () => {
  it.each([
    'Ấ'.repeat(200),
    '👩‍🌾 Xã Hai '.repeat(10),
    '\u202eXã Ba\u2069\u200f',
    '<img src=x onerror=alert(1)> & "Ba"',
    '__proto__',
  ])('LOG-1, LOG-6: %s is asked, granted, seen and told as it is', (name) => {
    const card = { ...strangers.near, name };
    const { participant } = card;
    const spoke = play(
      live,
      [hub, join(card)],
      [who.chair, { type: 'participant.admit', participant }],
      [participant, request({ topic: name })],
      [who.chair, next],
    );
    expect(JSON.parse(JSON.stringify(spoke))).toEqual(spoke);
    for (const viewer of [participant, who.chair, who.farSite]) {
      const [speaker] = stageOf(redact(spoke, viewer), places.central).speakers;
      expect(speaker?.holder.name, viewer).toBe(name);
    }
    const entries = [founding(), ...act(live, hub, join(card)).entries];
    expect(entries.map(createLogReader()).at(-1)?.names.whom).toBe(name);
  });
});
