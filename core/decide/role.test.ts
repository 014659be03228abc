import { describe, expect, it } from 'vitest';
import {
  act,
  by,
  grant,
  id,
  isOpen,
  liveMeeting,
  places,
  play,
  request,
  type SeatName,
  who,
} from '../../test/doubles/meeting.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import { type Role, roles } from '../role.ts';

const live = liveMeeting();

function give(participant: ParticipantId, role: Role, unit: UnitId) {
  return { type: 'role.grant', participant, role, unit } as const;
}

function take(participant: ParticipantId, role: Role, unit: UnitId) {
  return { type: 'role.revoke', participant, role, unit } as const;
}

describe('giving roles', () => {
  it('ROLE-2: a chair gives every role but the recorder’s, over its own part of the tree', () => {
    const given = (actor: SeatName, unit: UnitId) =>
      roles.filter((role) => act(live, by(who[actor]), give(who.guest, role, unit)).refusal === null);
    const all = roles.filter((role) => role !== 'recorder');
    expect(given('chair', places.central)).toEqual(all);
    expect(given('chair', places.commune)).toEqual(all);
    expect(given('provinceChair', places.province)).toEqual(all);
    expect(given('provinceChair', places.central)).toEqual([]);
    expect(given('provinceChair', places.otherProvince)).toEqual([]);
    for (const actor of ['secretary', 'operator', 'deputy', 'delegate'] as const) {
      expect(given(actor, places.central)).toEqual([]);
    }
  });

  it('ROLE-2: the recorder takes no other role', () => {
    expect(act(live, by(who.chair), give(who.recorder, 'delegate', places.central)).refusal).toBe(
      'not-permitted',
    );
  });

  it('ROLE-2: a role counts from the moment it is given', () => {
    const named = play(live, [who.chair, give(who.observer, 'chair', places.otherCommune)]);
    const admit = { type: 'participant.admit', participant: who.observer } as const;
    expect(act(live, by(who.observer), admit).refusal).toBe('not-permitted');
    expect(act(named, by(who.observer), admit).refusal).toBeNull();
  });

  it('ROLE-7: given twice changes nothing; whom or what there is not is not found', () => {
    expect(act(live, by(who.chair), give(who.delegate, 'delegate', places.commune)).events).toEqual([]);
    const nobody = id<ParticipantId>('person:nobody');
    expect(act(live, by(who.chair), give(nobody, 'guest', places.central)).refusal).toBe('not-found');
    expect(act(live, by(who.chair), give(who.guest, 'guest', id<UnitId>('nowhere'))).refusal).toBe(
      'not-found',
    );
  });
});

describe('taking roles away', () => {
  it('ROLE-3: who may no longer speak loses floors, requests and microphone', () => {
    const busy = play(
      live,
      [who.delegate, request({ floor: 'content' })],
      [who.chair, grant(who.delegate)],
      [who.chair, take(who.delegate, 'delegate', places.commune)],
    );
    expect([busy.grants, busy.queue]).toEqual([[], []]);
    expect(isOpen(busy, who.delegate)).toBe(false);
    expect(act(busy, by(who.delegate), request()).refusal).toBe('not-permitted');
    const speaking = play(live, [who.chair, grant(who.delegate)]);
    const { events } = act(speaking, by(who.chair), take(who.delegate, 'delegate', places.commune));
    expect(events[1]).toMatchObject({ type: 'floor.revoked', reason: 'role' });
  });

  it('ROLE-3: who may still speak by another role keeps floor and microphone', () => {
    const kept = play(
      live,
      [who.chair, give(who.delegate, 'guest', places.commune)],
      [who.chair, grant(who.delegate)],
      [who.chair, take(who.delegate, 'delegate', places.commune)],
    );
    expect(kept.grants).toHaveLength(1);
    expect(isOpen(kept, who.delegate)).toBe(true);
  });

  it('ROLE-3: one role is taken, and no other of the same name, unit or holder', () => {
    const held = play(
      live,
      [who.chair, give(who.delegate, 'guest', places.commune)],
      [who.chair, give(who.delegate, 'delegate', places.district)],
      [who.chair, give(who.observer, 'delegate', places.commune)],
    );
    const { meeting } = act(held, by(who.chair), take(who.delegate, 'delegate', places.commune));
    const taken = { participant: who.delegate, role: 'delegate', unit: places.commune } as const;
    expect(held.roles).toContainEqual(taken);
    expect(meeting.roles).toHaveLength(held.roles.length - 1);
    expect(meeting.roles).not.toContainEqual(taken);
  });

  it('ROLE-3: who spoke freely by that role alone loses the open microphone, unless it has the floor', () => {
    const two = play(
      live,
      [who.chair, give(who.secretary, 'chair', places.central)],
      [who.secretary, { type: 'microphone.open' }],
    );
    const command = take(who.secretary, 'chair', places.central);
    expect(act(two, by(who.chair), command).events).toEqual([
      { type: 'role.revoked', grant: { participant: who.secretary, role: 'chair', unit: places.central } },
      { type: 'microphone.closed', participant: who.secretary, reason: 'floor' },
    ]);
    const showing = play(
      two,
      [who.secretary, request({ floor: 'content' })],
      [who.chair, grant(who.delegate)],
      [who.chair, command],
    );
    expect([who.secretary, who.delegate].map((each) => isOpen(showing, each))).toEqual([false, true]);
    const speaking = play(two, [who.chair, grant(who.secretary)], [who.chair, command]);
    expect(isOpen(speaking, who.secretary)).toBe(true);
  });

  it('ROLE-3: what one of two chairs over a part of the tree gave stands when its role is taken', () => {
    const called = play(
      live,
      [who.chair, give(who.provinceSecretary, 'chair', places.province)],
      [who.chair, { type: 'floor.delegate', unit: places.province, kind: null, limitMs: null }],
      [who.provinceChair, grant(who.communeSite)],
    );
    const after = play(called, [who.chair, take(who.provinceChair, 'chair', places.province)]);
    expect(after.grants).toEqual(called.grants);
  });

  it('ROLE-3: only who could give a role takes it away', () => {
    const operator = take(who.provinceOperator, 'operator', places.province);
    expect(act(live, by(who.secretary), operator).refusal).toBe('not-permitted');
    expect(act(live, by(who.otherProvinceChair), operator).refusal).toBe('not-permitted');
    expect(act(live, by(who.provinceChair), operator).refusal).toBeNull();
    expect(act(live, by(who.chair), operator).refusal).toBeNull();
  });

  it('ROLE-4: the only chair of the meeting stays chair; one of two may go, oneself too', () => {
    const command = take(who.chair, 'chair', places.central);
    expect(act(live, by(who.chair), command).refusal).toBe('last-chair');
    const two = play(live, [who.chair, give(who.secretary, 'chair', places.central)]);
    expect(act(two, by(who.chair), command).refusal).toBeNull();
    expect(act(two, by(who.secretary), command).refusal).toBeNull();
    expect(
      act(live, by(who.provinceChair), take(who.provinceChair, 'chair', places.province)).refusal,
    ).toBeNull();
  });

  it('ROLE-7: what is not held cannot be taken', () => {
    expect(act(live, by(who.chair), take(who.delegate, 'guest', places.commune)).refusal).toBe('not-found');
    expect(act(live, by(who.chair), take(who.delegate, 'delegate', places.central)).refusal).toBe(
      'not-found',
    );
  });
});
