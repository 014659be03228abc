import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumedLengthMs, type Booking, clashesOf, takesTime } from './clash.ts';
import type { MeetingId, ParticipantId } from './id.ts';
import type { Phase } from './meeting.ts';

const hour = 3_600_000;
const who = (name: string) => name as ParticipantId;
const booking = (meeting: string, from: number, more: Partial<Booking> = {}): Booking => ({
  meeting: meeting as MeetingId,
  from,
  plannedMs: hour,
  participants: new Set([who('site:11'), who('person:lo')]),
  ...more,
});
const names = (wanted: Booking, ...others: readonly Booking[]) =>
  clashesOf(wanted, others).map(({ meeting }) => meeting);

const bookings = (meeting: string) =>
  fc.record({
    meeting: fc.constant(meeting as MeetingId),
    from: fc.integer({ min: 0, max: 10 * hour }),
    plannedMs: fc.option(fc.integer({ min: 1, max: 5 * hour }), { nil: null }),
    participants: fc
      .subarray(['a', 'b', 'c', 'd'].map(who))
      .map((chosen) => new Set(chosen) as ReadonlySet<ParticipantId>),
  });

describe('meetings that want the same at the same time', () => {
  it('SCHEDULE-6: names who is wanted twice, the earliest meeting first', () => {
    const wanted = booking('m', 10 * hour, { plannedMs: 3 * hour });
    const later = booking('later', 12 * hour, { participants: new Set([who('site:12'), who('person:lo')]) });
    expect(clashesOf(wanted, [later, booking('earlier', 10 * hour)])).toEqual([
      {
        meeting: 'earlier',
        span: { from: 10 * hour, to: 11 * hour, assumed: false },
        participants: ['site:11', 'person:lo'],
      },
      {
        meeting: 'later',
        span: { from: 12 * hour, to: 13 * hour, assumed: false },
        participants: ['person:lo'],
      },
    ]);
  });

  it('SCHEDULE-6: one that begins when the other ends is none', () => {
    expect(names(booking('m', 10 * hour), booking('before', 9 * hour), booking('after', 11 * hour))).toEqual(
      [],
    );
    expect(names(booking('m', 10 * hour), booking('before', 9 * hour + 1))).toEqual(['before']);
  });

  it('SCHEDULE-6: without a planned end two hours are taken, and that is said', () => {
    const open = booking('open', 8 * hour, { plannedMs: null });
    expect(clashesOf(booking('m', 10 * hour - 1), [open])[0]?.span).toEqual({
      from: 8 * hour,
      to: 8 * hour + assumedLengthMs,
      assumed: true,
    });
    expect(names(booking('m', 10 * hour), open)).toEqual([]);
  });

  it('SCHEDULE-6: a meeting does not clash with itself when it is moved', () => {
    expect(names(booking('m', 10 * hour), booking('m', 10 * hour))).toEqual([]);
  });

  it('SCHEDULE-6: it is mutual, and names the same people both ways', () => {
    fc.assert(
      fc.property(bookings('one'), bookings('other'), (one, other) => {
        const [there] = clashesOf(one, [other]);
        const [back] = clashesOf(other, [one]);
        expect(there === undefined).toBe(back === undefined);
        expect(there?.participants.toSorted()).toEqual(back?.participants.toSorted());
      }),
    );
  });

  it('SCHEDULE-7: only meetings still to be held or being held take time', () => {
    const phases: readonly Phase[] = [
      { kind: 'scheduled' },
      { kind: 'trial', since: 1 },
      { kind: 'live', openedAt: 1, adjournedAt: null, rest: null },
      { kind: 'closed', openedAt: 1, closedAt: 2 },
      { kind: 'postponed', since: 1, reason: 'bão' },
      { kind: 'cancelled', since: 1, reason: 'bão' },
    ];
    expect(phases.filter(takesTime).map(({ kind }) => kind)).toEqual(['scheduled', 'trial', 'live']);
  });
});
