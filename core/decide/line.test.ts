import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  delegate,
  drop,
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
} from '../../test/doubles/meeting.ts';

const hub = system('hub');
const live = liveMeeting();
const busy = play(
  live,
  [who.delegate, { type: 'camera.start' }],
  [who.chair, grant(who.delegate)],
  [who.delegate, request({ floor: 'content' })],
  [who.guest, request()],
);

describe('a lost line', () => {
  const lost = play(busy, [hub, drop(who.delegate), at(5)], [hub, drop(who.guest), at(6)]);

  it('LINE-1: seat, floors, place in the queue, microphone and camera are kept', () => {
    expect(lost.participantById[who.delegate]).toMatchObject({
      presence: { kind: 'dropped', since: at(5) },
      microphone: 'on',
      camera: 'on',
    });
    expect(grantOf(lost, who.delegate).id).toBe(grantOf(busy, who.delegate).id);
    expect(grantOf(lost, who.delegate, 'content').id).toBe(grantOf(busy, who.delegate, 'content').id);
    expect(requestBy(lost, who.guest)).toEqual(requestBy(busy, who.guest));
  });

  it('LINE-1: when it is back everything is as it was, whatever the screen says of its camera', () => {
    const back = act(lost, hub, join(seats.delegate.card, 'off'), at(9));
    expect(back.events).toEqual([{ type: 'participant.returned', participant: who.delegate }]);
    expect(back.meeting.participantById[who.delegate]).toEqual({
      ...busy.participantById[who.delegate],
      presence: { kind: 'present', since: at(9) },
    });
    expect(grantOf(back.meeting, who.delegate)).toEqual(grantOf(busy, who.delegate));
  });

  it('LINE-4: everyone sees of who is on the stage that the line is lost, and back', () => {
    expect(grantOf(lost, who.delegate).holder.connected).toBe(false);
    expect(grantOf(lost, who.delegate, 'content').holder.connected).toBe(false);
    const back = play(lost, [hub, join(seats.delegate.card)]);
    expect(grantOf(back, who.delegate).holder.connected).toBe(true);
  });

  it('LINE-1: losing it again, or that of somebody who is not there, changes nothing', () => {
    expect(act(lost, hub, drop(who.delegate)).events).toEqual([]);
    expect(act(lost, hub, drop(strangers.near.participant)).events).toEqual([]);
    const left = play(live, [who.delegate, { type: 'participant.leave' }]);
    expect(act(left, hub, drop(who.delegate)).events).toEqual([]);
  });
});

describe('leaving', () => {
  it('LINE-3: gives back floors, requests and microphone, and keeps the role', () => {
    const asked = play(
      live,
      [who.guest, request({ floor: 'content' })],
      [who.chair, grant(who.guest)],
      [who.guest, { type: 'camera.start' }],
    );
    const leave = { type: 'participant.leave' } as const;
    const { events, meeting } = act(asked, by(who.guest), leave, at(7));
    expect(events).toEqual([
      { type: 'floor.released', grant: grantOf(asked, who.guest).id },
      { type: 'microphone.closed', participant: who.guest, reason: 'floor' },
      { type: 'floor.cancelled', request: requestBy(asked, who.guest, 'content').id, participant: who.guest },
      { type: 'participant.left', participant: who.guest },
    ]);
    expect(meeting.participantById[who.guest]).toMatchObject({
      presence: { kind: 'left', since: at(7) },
      microphone: 'off',
      camera: 'off',
    });
    expect(meeting.roles).toEqual(asked.roles);
  });

  it('LINE-3: closes a microphone that was open without a floor', () => {
    const open = play(
      live,
      [who.chair, { type: 'microphone.open' }],
      [who.chair, { type: 'participant.leave' }],
    );
    expect(isOpen(open, who.chair)).toBe(false);
  });

  it('LINE-3: says of a microphone that it closes only if it is open', () => {
    const leave = { type: 'participant.leave' } as const;
    const open = play(live, [who.chair, { type: 'microphone.open' }]);
    expect(act(open, by(who.chair), leave).events).toEqual([
      { type: 'microphone.closed', participant: who.chair, reason: 'left' },
      { type: 'participant.left', participant: who.chair },
    ]);
    expect(act(live, by(who.chair), leave).events).toEqual([
      { type: 'participant.left', participant: who.chair },
    ]);
  });

  it('LINE-3: closes the microphone of who could speak without the floor that is given back', () => {
    const called = play(
      live,
      [who.chair, { type: 'role.grant', participant: who.delegate, role: 'chair', unit: places.central }],
      [who.chair, grant(who.delegate)],
    );
    const { events } = act(called, by(who.delegate), { type: 'participant.leave' });
    expect(events.filter(({ type }) => type === 'microphone.closed')).toEqual([
      { type: 'microphone.closed', participant: who.delegate, reason: 'left' },
    ]);
  });

  it('LINE-3: what a unit holds is not its chair’s to lose: it goes on, and so does who speaks under it', () => {
    const called = play(
      live,
      [who.chair, delegate(places.province)],
      [who.provinceChair, grant(who.communeSite)],
      [who.provinceChair, { type: 'participant.leave' }],
    );
    expect(called.delegations.map(({ unit }) => unit)).toEqual([places.province]);
    expect(isOpen(called, who.communeSite)).toBe(true);
  });
});
