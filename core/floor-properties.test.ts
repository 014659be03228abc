import { describe, expect, it } from 'vitest';
import { always, atEachEvent, atEachStep, beginning } from '../test/doubles/walk.ts';
import { chairsOf, speaksFreely } from './authority.ts';
import type { MeetingEvent } from './event.ts';
import { hallAbove, hallOf } from './hall.ts';
import type { FloorRequestId, ParticipantId, UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { clockedById, delegationById, grantHeldBy, grantsOf, lineOf, requestById } from './queue.ts';
import { covers } from './unit.ts';

/** What holds of floors, desks and delegations in every meeting whatever anybody sends. */

/** Who holds what was given, by the events alone: a participant, or a unit. */
function keepAccount(held: Map<FloorRequestId, ParticipantId | UnitId>, event: MeetingEvent): void {
  if (event.type === 'floor.granted') held.set(event.grant.id, event.grant.holder.participant);
  if (event.type === 'floor.delegated') held.set(event.delegation.id, event.delegation.unit);
  if (event.type !== 'floor.released' && event.type !== 'floor.revoked') return;
  if (!held.delete(event.grant)) expect.fail(`${event.grant} ended twice`);
}

/** Who holds what was given, by the state. */
function holdersIn(meeting: Meeting): readonly (readonly [FloorRequestId, ParticipantId | UnitId])[] {
  return [
    ...meeting.grants.map((grant) => [grant.id, grant.holder.participant] as const),
    ...meeting.delegations.map((delegation) => [delegation.id, delegation.unit] as const),
  ];
}

/** Whether each of these units covers the next. */
function isLine(meeting: Meeting, units: readonly UnitId[]): boolean {
  return units.every((unit, index) => covers(meeting.unitById, units[index - 1] ?? unit, unit));
}

describe('floors in every reachable state', () => {
  it('FLOOR-6: nobody holds a floor without a grant before, nor after its end', () => {
    always(({ walk, strides }) => {
      const held = new Map(holdersIn(beginning(walk)));
      for (const { entries, meeting } of strides) {
        for (const { event } of entries) keepAccount(held, event);
        const now = holdersIn(meeting);
        expect(Object.fromEntries(now)).toEqual(Object.fromEntries(held));
        expect(now.length).toBe(held.size);
      }
    });
  });

  it('FLOOR-2: the queue is in order, and names nobody twice for a floor nor anyone who holds it', () => {
    atEachStep(({ meeting }) => {
      const ranks = meeting.queue.map((request) => request.rank);
      if (ranks.some((rank, index) => index > 0 && rank < (ranks[index - 1] ?? rank))) expect.fail('order');
      const places = meeting.queue.map(({ floor, beneficiary }) => `${floor} ${beneficiary.participant}`);
      expect(new Set(places).size).toBe(places.length);
      for (const { floor, beneficiary } of meeting.queue) {
        if (grantHeldBy(meeting, beneficiary.participant, floor)) expect.fail(beneficiary.participant);
      }
    });
  });

  it('FLOOR-4: a request that is moved stands where it was to stand, and the others in their order', () => {
    atEachStep(({ before, meeting, command, refusal }) => {
      if (command.type !== 'floor.move' || refusal !== null) return;
      const request = requestById(before, command.request);
      if (!request) throw new Error('moved nothing');
      const others = lineOf(before, request).filter(({ id }) => id !== request.id);
      // Anything that is no whole number counts as the whole number below it, and nothing as 0.
      const position = Math.min(Math.max(Math.trunc(command.position) || 0, 0), others.length);
      const expected = others.toSpliced(position, 0, request).map(({ id }) => id);
      expect(lineOf(meeting, request).map(({ id }) => id)).toEqual(expected);
    });
  });

  it('FLOOR-5: no more are given the speech floor of a hall than may speak in it, whoever gives it', () => {
    atEachEvent((_, { event }, after) => {
      if (event.type !== 'floor.granted' || event.grant.floor !== 'speech') return;
      const { kind, holder, hall, under } = event.grant;
      const inQuestion = under === null && (kind === 'question' || kind === 'answer');
      if (inQuestion || speaksFreely(after, holder.participant)) return;
      const counted = grantsOf(after, 'speech').filter(
        (grant) => grant.hall === hall && !speaksFreely(after, grant.holder.participant),
      );
      expect(counted.length).toBeLessThanOrEqual(after.settings.maxSpeakers);
    });
  });

  it('FLOOR-10: a floor passed on stands under one that is there, and never outlives it', () => {
    atEachStep(({ meeting }) => {
      for (const { under, hall } of [...meeting.grants, ...meeting.delegations]) {
        if (under === null) continue;
        const above = clockedById(meeting, under);
        if (above === null || ('holder' in above && above.floor === 'content')) expect.fail(under);
        expect(above.hall).toBe(hall);
      }
    });
  });

  it('FLOOR-12, FLOOR-15: whoever holds a floor sits in the hall where it was given, and so does a unit', () => {
    atEachStep(({ meeting }) => {
      for (const { hall, holder } of meeting.grants) expect(hallOf(meeting, holder.participant)).toBe(hall);
      for (const { hall, unit } of meeting.delegations) expect(hallAbove(meeting, unit)).toBe(hall);
    });
  });

  it('FLOOR-14: what a subtree’s chair gave has its delegation, and stays within it', () => {
    atEachStep(({ meeting }) => {
      for (const given of [...meeting.grants, ...meeting.delegations]) {
        const delegation = given.under === null ? null : delegationById(meeting, given.under);
        expect(delegation === null).toBe(given.authority === given.hall);
        const unit = 'holder' in given ? given.holder.unit : given.unit;
        const line = [given.authority, delegation?.unit ?? unit, unit];
        expect(isLine(meeting, line)).toBe(true);
      }
    });
  });

  it('FLOOR-15: of two units of which one is above the other both have the floor only where one passed it on', () => {
    atEachStep(({ meeting }) => {
      for (const { id, unit, under } of meeting.delegations) {
        for (const other of meeting.delegations) {
          if (other.id === id || !covers(meeting.unitById, other.unit, unit)) continue;
          expect([under, clockedById(meeting, under ?? id)?.under]).toContain(other.id);
        }
      }
    });
  });

  it('FLOOR-17: a unit that has the floor, or gave it, has a chair', () => {
    atEachStep(({ meeting }) => {
      for (const { unit } of meeting.delegations) if (chairsOf(meeting, unit).length === 0) expect.fail(unit);
      for (const { authority, hall } of [...meeting.delegations, ...meeting.grants]) {
        if (authority !== hall && chairsOf(meeting, authority).length === 0) expect.fail(authority);
      }
    });
  });

  it('DESK-1: a request lies at the desk of the hall its maker sits in, or at one on the way there', () => {
    atEachStep(({ meeting }) => {
      for (const { desk, beneficiary } of meeting.queue) {
        const hall = hallOf(meeting, beneficiary.participant);
        if (desk === hall) continue;
        expect(hallAbove(meeting, desk)).toBe(hall);
        if (!covers(meeting.unitById, desk, beneficiary.unit)) expect.fail(desk);
      }
    });
  });

  it('TIME-6: nobody is warned or told that time is up while it stands still', () => {
    atEachEvent((before, { event }) => {
      if (event.type !== 'floor.warned' && event.type !== 'floor.timeUp') return;
      expect(clockedById(before, event.grant)?.pausedAt).toBeNull();
    });
  });

  it('FLOOR-7: an open microphone belongs to who holds the speech floor or speaks freely', () => {
    atEachStep(({ meeting }) => {
      for (const { card, microphone } of Object.values(meeting.participantById)) {
        if (microphone === 'off') continue;
        const held = grantHeldBy(meeting, card.participant, 'speech') !== null;
        if (!held && !speaksFreely(meeting, card.participant)) expect.fail(card.participant);
      }
    });
  });

  it('CONTENT-2: one content at most is shown in a hall', () => {
    atEachStep(({ meeting }) => {
      const halls = grantsOf(meeting, 'content').map(({ hall }) => hall);
      expect(new Set(halls).size).toBe(halls.length);
    });
  });
});
