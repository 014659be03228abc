import { describe, expect, it } from 'vitest';
import type { LevelId, ParticipantId, UnitId } from '../../../core/id.ts';
import { usualSettings } from '../../../core/settings.ts';
import type { Unit } from '../../../core/unit.ts';
import { conveneBody, type PersonItem, reviseBody } from '../../../protocol/convening.ts';
import {
  bodyOf,
  chairOf,
  dayText,
  emptyOrder,
  faultsOf,
  type MeetingOrder,
  momentOf,
  orderFrom,
  revisionOf,
} from './meeting-order.ts';

const now = new Date(2026, 10, 23, 8, 40).getTime();
const chair = 'person:lo' as ParticipantId;
const unit = '11' as UnitId;
const written: MeetingOrder = { ...emptyOrder(now), title: ' Giao ban ', unit };
const line = { key: 1, title: 'Khai mạc', presenter: '', minutes: null, kinds: [], limitMinutesByKind: {} };
const place = (id: string, parent: string | null): Unit => ({
  id: id as UnitId,
  name: id,
  level: 'any' as LevelId,
  parent: parent as UnitId | null,
});
const units = [place('11', 'TW'), place('11.1', '11'), place('11.2', '11')];
const judging = { now, chair, units };
const person = (name: string, chairs: boolean): PersonItem => ({
  participant: `person:${name}` as ParticipantId,
  name,
  position: '',
  unit,
  unitName: 'Tỉnh',
  chairs,
  roles: [],
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
    expect(faultsOf(emptyOrder(now), { ...judging, chair: null })).toEqual({
      title: true,
      unit: true,
      date: null,
      time: false,
      chair: true,
      units: false,
      lines: [],
    });
    expect(bodyOf(emptyOrder(now), judging)).toBeNull();
  });

  it('is sent trimmed, at the moment that the device’s calendar names, as the protocol takes it', () => {
    const body = bodyOf({ ...written, date: '2026-11-25', time: '14:05' }, judging);
    expect(body).toEqual({
      title: 'Giao ban',
      unit,
      scheduledAt: new Date(2026, 10, 25, 14, 5).getTime(),
      plannedMinutes: 120,
      chair,
      agenda: [],
      invited: {
        units: { all: ['11'], alone: [], below: [], none: [] },
        usual: true,
        named: [],
      },
      settings: usualSettings,
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
    ['to nobody', { units: new Set<UnitId>() }],
    [
      'with an agenda line that says who but not what',
      { agenda: [{ ...line, title: '', presenter: 'Văn phòng' }] },
    ],
  ])('is not sent %s', (_what, change) => {
    expect(bodyOf({ ...written, ...change }, judging)).toBeNull();
  });

  it('may be for an hour of today that has passed', () => {
    expect(bodyOf({ ...written, time: '07:00' }, judging)).not.toBeNull();
    expect(faultsOf({ ...written, date: '2026-11-22' }, judging).date).toBe('past');
  });

  it('leaves blank agenda lines out and names those without a title', () => {
    const blank = { ...line, key: 2, title: ' ' };
    const untitled = { ...line, key: 3, title: '', minutes: 10 };
    expect(bodyOf({ ...written, agenda: [line, blank] }, judging)?.agenda).toEqual([
      { title: 'Khai mạc', presenter: '', plannedMinutes: null, kinds: [], limitMinutesByKind: {} },
    ]);
    expect(faultsOf({ ...written, agenda: [line, blank, untitled] }, judging).lines).toEqual([3]);
  });

  it('has the unit’s only chair of daily life as chair, until somebody else is chosen', () => {
    const people = [person('lo', true), person('giang', false)];
    expect(chairOf(written, people)).toBe('person:lo');
    expect(chairOf({ ...written, chair: 'person:giang' as ParticipantId }, people)).toBe('person:giang');
    // Copied from a meeting whose chair has left: whoever chairs now.
    expect(chairOf({ ...written, chair: 'person:gone' as ParticipantId }, people)).toBe('person:lo');
    expect(chairOf(written, [...people, person('vu', true)])).toBeNull();
    expect(chairOf(written, [])).toBeNull();
  });

  it('tells a day and a moment of nothing as none', () => {
    expect(momentOf({ date: '2026-11-25', time: '' })).toBeNull();
    expect(momentOf({ date: '2026-13-45', time: '09:00' })).toBeNull();
    expect(dayText(new Date(2026, 0, 5).getTime())).toBe('2026-01-05');
  });

  it('SCHEDULE-8: copies a meeting but for its time, its choice of units read in the tree of today', () => {
    const order: MeetingOrder = {
      ...written,
      agenda: [{ ...line, minutes: 20, kinds: ['paper'], limitMinutesByKind: { paper: 5 } }],
      units: new Set(['11', '11.2'] as UnitId[]),
      usual: false,
      named: [{ participant: chair, roles: [{ role: 'deputy', unit }] }],
      settings: { ...usualSettings, discussion: 'questioning' },
      minutes: 90,
    };
    const body = bodyOf(order, judging);
    if (!body) throw new Error('an order that is not sent');
    const at = new Date(2026, 11, 1, 8, 0).getTime();
    const copy = orderFrom(body, { at, units });
    expect(copy).toEqual({ ...order, title: 'Giao ban', chair, date: '2026-12-01', time: '08:00' });
    const grown = [...units, place('11.2.1', '11.2')];
    expect([...(orderFrom(body, { at, units: grown }).units ?? [])]).toEqual(['11', '11.2', '11.2.1']);
    expect(
      orderFrom(
        { ...body, invited: { ...body.invited, units: { ...body.invited.units, all: [unit], none: [] } } },
        { at, units },
      ).units,
    ).toBeNull();
  });

  it('SCHEDULE-5: is sent as a change without unit and time', () => {
    const change = revisionOf(written, judging);
    expect(reviseBody.parse(change)).toEqual(change);
    expect(Object.keys(change ?? {})).not.toContain('scheduledAt');
    expect(revisionOf({ ...written, title: '' }, judging)).toBeNull();
  });
});
