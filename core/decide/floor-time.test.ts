import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  by,
  delegate,
  delegationTo,
  grant,
  grantOf,
  id,
  isOpen,
  liveMeeting,
  places,
  play,
  request,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { CommandOf } from '../command.ts';
import type { FloorRequestId, ParticipantId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import { endsAt, nextDeadline } from '../timing.ts';

const minute = 60_000;
const live = liveMeeting();
const speaking = play(live, [who.chair, grant(who.delegate, { limitMs: 8 * minute })]);
const speech = grantOf(speaking, who.delegate).id;

const extend = (grant: FloorRequestId, byMs: number) => ({ type: 'floor.extend', grant, byMs }) as const;
const pause = (grant: FloorRequestId) => ({ type: 'floor.pause', grant }) as const;
const resume = (grant: FloorRequestId) => ({ type: 'floor.resume', grant }) as const;
const tick = (meeting: Meeting, now: number) => act(meeting, system('clock'), { type: 'clock.tick' }, now);
const clockOf = (meeting: Meeting) => grantOf(meeting, who.delegate);

describe('more time', () => {
  it('TIME-5: moves the end, and a clock that warned warns again', () => {
    const warned = tick(speaking, at(7 * minute)).meeting;
    const more = play(warned, [who.chair, extend(speech, 2 * minute), at(7.5 * minute)]);
    expect(clockOf(more)).toMatchObject({ clock: 'running', limitMs: 10 * minute });
    expect(nextDeadline(more)).toBe(at(9 * minute));
    expect(tick(more, at(9 * minute)).events).toEqual([{ type: 'floor.warned', grant: speech }]);
    expect(endsAt(clockOf(more))).toBe(at(10 * minute));
  });

  it('TIME-5: given after the time was up counts from then: what was overrun is forgiven', () => {
    const up = tick(speaking, at(8 * minute)).meeting;
    const more = play(up, [who.chair, extend(speech, 2 * minute), at(11 * minute)]);
    expect(clockOf(more).clock).toBe('running');
    expect(endsAt(clockOf(more))).toBe(at(13 * minute));
    expect(tick(more, at(13 * minute)).events).toEqual([{ type: 'floor.timeUp', grant: speech }]);
  });

  it('TIME-5: is given to a unit as to somebody, and without a limit there is enough', () => {
    const called = play(live, [who.chair, delegate(places.province, { limitMs: minute })]);
    const more = play(called, [who.chair, extend(delegationTo(called, places.province).id, minute)]);
    expect(delegationTo(more, places.province).limitMs).toBe(2 * minute);
    const unlimited = play(
      live,
      [who.chair, delegate(places.province)],
      [who.secretary, request({ floor: 'content' })],
    );
    for (const given of [
      delegationTo(unlimited, places.province),
      grantOf(unlimited, who.secretary, 'content'),
    ]) {
      expect(act(unlimited, by(who.chair), extend(given.id, minute)).events).toEqual([]);
    }
  });
});

describe('time that stands still', () => {
  it('TIME-6: neither warns nor ends, and goes on where it stopped', () => {
    const paused = play(speaking, [who.chair, pause(speech), at(6 * minute)]);
    expect(nextDeadline(paused)).toBeNull();
    expect(tick(paused, at(60 * minute)).events).toEqual([]);
    const going = play(paused, [who.chair, resume(speech), at(16 * minute)]);
    expect(clockOf(going)).toMatchObject({ pausedAt: null, pausedMs: 10 * minute });
    expect(nextDeadline(going)).toBe(at(17 * minute));
    expect(endsAt(clockOf(going))).toBe(at(18 * minute));
  });

  it('TIME-6: leaves the microphone open, and the pause out of what was spoken', () => {
    const paused = play(speaking, [who.chair, pause(speech), at(2 * minute)]);
    expect(isOpen(paused, who.delegate)).toBe(true);
    const ended = play(
      paused,
      [who.chair, resume(speech), at(5 * minute)],
      [who.chair, pause(speech), at(6 * minute)],
      [who.delegate, { type: 'floor.release', grant: speech }, at(9 * minute)],
    );
    expect(ended.speeches).toMatchObject([{ from: at(0), to: at(9 * minute), spokenMs: 3 * minute }]);
  });

  it('TIME-6: stands still once and runs once', () => {
    const paused = play(speaking, [who.chair, pause(speech)]);
    expect(act(paused, by(who.chair), pause(speech)).refusal).toBe('clock-stopped');
    expect(act(speaking, by(who.chair), resume(speech)).refusal).toBe('clock-running');
  });

  it('TIME-6: more time may be given meanwhile', () => {
    const more = play(
      speaking,
      [who.chair, pause(speech), at(7 * minute)],
      [who.chair, extend(speech, minute), at(8 * minute)],
    );
    expect(nextDeadline(more)).toBeNull();
    expect(endsAt(clockOf(play(more, [who.chair, resume(speech), at(9 * minute)])))).toBe(at(11 * minute));
  });
});

it.each<CommandOf<'floor.extend' | 'floor.pause' | 'floor.resume'>>([
  extend(speech, minute),
  pause(speech),
  resume(speech),
])('TIME-5, TIME-6: $type is for who may take the floor back, and for a floor that is held', (command) => {
  const refusal = (actor: ParticipantId) => act(speaking, by(actor), command).refusal;
  for (const each of [who.provinceChair, who.secretary, who.delegate]) {
    expect(refusal(each)).toBe('not-permitted');
  }
  const nothing = { ...command, grant: id<FloorRequestId>('f0') };
  expect(act(speaking, by(who.chair), nothing).refusal).toBe('not-holding');
});
