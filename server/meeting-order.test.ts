import { describe, expect, it } from 'vitest';
import { apply, found } from '../core/apply.ts';
import { createMeeting } from '../core/create.ts';
import type { Entry, MeetingEvent } from '../core/event.ts';
import type { LevelId, MeetingId, ParticipantId, UnitId } from '../core/id.ts';
import type { Role } from '../core/role.ts';
import { usualSettings } from '../core/settings.ts';
import type { Unit } from '../core/unit.ts';
import { noUnits } from '../core/unit-choice.ts';
import { type ConveneBody, reviseBody } from '../protocol/convening.ts';
import { draftMeeting } from './meeting-draft.ts';
import { arrangedMeeting, orderOf } from './meeting-order.ts';
import type { AccountRow } from './ports.ts';

const unitId = (id: string) => id as UnitId;
const personId = (name: string) => `person:${name}` as ParticipantId;
const level = 'any' as LevelId;
const units = ['TW', '11', '11.103', '11.103.1', '11.104'].map((id): Unit => {
  const parent = id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : id === 'TW' ? null : 'TW';
  return { id: unitId(id), name: id, level, parent: parent === null ? null : unitId(parent) };
});
const account = (name: string, unit: string, role: Role | null): AccountRow => ({
  id: personId(name),
  username: name,
  name,
  position: '',
  unit: unitId(unit),
  passwordHash: '',
  administrator: false,
  standingRoles: role === null ? [] : [{ role, unit: unitId(unit) }],
  disabledAt: null,
});
const accounts = [
  account('minister', 'TW', 'chair'),
  account('head', '11', 'chair'),
  account('clerk', '11', 'secretary'),
  account('mayor', '11.103', 'chair'),
  account('plain', '11.103.1', null),
  account('aide', '11.104', 'operator'),
];

const order: ConveneBody = {
  title: 'Giao ban tuần',
  unit: unitId('11'),
  scheduledAt: 1_800_000_000_000,
  plannedMinutes: 90,
  chair: personId('head'),
  agenda: [
    {
      title: 'Thảo luận',
      presenter: 'Văn phòng',
      plannedMinutes: 30,
      kinds: ['discussion'],
      limitMinutesByKind: { discussion: 5 },
    },
  ],
  invited: { units: { ...noUnits, all: [unitId('11')] }, usual: true, named: [] },
  settings: { ...usualSettings, discussion: 'open', requestRoute: 'climb', maxSpeakers: 3 },
  secret: false,
};

/** The log of a meeting called so, with what happened afterwards. */
function logOf(change: Partial<ConveneBody> = {}, ...events: readonly MeetingEvent[]): readonly Entry[] {
  const drafted = draftMeeting({
    id: 'm1' as MeetingId,
    order: { ...order, ...change },
    convener: personId('clerk'),
    levels: [{ id: level, name: 'Cấp' }],
    units,
    accounts,
  });
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  const creation = createMeeting(drafted.value);
  if (!creation.ok) throw new Error(creation.refusal.code);
  return [creation.event, ...events].map((event, index) => ({
    seq: index + 1,
    at: index,
    by: { kind: 'system', part: 'hub' },
    event,
  }));
}

function copied(change: Partial<ConveneBody> = {}) {
  const meeting = arrangedMeeting(logOf(change));
  if (!meeting) throw new Error('no meeting');
  return orderOf(meeting, accounts);
}

describe('the order that a meeting would be called with again', () => {
  it('SCHEDULE-8: says what was ordered, in the same words', () => {
    const { secret: _, ...ordered } = order;
    expect(copied()).toEqual(ordered);
  });

  it.each<[string, ConveneBody['invited']]>([
    [
      'a district left out',
      { ...order.invited, units: { ...noUnits, all: ['11'], none: ['11.103'] } as never },
    ],
    ['only those who are named', { ...order.invited, usual: false, named: [] }],
    [
      'other roles, somebody from above, and somebody who stays away',
      {
        ...order.invited,
        named: [
          { participant: personId('mayor'), roles: [{ role: 'deputy', unit: unitId('11') }] },
          { participant: personId('minister'), roles: [{ role: 'guest', unit: unitId('11') }] },
          { participant: personId('aide'), roles: [] },
        ],
      },
    ],
    [
      'a chair with more to do',
      {
        ...order.invited,
        named: [{ participant: personId('head'), roles: [{ role: 'operator', unit: unitId('11.103') }] }],
      },
    ],
  ])('SCHEDULE-8: called again with %s, the same are invited as the same', (_what, invited) => {
    const first = arrangedMeeting(logOf({ invited }));
    const again = arrangedMeeting(logOf({ invited: copied({ invited }).invited }));
    const seats = (meeting: typeof first) => Object.keys(meeting?.participantById ?? {}).sort();
    const held = (meeting: typeof first) =>
      (meeting?.roles ?? []).map(({ participant, role, unit }) => `${participant} ${role} ${unit}`).sort();
    expect(seats(again)).toEqual(seats(first));
    expect(held(again)).toEqual(held(first));
  });

  it('SCHEDULE-8: is as it was before it began: who came uninvited, and what was settled while it ran, stays out', () => {
    const log = logOf(
      {},
      { type: 'meeting.renamed', title: 'Giao ban tháng', plannedMs: 3_600_000 },
      { type: 'meeting.opened' },
      { type: 'settings.changed', settings: { maxSpeakers: 9 } },
      {
        type: 'role.granted',
        grant: { participant: personId('plain'), role: 'chair', unit: unitId('11') },
      },
    );
    const meeting = arrangedMeeting(log);
    expect(meeting && orderOf(meeting, accounts)).toMatchObject({
      title: 'Giao ban tháng',
      plannedMinutes: 60,
      settings: { maxSpeakers: 3 },
      invited: { named: [] },
    });
    const [first] = log;
    if (first?.event.type !== 'meeting.created') throw new Error('no meeting');
    expect(log.slice(1).reduce(apply, found(first.event, 1)).settings.maxSpeakers).toBe(9);
  });

  it('SCHEDULE-8: people whose accounts are gone are not invited again, and it is an order that may be sent', () => {
    const meeting = arrangedMeeting(logOf());
    const left = accounts.filter(({ name }) => name !== 'aide');
    expect(meeting && orderOf(meeting, left).invited).toEqual(order.invited);
    const { unit: _, scheduledAt: __, ...body } = copied();
    expect(reviseBody.parse(body)).toEqual(body);
  });

  it('is none of a log that does not begin with a meeting', () => {
    expect(arrangedMeeting([])).toBeNull();
    expect(arrangedMeeting(logOf().slice(1))).toBeNull();
  });
});
