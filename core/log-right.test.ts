import { describe, expect, it } from 'vitest';
import { administrator, at, liveMeeting, places, play, request, who } from '../test/doubles/meeting.ts';
import type { MeetingEvent } from './event.ts';
import { type LogReader, logRight, readsEvent, recordFor } from './log-right.ts';

const meeting = liveMeeting();
const person = (participant: LogReader['participant']): LogReader => ({
  kind: 'person',
  participant,
  administrator: false,
});
const part = (participant: LogReader['participant']) => {
  const right = logRight(meeting, person(participant));
  if (right.kind !== 'part') throw new Error(right.kind);
  return right;
};

describe('who reads a log', () => {
  it.each(['chair', 'secretary', 'operator'] as const)(
    'LOG-5: the %s of the meeting reads all of it',
    (name) => {
      expect(logRight(meeting, person(who[name])).kind).toBe('whole');
    },
  );

  it('LOG-5: an administrator reads all of it, though not in the meeting', () => {
    expect(administrator.kind).toBe('administrator');
    const reader: LogReader = { ...person(who.delegate), administrator: true };
    expect(logRight(meeting, reader).kind).toBe('whole');
    expect(logRight(meeting, { ...reader, kind: 'site' }).kind).toBe('none');
  });

  it.each(['provinceChair', 'provinceSecretary', 'districtChair'] as const)(
    'LOG-5: the %s reads what concerns the own subtree',
    (name) => {
      expect(logRight(meeting, person(who[name])).kind).toBe('part');
    },
  );

  it.each(['deputy', 'provinceOperator', 'delegate', 'guest', 'observer'] as const)(
    'LOG-5: the %s reads nothing',
    (name) => {
      expect(logRight(meeting, person(who[name]))).toEqual({ kind: 'none' });
    },
  );

  it('LOG-5: a role taken away takes the log with it', () => {
    const after = play(meeting, [
      who.chair,
      { type: 'role.revoke', participant: who.secretary, role: 'secretary', unit: places.central },
    ]);
    expect(logRight(after, person(who.secretary)).kind).toBe('none');
  });

  it('LOG-5: a part holds what happens in the subtree and before everyone, and nothing of beside', () => {
    const right = part(who.provinceChair);
    const dropped = (participant: LogReader['participant']): MeetingEvent => ({
      type: 'participant.dropped',
      participant,
    });
    expect(readsEvent(meeting, { type: 'meeting.closed' }, right)).toBe(true);
    expect(readsEvent(meeting, dropped(who.communeSite), right)).toBe(true);
    expect(readsEvent(meeting, dropped(who.farSite), right)).toBe(false);
    expect(readsEvent(meeting, dropped(who.farSite), { kind: 'whole' })).toBe(true);
    expect(readsEvent(meeting, dropped(who.communeSite), { kind: 'none' })).toBe(false);
  });

  it('LOG-5: the state of a part is what its chair sees, also after the chair has gone', () => {
    const asked = play(
      meeting,
      [who.delegate, request(), at(1_000)],
      [who.farDelegate, request(), at(2_000)],
      [who.provinceChair, { type: 'participant.leave' }, at(3_000)],
    );
    const seen = recordFor(asked, part(who.provinceChair));
    expect(seen?.queue.map(({ beneficiary }) => beneficiary.participant)).toEqual([who.delegate]);
    expect(Object.keys(seen?.participantById ?? {})).not.toContain(who.farSite);
    expect(seen?.participantById[who.provinceChair]?.presence.kind).toBe('left');
    expect(recordFor(asked, { kind: 'whole' })).toBe(asked);
    expect(recordFor(asked, { kind: 'none' })).toBeNull();
  });
});
