import { describe, expect, it } from 'vitest';
import { cardOf, draft, places, scheduledMeeting, units, who } from '../../test/doubles/meeting.ts';
import type { ParticipantId, UnitId } from '../id.ts';
import type { Meeting } from '../meeting.ts';
import type { Role } from '../role.ts';
import { newRecord, recordsById } from '../unit-record.ts';
import { type MinutesAccess, type MinutesViewer, minutesRightsOf } from './right.ts';
import { signingSecretary } from './secretary.ts';

const meeting = scheduledMeeting();
const recordById = recordsById(units.map(newRecord));
const viewer = (participant: ParticipantId, more: Partial<MinutesViewer> = {}): MinutesViewer => ({
  kind: 'person',
  participant,
  administrator: false,
  standingRoles: [],
  ...more,
});
const standing = (role: Role, unit: UnitId) =>
  viewer(cardOf('person', 'elsewhere', unit).participant, { standingRoles: [{ role, unit }] });
const rights = (by: MinutesViewer, more: Partial<MinutesAccess> = {}) =>
  minutesRightsOf(meeting, by, { recordById, presided: false, readsLog: false, watches: false, ...more });

describe('the right to the minutes', () => {
  it('MINUTES-1: the chair of the meeting approves them and its secretary writes them, by role there or over the unit', () => {
    expect(rights(viewer(who.chair))).toEqual(['read', 'write', 'approve']);
    expect(rights(viewer(who.secretary))).toEqual(['read', 'write']);
    expect(rights(standing('chair', places.central))).toEqual(['read', 'write', 'approve']);
    expect(rights(standing('secretary', places.central))).toEqual(['read', 'write']);
  });

  it('MINUTES-1: nobody else writes: not who chairs a part, nor deputies, operators, or an administrator', () => {
    const others = [who.provinceChair, who.provinceSecretary, who.deputy, who.operator, who.delegate];
    expect(others.flatMap((id) => rights(viewer(id)))).toEqual([]);
    expect(rights(viewer(who.guest, { administrator: true }), { readsLog: true })).toEqual(['read']);
    expect(rights(viewer(who.chair, { kind: 'site' }), { readsLog: true })).toEqual([]);
  });

  it('MINUTES-1: nobody writes or approves by a role in a meeting they were removed from', () => {
    const seat = meeting.participantById[who.secretary]!;
    const removed: Meeting = {
      ...meeting,
      participantById: {
        ...meeting.participantById,
        [who.secretary]: { ...seat, presence: { kind: 'denied', since: 1 } },
      },
    };
    const of = (by: MinutesViewer) =>
      minutesRightsOf(removed, by, { recordById, presided: true, readsLog: false, watches: false });
    expect(of(viewer(who.secretary))).toEqual([]);
    const stands = viewer(who.secretary, {
      standingRoles: [{ role: 'secretary', unit: places.central }],
    });
    expect(of(stands)).toEqual(['read', 'write']);
  });

  it('MINUTES-1: who presided approves them, whatever else they are; a room never does', () => {
    expect(rights(viewer(who.deputy), { presided: true })).toEqual(['read', 'write', 'approve']);
    expect(rights(viewer(who.deputy))).toEqual([]);
    expect(rights(viewer(who.chair, { kind: 'site' }), { presided: true })).toEqual([]);
  });

  it('MINUTES-1: who reads the log or watches a recording reads what was approved', () => {
    expect(rights(viewer(who.provinceChair), { readsLog: true })).toEqual(['read']);
    expect(rights(viewer(who.guest), { watches: true })).toEqual(['read']);
  });

  it('MINUTES-1: a unit above signs for none below it, but for one that was merged into it', () => {
    const below = scheduledMeeting(draft({ unit: places.province }));
    const of = (by: MinutesViewer, closed: boolean) =>
      minutesRightsOf(below, by, {
        presided: false,
        readsLog: false,
        watches: false,
        recordById: {
          ...recordById,
          ...(closed && {
            [places.province]: {
              ...recordById[places.province]!,
              closedAt: 5,
              successor: places.otherProvince,
            },
          }),
        },
      });
    const [above, successor] = [
      standing('chair', places.central),
      standing('chair', places.otherProvince),
    ] as const;
    expect([of(above, false), of(successor, false)]).toEqual([[], []]);
    expect([of(above, true), of(successor, true)]).toEqual([[], ['read', 'write', 'approve']]);
  });

  it('MINUTES-4: the secretary of the meeting signs beside its chair, whoever wrote last', () => {
    const { name, position } = cardOf('person', 'secretary', places.central);
    expect(signingSecretary(meeting, { participant: who.chair })).toEqual({ name, position });
    const second = { participant: who.guest, role: 'secretary', unit: places.central } as const;
    const two = { ...meeting, roles: [...meeting.roles, second] };
    expect(signingSecretary(two, { participant: who.guest })?.name).toBe('Name of guest');
    expect(signingSecretary({ ...meeting, roles: [] }, { participant: who.chair })).toBeNull();
  });
});
