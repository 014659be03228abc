import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  drop,
  grant,
  id,
  isOpen,
  join,
  liveMeeting,
  meetingWithoutChair,
  type Outcome,
  places,
  play,
  request,
  scheduledMeeting,
  seats,
  strangers,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import { actingFor, scopesOf } from '../authority.ts';
import type { MeetingId, ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { permissions } from '../role.ts';
import { nextDeadline } from '../timing.ts';

const live = liveMeeting();
const without = meetingWithoutChair();
const hub = system('hub');

function tick(meeting: Meeting, now: number): Outcome {
  return act(meeting, system('clock'), { type: 'clock.tick' }, now);
}

/** Who acts for the chairs of the meeting. */
function actingIn(meeting: Meeting): ParticipantId | null {
  return actingFor(meeting, meeting.unit)?.participant ?? null;
}

describe('a deputy', () => {
  it('DEPUTY-3: acts when the chair has been gone for 20 s, and the session knows when that is', () => {
    const gone = play(live, [hub, drop(who.chair), at(1_000)]);
    expect(nextDeadline(gone)).toBe(at(21_000));
    expect(tick(gone, at(20_999)).events).toEqual([]);
    const { events, meeting } = tick(gone, at(21_000));
    const acting = { participant: who.deputy, why: 'absence', since: at(21_000) } as const;
    expect(events).toEqual([{ type: 'deputy.started', unit: places.central, acting }]);
    expect(actingIn(meeting)).toBe(who.deputy);
    expect(nextDeadline(meeting)).toBeNull();
  });

  it('DEPUTY-3: acts likewise when the chair has left, and after as long as the settings say', () => {
    const brief = liveMeeting({ settings: { chairGraceMs: 5_000 } });
    const gone = play(brief, [who.chair, { type: 'participant.leave' }, at(1_000)]);
    expect(nextDeadline(gone)).toBe(at(6_000));
  });

  it('DEPUTY-3: the first named one who is there acts, and with none there the first who comes', () => {
    const second = play(live, [hub, drop(who.deputy)], [hub, drop(who.chair)]);
    expect(actingIn(tick(second, at(20_000)).meeting)).toBe(who.secondDeputy);
    const none = play(second, [hub, drop(who.secondDeputy)]);
    expect(nextDeadline(none)).toBeNull();
    expect(tick(none, at(20_000)).events).toEqual([]);
    const back = play(none, [hub, join(seats.secondDeputy.card), at(60_000)]);
    expect(nextDeadline(back)).toBe(at(20_000));
    expect(actingIn(tick(back, at(60_000)).meeting)).toBe(who.secondDeputy);
  });

  it('DEPUTY-3: never acts while any chair is there, nor before one ever was', () => {
    const chairs = play(live, [
      who.chair,
      { type: 'role.grant', participant: who.guest, role: 'chair', unit: places.central },
    ]);
    expect(tick(play(chairs, [hub, drop(who.chair)]), at(60_000)).events).toEqual([]);
    const early = play(scheduledMeeting(), [hub, join(seats.deputy.card)]);
    expect(nextDeadline(early)).toBeNull();
    const back = play(live, [hub, drop(who.chair)], [hub, join(seats.chair.card), at(19_999)]);
    expect(tick(back, at(60_000)).events).toEqual([]);
  });

  it('DEPUTY-3: of several chairs the last one to go counts', () => {
    const two = play(
      live,
      [who.chair, { type: 'role.grant', participant: who.guest, role: 'chair', unit: places.central }],
      [hub, drop(who.chair), at(1_000)],
      [hub, drop(who.guest), at(9_000)],
    );
    expect(nextDeadline(two)).toBe(at(29_000));
  });

  it('DEPUTY-3: when the one who acts goes, the next one acts at once', () => {
    const gone = play(without, [hub, drop(who.deputy), at(30_000)]);
    expect(actingIn(gone)).toBeNull();
    expect(actingIn(tick(gone, at(30_000)).meeting)).toBe(who.secondDeputy);
  });

  it('DEPUTY-1: has while acting the floor and the microphones besides its own, and nothing else of the chair', () => {
    const held = (meeting: Meeting) =>
      permissions.filter((permission) => scopesOf(meeting, who.deputy, permission).length > 0);
    const gained = held(without).filter((permission) => !held(live).includes(permission));
    expect(gained).toEqual(['floor.conduct', 'floor.free', 'microphone.mute']);
    const notTheirs = ['meeting.close', 'recording.start'] as const;
    for (const type of notTheirs) {
      expect(act(without, by(who.deputy), { type }).refusal).toBe('not-permitted');
    }
    expect(act(without, by(who.secondDeputy), grant(who.delegate)).refusal).toBe('not-permitted');
  });

  it('DEPUTY-2: stops when the chair is back, and a microphone open by that right alone closes', () => {
    const open = play(without, [who.deputy, { type: 'microphone.open' }, at(21_000)]);
    const back = act(open, hub, join(seats.chair.card), at(22_000));
    expect(back.events).toEqual([
      { type: 'participant.returned', participant: who.chair },
      { type: 'deputy.ended', unit: places.central },
      { type: 'microphone.closed', participant: who.deputy, reason: 'floor' },
    ]);
    expect(actingIn(back.meeting)).toBeNull();
  });

  it('DEPUTY-2: keeps the microphone when it holds the floor, and what it gave stands', () => {
    const speaking = play(without, [who.deputy, grant(who.deputy)], [who.deputy, grant(who.delegate)]);
    const back = play(speaking, [hub, join(seats.chair.card)]);
    expect(actingIn(back)).toBeNull();
    expect([who.deputy, who.delegate].map((each) => isOpen(back, each))).toEqual([true, true]);
  });

  it('DEPUTY-2: does not keep the microphone for what it shows, nor for what others hold', () => {
    const showing = play(
      without,
      [who.deputy, { type: 'microphone.open' }],
      [who.deputy, request({ floor: 'content' })],
      [who.deputy, grant(who.delegate)],
    );
    const back = play(showing, [hub, join(seats.chair.card)]);
    expect([who.deputy, who.delegate].map((each) => isOpen(back, each))).toEqual([false, true]);
  });

  it('DEPUTY-2: stops when the chair comes again after having left', () => {
    const left = play(live, [who.chair, { type: 'participant.leave' }]);
    const acting = tick(left, at(20_000)).meeting;
    expect(actingIn(acting)).toBe(who.deputy);
    expect(actingIn(play(acting, [hub, join(seats.chair.card)]))).toBeNull();
  });

  it('DEPUTY-2: stops when somebody who was made a chair while waiting is admitted', () => {
    const { near } = strangers;
    const waiting = play(
      live,
      [hub, join(near)],
      [who.chair, { type: 'role.grant', participant: near.participant, role: 'chair', unit: places.central }],
      [hub, drop(who.chair)],
    );
    const acting = tick(waiting, at(20_000)).meeting;
    expect(actingIn(acting)).toBe(who.deputy);
    const admit = { type: 'participant.admit', participant: near.participant } as const;
    expect(actingIn(play(acting, [who.secretary, admit]))).toBeNull();
  });

  describe('in a meeting of the province, with a chair of the unit above in it', () => {
    const role = { role: 'deputy', unit: places.province } as const;
    const above = play(
      liveMeeting({ id: id<MeetingId>('m2'), unit: places.province }),
      [who.chair, { type: 'role.grant', participant: who.deputy, ...role }],
      [hub, drop(who.provinceChair)],
    );
    const acting = tick(above, at(20_000)).meeting;

    it('DEPUTY-3: acts, since the chair of the meeting is gone', () => {
      expect(actingIn(acting)).toBe(who.deputy);
    });

    it('DEPUTY-2: stops when somebody there is made a chair of the meeting', () => {
      const named = play(acting, [
        who.chair,
        { type: 'role.grant', participant: who.provinceSecretary, role: 'chair', unit: places.province },
      ]);
      expect(actingIn(named)).toBeNull();
    });

    it('DEPUTY-2: goes on when another role of it, or the role of another deputy, is taken away', () => {
      const second = { type: 'role.revoke', participant: who.provinceOperator, role: 'operator' } as const;
      expect(actingIn(play(acting, [who.chair, { ...second, unit: places.province }]))).toBe(who.deputy);
      const two = play(acting, [
        who.chair,
        { type: 'role.grant', participant: who.guest, role: 'deputy', unit: places.province },
      ]);
      const one = play(two, [
        who.chair,
        { type: 'role.revoke', participant: who.guest, role: 'deputy', unit: places.province },
      ]);
      expect(actingIn(one)).toBe(who.deputy);
    });

    it('DEPUTY-2, ROLE-3: stops when the role is taken away, and the microphone it opened closes', () => {
      const open = play(acting, [who.deputy, { type: 'microphone.open' }]);
      const without = act(open, by(who.chair), { type: 'role.revoke', participant: who.deputy, ...role });
      expect(without.events.map(({ type }) => type)).toEqual([
        'role.revoked',
        'deputy.ended',
        'microphone.closed',
      ]);
      expect(actingIn(without.meeting)).toBeNull();
    });
  });

  it.each([
    ['its own line drops', hub, drop(who.deputy)],
    ['it leaves', by(who.deputy), { type: 'participant.leave' } as const],
  ])('DEPUTY-2: stops when %s', (_, actor, command) => {
    const open = play(without, [who.deputy, { type: 'microphone.open' }, at(21_000)]);
    const { meeting } = act(open, actor, command, at(22_000));
    expect(actingIn(meeting)).toBeNull();
    expect(isOpen(meeting, who.deputy)).toBe(false);
  });
});

describe('a deputy of a part of the tree', () => {
  const { province, district } = places;
  const named = play(live, [
    who.chair,
    { type: 'role.grant', participant: who.provinceSecretary, role: 'deputy', unit: province },
  ]);
  const delegated = { type: 'floor.delegate', unit: province, kind: null, limitMs: null } as const;

  it('DEPUTY-3: acts for the chair of its own unit, while the meeting has its chair', () => {
    const gone = play(named, [hub, drop(who.provinceChair), at(1_000)]);
    expect(nextDeadline(gone)).toBe(at(21_000));
    const { events, meeting } = tick(gone, at(21_000));
    const acting = { participant: who.provinceSecretary, why: 'absence', since: at(21_000) } as const;
    expect(events).toEqual([{ type: 'deputy.started', unit: province, acting }]);
    expect(actingIn(meeting)).toBeNull();
    const called = play(meeting, [who.chair, delegated], [who.provinceSecretary, grant(who.communeSite)]);
    expect(isOpen(called, who.communeSite)).toBe(true);
    const back = act(called, hub, join(seats.provinceChair.card));
    expect(back.events).toContainEqual({ type: 'deputy.ended', unit: province });
  });

  it('DEPUTY-3: acts in its sidebar, which falls silent no more than the main hall', () => {
    const alone = play(
      named,
      [who.provinceChair, { type: 'sidebar.open', unit: province }],
      [hub, drop(who.provinceChair), at(1_000)],
    );
    const acting = tick(alone, at(21_000)).meeting;
    expect(actingFor(acting, province)?.participant).toBe(who.provinceSecretary);
    expect(
      isOpen(play(acting, [who.provinceSecretary, { type: 'microphone.open' }]), who.provinceSecretary),
    ).toBe(true);
  });

  it('DEPUTY-3: nobody acts for a chair of a unit without deputies, nor in a hall that has ended', () => {
    expect(nextDeadline(play(live, [hub, drop(who.districtChair)]))).toBeNull();
    const adjourned = play(
      named,
      [who.chair, { type: 'sidebar.open', unit: province }],
      [who.chair, { type: 'meeting.close' }],
      [hub, drop(who.chair)],
    );
    expect(nextDeadline(adjourned)).toBeNull();
  });

  it('DEPUTY-4: is handed the conduct although the chair is there, by a chair of the unit or above', () => {
    const start = { type: 'deputy.start', participant: who.provinceSecretary, unit: province } as const;
    for (const chair of [who.provinceChair, who.chair]) {
      const { events, meeting } = act(named, by(chair), start, at(5_000));
      const acting = { participant: who.provinceSecretary, why: 'handOver', since: at(5_000) } as const;
      expect(events).toEqual([{ type: 'deputy.started', unit: province, acting }]);
      expect(act(meeting, by(chair), start).events).toEqual([]);
    }
    expect(act(named, by(who.otherProvinceChair), start).refusal).toBe('not-permitted');
    expect(act(named, by(who.chair), { ...start, unit: district }).refusal).toBe('not-found');
    const lost = play(named, [hub, drop(who.provinceSecretary)]);
    expect(act(lost, by(who.chair), start).refusal).toBe('not-present');
    const apart = play(
      named,
      [who.chair, { type: 'sidebar.open', unit: province }],
      [who.chair, { type: 'sidebar.recall', participant: who.provinceSecretary }],
    );
    expect(act(apart, by(who.chair), start).refusal).toBe('elsewhere');
  });

  it('DEPUTY-4: keeps what was handed over when the chair’s line drops and is back, until it is taken back', () => {
    const start = { type: 'deputy.start', participant: who.deputy, unit: places.central } as const;
    const handed = play(
      live,
      [who.chair, start],
      [who.deputy, { type: 'microphone.open' }],
      [hub, drop(who.chair)],
      [hub, join(seats.chair.card)],
    );
    expect(actingIn(handed)).toBe(who.deputy);
    const ended = act(handed, by(who.chair), { type: 'deputy.end', unit: places.central });
    expect(ended.events).toEqual([
      { type: 'deputy.ended', unit: places.central },
      { type: 'microphone.closed', participant: who.deputy, reason: 'floor' },
    ]);
    const again = act(ended.meeting, by(who.chair), { type: 'deputy.end', unit: places.central });
    expect(again.refusal).toBe('not-acting');
  });

  it('DEPUTY-4: takes the place of who acted before', () => {
    const start = (participant: ParticipantId) =>
      ({ type: 'deputy.start', participant, unit: places.central }) as const;
    const first = play(live, [who.chair, start(who.deputy)], [who.deputy, { type: 'microphone.open' }]);
    const second = play(first, [who.chair, start(who.secondDeputy)]);
    expect(actingIn(second)).toBe(who.secondDeputy);
    expect(isOpen(second, who.deputy)).toBe(false);
  });
});
