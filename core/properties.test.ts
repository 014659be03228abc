import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { act, system } from '../test/doubles/meeting.ts';
import { always, atEachEvent, atEachStep, beginning } from '../test/doubles/walk.ts';
import { apply, applyAll } from './apply.ts';
import { chairsOf } from './authority.ts';
import type { Entry, MeetingEvent } from './event.ts';
import { isAtHand } from './hall.ts';
import type { UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';
import { clockedById, requestById } from './queue.ts';
import { nextDeadline } from './timing.ts';
import { castOf, type Vote } from './vote.ts';

/** What holds in every meeting whatever anybody sends. See test/doubles/draw.ts for what is sent. */

function expectSame(one: unknown, other: unknown, why: string): void {
  // isDeepStrictEqual stops where both hold the same object, which expect's own comparison does not.
  if (!isDeepStrictEqual(one, other)) expect(one, why).toStrictEqual(other);
}

/** What is wrong with the ballots of a vote, and with what was counted of them. */
function ballotFaults(vote: Vote): readonly string[] {
  const { secrecy, ballots, state } = vote;
  const voters = new Set(ballots.map(({ voter }) => voter.participant));
  const isSecret = secrecy === 'secret';
  const isOver = state === 'counted' || state === 'annulled';
  return [
    ...(voters.size === ballots.length ? [] : ['somebody votes twice']),
    ...(ballots.every(({ choice }) => (typeof choice === 'object') === isSecret) ? [] : ['not sealed']),
    ...(isSecret && isOver && ballots.length > 0 ? ['a secret ballot is left'] : []),
    ...(state === 'counted' && castOf(vote.tally) > vote.tally.voters ? ['more votes than voters'] : []),
  ];
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
  'vote.opened',
  'vote.cast',
  'vote.handsCounted',
  'vote.closed',
  'vote.counted',
  'vote.annulled',
  'document.added',
  'document.changed',
  'document.withdrawn',
  'recording.ordered',
  'recording.checked',
  'recording.started',
  'recording.paused',
  'recording.continued',
  'recording.stored',
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
      const untouched = JSON.stringify(first);
      expectSame(applyAll(first, entries), live, 'the fold of the log at once');
      expect(JSON.stringify(first)).toBe(untouched);
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

  it('VOTE-1, VOTE-5: a vote only ever moves forward, and of a hall one at most is open', () => {
    const order = ['open', 'counting', 'counted', 'annulled'];
    atEachEvent((before, { event }, after) => {
      if (before.votes === after.votes) return;
      expect(event.type).toMatch(/^vote\./);
      for (const [index, { id, state }] of before.votes.entries()) {
        const next = after.votes[index];
        expect(next?.id).toBe(id);
        expect(order.indexOf(next?.state ?? '')).toBeGreaterThanOrEqual(order.indexOf(state));
      }
      const open = after.votes.filter(({ state }) => state === 'open').map(({ hall }) => hall);
      expect(new Set(open).size).toBe(open.length);
    });
    atEachStep(({ meeting }) => {
      if (meeting.phase.kind === 'live') return;
      expect(meeting.votes.filter(({ state }) => state === 'open')).toEqual([]);
    });
  });

  it('VOTE-2, VOTE-3, VOTE-8: nobody votes twice, no more than may, and in secret nothing is in the clear', () => {
    atEachEvent((before, _, after) => {
      if (before.votes === after.votes) return;
      const faults = after.votes.flatMap((vote) => ballotFaults(vote));
      expect(faults).toEqual([]);
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
