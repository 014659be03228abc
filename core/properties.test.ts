import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { act, system } from '../test/doubles/meeting.ts';
import { always, atEachStep, beginning } from '../test/doubles/walk.ts';
import { apply } from './apply.ts';
import { chairsOf, speaksFreely } from './authority.ts';
import type { Entry, MeetingEvent } from './event.ts';
import { hallAbove, hallOf, isAtHand } from './hall.ts';
import type { FloorRequestId, ParticipantId, UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';
import { clockedById, delegationById, grantHeldBy, grantsOf, lineOf, requestById } from './queue.ts';
import { nextDeadline } from './timing.ts';
import { covers } from './unit.ts';

/** What holds in every meeting whatever anybody sends. See test/doubles/draw.ts for what is sent. */

/** Judges every event on the state just before and just after it. */
function atEachEvent(judge: (before: Meeting, entry: Entry, after: Meeting) => void): void {
  atEachStep(({ before, entries }) => {
    let state = before;
    for (const entry of entries) {
      const after = apply(state, entry);
      judge(state, entry, after);
      state = after;
    }
  });
}

function expectSame(one: unknown, other: unknown, why: string): void {
  // isDeepStrictEqual stops where both hold the same object, which expect's own comparison does not.
  if (!isDeepStrictEqual(one, other)) expect(one, why).toStrictEqual(other);
}

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

const everyEvent = [
  'meeting.opened',
  'meeting.closed',
  'meeting.adjourned',
  'meeting.rested',
  'meeting.resumed',
  'meeting.rescheduled',
  'meeting.postponed',
  'meeting.cancelled',
  'meeting.renamed',
  'trial.opened',
  'trial.closed',
  'trial.reported',
  'settings.changed',
  'agenda.selected',
  'agenda.changed',
  'participant.added',
  'participant.uninvited',
  'participant.waited',
  'participant.admitted',
  'participant.denied',
  'participant.dropped',
  'participant.returned',
  'participant.left',
  'role.granted',
  'role.revoked',
  'deputy.started',
  'deputy.ended',
  'floor.requested',
  'floor.cancelled',
  'floor.denied',
  'floor.moved',
  'floor.forwarded',
  'floor.delegated',
  'floor.extended',
  'floor.paused',
  'floor.resumed',
  'question.called',
  'question.ended',
  'opinion.awaited',
  'opinion.written',
  'floor.granted',
  'floor.warned',
  'floor.timeUp',
  'floor.released',
  'floor.revoked',
  'microphone.opened',
  'microphone.closed',
  'camera.started',
  'camera.stopped',
  'sidebar.opened',
  'sidebar.closed',
  'sidebar.recalled',
  'sidebar.rejoined',
  'stage.spotlit',
  'attendance.recorded',
  'rollCall.called',
  'rollCall.ended',
  'notice.sent',
  'notice.withdrawn',
  'channel.posted',
  'assist.ordered',
  'assist.talkStarted',
  'assist.talkEnded',
  'recording.ordered',
  'recording.started',
  'recording.interrupted',
  'recording.resumed',
  'recording.stopped',
  'recording.composing',
  'recording.ready',
  'recording.failed',
] as const satisfies readonly MeetingEvent['type'][];

describe('random walks', () => {
  it('reach every event, so that what follows is not said of nothing', () => {
    const seen = new Map<string, number>();
    atEachStep(({ events }) => {
      for (const { type } of events) seen.set(type, (seen.get(type) ?? 0) + 1);
    });
    expect([...seen.keys()].sort()).toEqual([...everyEvent].sort());
  });
});

describe('in every reachable state', () => {
  it('LOG-1: the same entries give the same state, as the live one, and again after a trip through JSON', () => {
    always(({ walk, strides }) => {
      const first = beginning(walk);
      const entries: Entry[] = [];
      let live = first;
      for (const stride of strides) {
        entries.push(...stride.entries);
        live = stride.meeting;
      }
      expectSame(entries.reduce(apply, first), live, 'the fold of the log');
      const stored: Entry[] = JSON.parse(JSON.stringify(entries));
      const kept: Meeting = JSON.parse(JSON.stringify(first));
      expectSame(stored, entries, 'entries through JSON');
      expectSame(stored.reduce(apply, kept), live, 'the fold of the stored log');
      expectSame(JSON.parse(JSON.stringify(live)), live, 'the state through JSON');
    });
  });

  it('LOG-2: nothing that anybody sends throws, and what is refused changes nothing', () => {
    atEachStep(({ before, meeting, refusal, entries }) => {
      if (refusal === null) return;
      expect(meeting).toBe(before);
      expect(entries).toEqual([]);
    });
  });

  it('LOG-3: an entry follows the one before it, and never says what is so already', () => {
    atEachEvent((before, entry, after) => {
      expect(entry.seq).toBe(before.seq + 1);
      expect(after.seq).toBe(entry.seq);
      // What is ordered of a room's devices is done there, and is kept in the log alone.
      if (entry.event.type === 'settings.changed' || entry.event.type === 'assist.ordered') return;
      if (isDeepStrictEqual({ ...before, seq: 0 }, { ...after, seq: 0 })) expect.fail(entry.event.type);
    });
  });

  it('FLOOR-6: nobody holds a floor without a grant before, nor after its end', () => {
    always(({ walk, strides }) => {
      const held = new Map(holdersIn(beginning(walk)));
      for (const { entries, meeting } of strides) {
        for (const { event } of entries) keepAccount(held, event);
        const now = holdersIn(meeting);
        expectSame(Object.fromEntries(now), Object.fromEntries(held), 'the grants');
        expect(now.length).toBe(held.size);
      }
    });
  });

  it('LOG-4: what an event says of a request or a grant is said while there is one', () => {
    atEachEvent((before, { event }) => {
      switch (event.type) {
        case 'floor.cancelled':
        case 'floor.denied':
        case 'floor.forwarded':
        case 'floor.moved': {
          const request = requestById(before, event.request);
          expect(request?.beneficiary.participant).toBe(event.participant);
          break;
        }
        case 'opinion.awaited':
          expect(requestById(before, event.opinion.id)?.floor).toBe('speech');
          break;
        case 'floor.warned':
        case 'floor.timeUp':
        case 'floor.extended':
        case 'floor.paused':
        case 'floor.resumed':
        case 'floor.released':
        case 'floor.revoked':
          if (clockedById(before, event.grant) === null) expect.fail(`${event.type} of nothing`);
          break;
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

  it('LIFE-3: before the meeting is live and after it nobody holds a floor, waits for one or has an open microphone', () => {
    atEachStep(({ meeting }) => {
      if (meeting.phase.kind === 'live') return;
      const { grants, delegations, queue, actingByUnit } = meeting;
      expect([grants, delegations, queue, actingByUnit]).toEqual([[], [], [], {}]);
      const open = Object.values(meeting.participantById).filter(({ microphone }) => microphone === 'on');
      expect(open).toEqual([]);
    });
  });

  it('LINE-2: whoever is not there, but for a lost line, holds nothing, waits for nothing and sends nothing', () => {
    atEachStep(({ meeting }) => {
      const busy = new Set([
        ...meeting.grants.map(({ holder }) => holder.participant),
        ...meeting.queue.map(({ beneficiary }) => beneficiary.participant),
      ]);
      for (const { card, presence, microphone } of Object.values(meeting.participantById)) {
        if (presence.kind === 'present' || presence.kind === 'dropped') continue;
        if (microphone === 'on' || busy.has(card.participant)) expect.fail(card.participant);
      }
    });
  });

  it('DEPUTY-2: a deputy acts only while it is there, and for an absent chair only while none of the unit is', () => {
    atEachStep(({ meeting }) => {
      for (const [key, { participant, why }] of Object.entries(meeting.actingByUnit)) {
        const unit = key as UnitId;
        expect(participantOf(meeting, participant)?.presence.kind).toBe('present');
        if (why === 'handOver') continue;
        expect(chairsOf(meeting, unit).filter((chair) => isAtHand(meeting, chair, unit))).toEqual([]);
      }
    });
  });

  it('ROLE-4: the meeting always has a chair', () => {
    atEachStep(({ meeting }) => expect(chairsOf(meeting, meeting.unit).length).toBeGreaterThan(0));
  });

  it('REC-3: a recording only ever moves forward, and one at most captures', () => {
    const order = ['starting', 'recording', 'stopping', 'composing', 'ready', 'failed'];
    atEachEvent((before, _, after) => {
      for (const [index, { id, state, gaps }] of before.recordings.entries()) {
        const next = after.recordings[index];
        expect(next?.id).toBe(id);
        expect(order.indexOf(next?.state ?? '')).toBeGreaterThanOrEqual(order.indexOf(state));
        if (state === 'ready') expect(next?.state).toBe('ready');
        expect(next?.gaps.length).toBeGreaterThanOrEqual(gaps.length);
      }
      const capturing = after.recordings.filter(({ state }) => state === 'starting' || state === 'recording');
      expect(new Set(capturing.map(({ hall }) => hall)).size).toBe(capturing.length);
    });
  });

  it('TIME-4: a tick when it is due leads on, one before changes nothing', () => {
    const clock = system('clock');
    atEachStep(({ meeting, now }) => {
      const deadline = nextDeadline(meeting);
      const before = deadline === null ? now + 28_800_000 : Math.min(deadline - 0.5, deadline);
      if (before >= now) expect(act(meeting, clock, { type: 'clock.tick' }, before).events).toEqual([]);
      if (deadline === null) return;
      const due = Math.max(now, deadline);
      const ticked = act(meeting, clock, { type: 'clock.tick' }, due);
      expect(ticked.events).not.toEqual([]);
      const next = nextDeadline(ticked.meeting);
      if (next !== null) expect(next).toBeGreaterThan(due);
    });
  });
});
