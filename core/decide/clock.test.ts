import { describe, expect, it } from 'vitest';
import {
  act,
  at,
  delegate,
  delegationTo,
  grant,
  grantOf,
  isOpen,
  liveMeeting,
  type Outcome,
  places,
  play,
  request,
  system,
  who,
} from '../../test/doubles/meeting.ts';
import type { Meeting } from '../meeting.ts';
import { endsAt, nextDeadline, spokenMs, warnsAt } from '../timing.ts';

const minute = 60_000;
const live = liveMeeting();
const closing = liveMeeting({ settings: { whenTimeIsUp: 'close' } });

function tick(meeting: Meeting, now: number): Outcome {
  return act(meeting, system('clock'), { type: 'clock.tick' }, now);
}

function speaking(meeting: Meeting, limitMs: number): Meeting {
  return play(meeting, [who.chair, grant(who.delegate, { limitMs })]);
}

describe('the time of a speech', () => {
  it.each([
    ['usually a minute before the end', 7 * minute, 6 * minute],
    ['of a short speech a quarter before the end', minute, 0.75 * minute],
    ['at the border both are the same', 4 * minute, 3 * minute],
  ])('TIME-1: the speaker is warned %s', (_, limitMs, warned) => {
    const meeting = speaking(live, limitMs);
    const held = grantOf(meeting, who.delegate);
    expect([warnsAt(meeting, held), endsAt(held)]).toEqual([at(warned), at(limitMs)]);
    expect(tick(meeting, at(warned) - 1).events).toEqual([]);
    const outcome = tick(meeting, at(warned));
    expect(outcome.events).toEqual([{ type: 'floor.warned', grant: held.id }]);
    expect(grantOf(outcome.meeting, who.delegate).clock).toBe('warned');
    expect(tick(outcome.meeting, at(limitMs) - 1).events).toEqual([]);
  });

  it('TIME-1: without a time before the end there is no warning, only the end', () => {
    const meeting = speaking(liveMeeting({ settings: { warnBeforeMs: 0 } }), minute);
    const { id } = grantOf(meeting, who.delegate);
    expect(nextDeadline(meeting)).toBe(at(minute));
    expect(tick(meeting, at(minute)).events).toEqual([{ type: 'floor.timeUp', grant: id }]);
  });

  it('TIME-2: time is up once, and the holder keeps the floor', () => {
    const meeting = speaking(live, minute);
    const { id } = grantOf(meeting, who.delegate);
    const up = tick(meeting, at(minute));
    expect(up.events).toEqual([{ type: 'floor.timeUp', grant: id }]);
    expect(grantOf(up.meeting, who.delegate).clock).toBe('up');
    expect(isOpen(up.meeting, who.delegate)).toBe(true);
    expect(tick(up.meeting, at(9 * minute)).events).toEqual([]);
  });

  it('TIME-2: time is up and the floor is taken back, where the settings say so', () => {
    const meeting = speaking(closing, minute);
    const { id } = grantOf(meeting, who.delegate);
    const up = tick(meeting, at(minute));
    expect(up.events).toEqual([
      { type: 'floor.timeUp', grant: id },
      { type: 'floor.revoked', grant: id, reason: 'time' },
      { type: 'microphone.closed', participant: who.delegate, reason: 'floor' },
    ]);
    expect(up.meeting.grants).toEqual([]);
  });

  it('TIME-3: a floor that ends with the one above it ends once, also when its own time is up', () => {
    const meeting = play(
      closing,
      [who.chair, delegate(places.province, { limitMs: minute })],
      [who.provinceChair, delegate(places.district, { limitMs: minute })],
      [who.districtChair, grant(who.delegate, { limitMs: minute })],
    );
    const [above, between] = [places.province, places.district].map((unit) => delegationTo(meeting, unit).id);
    expect(tick(meeting, at(minute)).events).toEqual([
      { type: 'floor.timeUp', grant: above },
      { type: 'floor.revoked', grant: grantOf(meeting, who.delegate).id, reason: 'above' },
      { type: 'microphone.closed', participant: who.delegate, reason: 'floor' },
      { type: 'floor.revoked', grant: between, reason: 'above' },
      { type: 'floor.revoked', grant: above, reason: 'time' },
    ]);
  });

  it('TIME-3: nobody is warned whose floor has just ended with the one above it', () => {
    const meeting = play(
      closing,
      [who.chair, delegate(places.province, { limitMs: minute })],
      [who.provinceChair, grant(who.delegate, { limitMs: 1.1 * minute })],
    );
    const { events } = tick(meeting, at(minute));
    expect(events.map(({ type }) => type)).not.toContain('floor.warned');
  });

  it('TIME-2: a unit’s floor is warned and up as somebody’s, and one without a limit is neither', () => {
    const meeting = play(live, [who.chair, delegate(places.province, { limitMs: minute })]);
    const { id } = delegationTo(meeting, places.province);
    const warned = tick(meeting, at(0.75 * minute));
    expect(warned.events).toEqual([{ type: 'floor.warned', grant: id }]);
    expect(tick(warned.meeting, at(minute)).events).toEqual([{ type: 'floor.timeUp', grant: id }]);
    expect(nextDeadline(play(live, [who.chair, delegate(places.province)]))).toBeNull();
  });

  it('TIME-3: a clock that was set back does nothing until the time comes again', () => {
    const meeting = speaking(live, minute);
    expect(tick(meeting, at(-3_600_000)).events).toEqual([]);
    expect(spokenMs(grantOf(meeting, who.delegate), at(-3_600_000))).toBe(0);
    const warned = tick(meeting, at(0.75 * minute)).meeting;
    expect(tick(warned, at(0)).events).toEqual([]);
  });

  it('TIME-3: a tick that comes too late for the warning brings the end alone', () => {
    const meeting = speaking(live, minute);
    expect(tick(meeting, at(5 * minute)).events.map(({ type }) => type)).toEqual(['floor.timeUp']);
  });

  it('TIME-4: the next tick is due at the first warning or end of all who speak', () => {
    expect(nextDeadline(live)).toBeNull();
    const meeting = play(speaking(live, 8 * minute), [who.chair, grant(who.guest, { limitMs: 10 * minute })]);
    expect(nextDeadline(meeting)).toBe(at(7 * minute));
    const warned = tick(meeting, at(7 * minute)).meeting;
    expect(nextDeadline(warned)).toBe(at(8 * minute));
    const up = tick(warned, at(8 * minute)).meeting;
    expect(nextDeadline(up)).toBe(at(9 * minute));
  });

  it('CONTENT-3: showing content is not timed', () => {
    const meeting = play(
      live,
      [who.operator, { type: 'camera.start' }],
      [who.secretary, request({ floor: 'content' })],
    );
    expect(grantOf(meeting, who.secretary, 'content').limitMs).toBeNull();
    expect(nextDeadline(meeting)).toBeNull();
  });
});
