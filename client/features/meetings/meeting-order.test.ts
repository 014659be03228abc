import { describe, expect, it } from 'vitest';
import type { ParticipantId, UnitId } from '../../../core/id.ts';
import { conveneBody, type PersonItem } from '../../../protocol/http.ts';
import {
  bodyOf,
  chairOf,
  dayText,
  emptyOrder,
  faultsOf,
  type MeetingOrder,
  momentOf,
} from './meeting-order.ts';

const now = new Date(2026, 10, 23, 8, 40).getTime();
const chair = 'person:lo' as ParticipantId;
const unit = '11' as UnitId;
const written: MeetingOrder = { ...emptyOrder(now), title: ' Giao ban ', unit };
const line = { key: 1, title: 'Khai mạc', presenter: '', minutes: null };
const person = (name: string, chairs: boolean): PersonItem => ({
  participant: `person:${name}` as ParticipantId,
  name,
  position: '',
  unit,
  unitName: 'Tỉnh',
  chairs,
});

describe('an order of a meeting', () => {
  it('begins at the next half hour of the device’s clock, also over midnight', () => {
    expect(emptyOrder(now)).toMatchObject({ date: '2026-11-23', time: '09:00' });
    expect(emptyOrder(new Date(2026, 11, 31, 23, 30).getTime())).toMatchObject({
      date: '2027-01-01',
      time: '00:00',
    });
  });

  it('lacks title, unit and chair at first, and nothing else', () => {
    expect(faultsOf(emptyOrder(now), { now, chair: null })).toEqual({
      title: true,
      unit: true,
      date: null,
      time: false,
      chair: true,
      lines: [],
    });
    expect(bodyOf(emptyOrder(now), { now, chair })).toBeNull();
  });

  it('is sent trimmed, at the moment that the device’s calendar names, as the protocol takes it', () => {
    const body = bodyOf({ ...written, date: '2026-11-25', time: '14:05' }, { now, chair });
    expect(body).toEqual({
      title: 'Giao ban',
      unit,
      scheduledAt: new Date(2026, 10, 25, 14, 5).getTime(),
      chair,
      agenda: [],
      admission: 'invited',
      secret: false,
    });
    expect(conveneBody.parse(body)).toEqual(body);
  });

  it.each<[string, Partial<MeetingOrder>]>([
    ['without a title', { title: '  ' }],
    ['without a unit', { unit: null }],
    ['without a day', { date: '' }],
    ['without a time', { time: '' }],
    ['for a day that has passed', { date: '2026-11-22' }],
    [
      'with an agenda line that says who but not what',
      { agenda: [{ ...line, title: '', presenter: 'Văn phòng' }] },
    ],
  ])('is not sent %s', (_what, change) => {
    expect(bodyOf({ ...written, ...change }, { now, chair })).toBeNull();
  });

  it('may be for an hour of today that has passed', () => {
    expect(bodyOf({ ...written, time: '07:00' }, { now, chair })).not.toBeNull();
    expect(faultsOf({ ...written, date: '2026-11-22' }, { now, chair }).date).toBe('past');
  });

  it('leaves blank agenda lines out and names those without a title', () => {
    const blank = { key: 2, title: ' ', presenter: '', minutes: null };
    const untitled = { key: 3, title: '', presenter: '', minutes: 10 };
    expect(bodyOf({ ...written, agenda: [line, blank] }, { now, chair })?.agenda).toEqual([
      { title: 'Khai mạc', presenter: '', plannedMinutes: null },
    ]);
    expect(faultsOf({ ...written, agenda: [line, blank, untitled] }, { now, chair }).lines).toEqual([3]);
  });

  it('has the unit’s only chair of daily life as chair, until somebody else is chosen', () => {
    const people = [person('lo', true), person('giang', false)];
    expect(chairOf(written, people)).toBe('person:lo');
    expect(chairOf({ ...written, chair: 'person:giang' as ParticipantId }, people)).toBe('person:giang');
    expect(chairOf(written, [...people, person('vu', true)])).toBeNull();
    expect(chairOf(written, [])).toBeNull();
  });

  it('tells a day and a moment of nothing as none', () => {
    expect(momentOf({ date: '2026-11-25', time: '' })).toBeNull();
    expect(momentOf({ date: '2026-13-45', time: '09:00' })).toBeNull();
    expect(dayText(new Date(2026, 0, 5).getTime())).toBe('2026-01-05');
  });
});
