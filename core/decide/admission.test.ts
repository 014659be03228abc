import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  drop,
  grant,
  id,
  join,
  liveMeeting,
  places,
  play,
  request,
  type SeatName,
  scheduledMeeting,
  seats,
  strangers,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { ParticipantId } from '../id.ts';
import type { Meeting, Presence } from '../meeting.ts';
import type { MeetingSettings } from '../settings.ts';

const hub = system('hub');
const live = liveMeeting();
const { near, far } = strangers;
const admit = (participant: ParticipantId) => ({ type: 'participant.admit', participant }) as const;
const deny = (participant: ParticipantId) => ({ type: 'participant.deny', participant }) as const;

function presenceOf(meeting: Meeting, participant: ParticipantId): Presence['kind'] | undefined {
  return meeting.participantById[participant]?.presence.kind;
}

/** Who of those invited comes in at once, by their seats' names. */
function comingIn(admission: MeetingSettings['admission']): readonly string[] {
  const meeting = scheduledMeeting({ settings: { admission } });
  return (Object.keys(seats) as SeatName[]).filter(
    (name) => presenceOf(play(meeting, [hub, join(seats[name].card)]), who[name]) === 'present',
  );
}

const conducting: readonly SeatName[] = [
  'chair',
  'deputy',
  'secondDeputy',
  'secretary',
  'operator',
  'provinceChair',
  'provinceSecretary',
  'provinceOperator',
  'districtChair',
  'otherProvinceChair',
  'recorder',
];
const sites: readonly SeatName[] = [
  'centralSite',
  'provinceSite',
  'districtSite',
  'communeSite',
  'otherProvinceSite',
  'farSite',
];

describe('coming in', () => {
  it('ADMIT-1: with admission “invited”, everyone invited comes in', () => {
    expect(comingIn('invited')).toEqual(Object.keys(seats));
  });

  it('ADMIT-1: with admission “sites”, sites and those who conduct come in', () => {
    expect([...comingIn('sites')].sort()).toEqual([...conducting, ...sites].sort());
  });

  it('ADMIT-1: with admission “nobody”, those who conduct come in', () => {
    expect([...comingIn('nobody')].sort()).toEqual([...conducting].sort());
  });

  it('ADMIT-2: everybody else waits, with the camera as they bring it', () => {
    const meeting = scheduledMeeting({ settings: { admission: 'sites' } });
    const waiting = act(meeting, hub, join(seats.delegate.card, 'on'), at(3));
    expect(waiting.events).toEqual([{ type: 'participant.waited', participant: who.delegate, camera: 'on' }]);
    expect(waiting.meeting.participantById[who.delegate]).toMatchObject({
      presence: { kind: 'waiting', since: at(3) },
      camera: 'on',
      microphone: 'off',
    });
  });

  it('ADMIT-2: who was not invited is added and waits, a site as well, and the second time too', () => {
    const first = act(live, hub, join(near));
    expect(first.events.map(({ type }) => type)).toEqual(['participant.added', 'participant.waited']);
    expect(first.meeting.participantById[near.participant]).toMatchObject({ card: near, invited: false });
    const again = act(play(first.meeting, [hub, drop(near.participant)]), hub, join(near));
    expect(again.events.map(({ type }) => type)).toEqual(['participant.waited']);
    const site = { ...far, kind: 'site' } as const;
    expect(presenceOf(play(live, [hub, join(site)]), far.participant)).toBe('waiting');
  });

  it('ADMIT-2: nor does a role let them in, which a chair over another part of the tree gave them', () => {
    const came = play(live, [hub, join(near)], [hub, drop(near.participant)]);
    const role = { participant: near.participant, role: 'operator', unit: places.otherProvince } as const;
    const named = play(came, [who.otherProvinceChair, { type: 'role.grant', ...role }]);
    expect(presenceOf(play(named, [hub, join(near)]), near.participant)).toBe('waiting');
  });

  it('ADMIT-7: who was in and left comes back without waiting, whoever they are', () => {
    const nobody = liveMeeting({ settings: { admission: 'nobody' } });
    const left = play(
      nobody,
      [hub, join(near)],
      [who.secretary, admit(near.participant)],
      [near.participant, { type: 'participant.leave' }],
      [who.delegate, { type: 'participant.leave' }],
    );
    for (const card of [near, seats.delegate.card]) {
      expect(act(left, hub, join(card, 'on')).events).toEqual([
        { type: 'participant.admitted', participant: card.participant, camera: 'on' },
      ]);
    }
  });

  it('ADMIT-8: joining again while there or waiting changes nothing', () => {
    const waiting = play(live, [hub, join(near)]);
    expect(act(waiting, hub, join(near, 'on'))).toMatchObject({ refusal: null, events: [] });
    expect(act(live, hub, join(seats.chair.card, 'on'))).toMatchObject({ refusal: null, events: [] });
  });

  it('ADMIT-8: who stops waiting is as if they had not come', () => {
    const waiting = play(live, [hub, join(near)]);
    const left = play(waiting, [near.participant, { type: 'participant.leave' }]);
    expect(presenceOf(left, near.participant)).toBe('absent');
    expect(presenceOf(play(waiting, [hub, drop(near.participant)]), near.participant)).toBe('absent');
    expect(act(left, by(who.chair), admit(near.participant)).refusal).toBe('not-present');
  });
});

describe('admitting and turning away', () => {
  const waiting = play(live, [hub, join(near, 'on')], [hub, join(far)]);

  it('ADMIT-3: who has no role comes in as a guest of their own unit', () => {
    const { events, meeting } = act(waiting, by(who.secretary), admit(near.participant), at(4));
    expect(events).toEqual([
      { type: 'role.granted', grant: { participant: near.participant, role: 'guest', unit: near.unit } },
      { type: 'participant.admitted', participant: near.participant, camera: 'on' },
    ]);
    expect(presenceOf(meeting, near.participant)).toBe('present');
    expect(act(meeting, by(near.participant), request()).refusal).toBeNull();
  });

  it('ADMIT-3: who has a role keeps it and gets no other', () => {
    const nobody = play(
      scheduledMeeting({ settings: { admission: 'nobody' } }),
      [hub, join(seats.secretary.card)],
      [hub, join(seats.delegate.card)],
    );
    const { events } = act(nobody, by(who.secretary), admit(who.delegate));
    expect(events).toEqual([{ type: 'participant.admitted', participant: who.delegate, camera: 'off' }]);
  });

  it('ADMIT-3: who waits is let in by those of its part of the tree', () => {
    for (const each of [who.chair, who.secretary, who.operator, who.provinceOperator, who.districtChair]) {
      expect(act(waiting, by(each), admit(near.participant)).refusal).toBeNull();
    }
    for (const each of [who.otherProvinceChair, who.deputy, who.delegate]) {
      expect(act(waiting, by(each), admit(near.participant)).refusal).toBe('not-permitted');
    }
  });

  it('ADMIT-4: who is turned away is refused when they come again', () => {
    const denied = play(waiting, [who.operator, deny(near.participant), at(4)]);
    expect(denied.participantById[near.participant]).toMatchObject({
      presence: { kind: 'denied', since: at(4) },
      camera: 'off',
    });
    expect(act(denied, hub, join(near)).refusal).toBe('admission-denied');
    expect(act(denied, by(who.operator), deny(near.participant)).events).toEqual([]);
    expect(act(denied, by(near.participant), { type: 'participant.leave' }).refusal).toBe('not-present');
  });

  it('ADMIT-4: who is removed loses everything held, also over a lost line', () => {
    const busy = play(live, [who.chair, grant(who.delegate)], [who.delegate, request({ floor: 'content' })]);
    for (const meeting of [busy, play(busy, [hub, drop(who.delegate)])]) {
      const { events, meeting: removed } = act(meeting, by(who.districtChair), deny(who.delegate));
      expect(events.map(({ type }) => type)).toEqual([
        'floor.revoked',
        'floor.revoked',
        'microphone.closed',
        'participant.denied',
      ]);
      expect(events[1]).toMatchObject({ reason: 'removed' });
      expect(removed.grants).toEqual([]);
    }
  });

  it('ADMIT-5: who was turned away and is admitted after all comes back without waiting', () => {
    const denied = play(waiting, [who.chair, deny(near.participant)], [who.chair, admit(near.participant)]);
    expect(presenceOf(denied, near.participant)).toBe('left');
    expect(presenceOf(play(denied, [hub, join(near)]), near.participant)).toBe('present');
  });

  it('ADMIT-5: admitting who is in changes nothing; who neither waits nor was turned away is not there', () => {
    expect(act(live, by(who.chair), admit(who.delegate)).events).toEqual([]);
    const lost = play(live, [hub, drop(who.delegate)]);
    expect(act(lost, by(who.chair), admit(who.delegate)).events).toEqual([]);
    const left = play(live, [who.delegate, { type: 'participant.leave' }]);
    for (const command of [admit(who.delegate), deny(who.delegate)]) {
      expect(act(left, by(who.chair), command).refusal).toBe('not-present');
    }
    expect(act(live, by(who.chair), admit(id<ParticipantId>('person:nobody'))).refusal).toBe('not-found');
    expect(act(live, by(who.chair), deny(id<ParticipantId>('person:nobody'))).refusal).toBe('not-found');
  });

  it.each<[SeatName, SeatName, string | null]>([
    ['chair', 'chair', 'not-permitted'],
    ['secretary', 'secretary', 'not-permitted'],
    ['secretary', 'chair', 'not-permitted'],
    ['operator', 'deputy', 'not-permitted'],
    ['chair', 'deputy', null],
    ['secretary', 'districtChair', 'not-permitted'],
    ['provinceChair', 'districtChair', 'not-permitted'],
    ['chair', 'provinceChair', null],
    ['operator', 'secretary', null],
    ['provinceOperator', 'delegate', null],
    ['provinceOperator', 'farDelegate', 'not-permitted'],
  ])('ADMIT-6: a %s removing a %s: %s', (actor, target, refusal) => {
    expect(act(live, by(who[actor]), deny(who[target])).refusal).toBe(refusal);
  });

  it.each<[SeatName, string | null]>([
    ['provinceChair', 'not-permitted'],
    ['provinceOperator', 'not-permitted'],
    ['operator', null],
    ['chair', null],
  ])(
    'ADMIT-6: a %s removing one of the province who keeps the record of the whole meeting: %s',
    (actor, refusal) => {
      const role = { participant: who.delegate, role: 'secretary', unit: places.central } as const;
      const above = play(live, [who.chair, { type: 'role.grant', ...role }]);
      expect(act(above, by(who[actor]), deny(who.delegate)).refusal).toBe(refusal);
    },
  );

  it('ADMIT-6: no chair of the meeting removes another', () => {
    const two = play(live, [
      who.chair,
      { type: 'role.grant', participant: who.secretary, role: 'chair', unit: places.central },
    ]);
    expect(act(two, by(who.chair), deny(who.secretary)).refusal).toBe('not-permitted');
  });

  it('ADMIT-6: a deputy of the meeting who chairs a part of it too is removed by its chair', () => {
    const both = play(live, [
      who.chair,
      { type: 'role.grant', participant: who.deputy, role: 'chair', unit: places.province },
    ]);
    expect(act(both, by(who.operator), deny(who.deputy)).refusal).toBe('not-permitted');
    expect(act(both, by(who.chair), deny(who.deputy)).refusal).toBeNull();
  });
});
