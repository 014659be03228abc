import { describe, expect, it } from 'vitest';
import { apply, found } from '../core/apply.ts';
import { chairsOf } from '../core/authority.ts';
import { createMeeting } from '../core/create.ts';
import type { LevelId, MeetingId, ParticipantId, UnitId } from '../core/id.ts';
import type { Role } from '../core/role.ts';
import type { Unit } from '../core/unit.ts';
import type { ConveneBody } from '../protocol/http.ts';
import { draftMeeting } from './meeting-draft.ts';
import type { AccountRow } from './ports.ts';

const unitId = (id: string) => id as UnitId;
const personId = (name: string) => `person:${name}` as ParticipantId;
const level = 'any' as LevelId;
const place = (id: string, parent: string | null): Unit => ({
  id: unitId(id),
  name: `Đơn vị ${id}`,
  level,
  parent: parent === null ? null : unitId(parent),
});
const units = [
  place('TW', null),
  place('12', 'TW'),
  place('11', 'TW'),
  place('11.103', '11'),
  place('11.103.1', '11.103'),
];

/** `account('lo', '11', 'chair@11')`: an account named lo in unit 11 who chairs 11 in daily life. */
function account(name: string, unit: string, ...held: string[]): AccountRow {
  return {
    id: personId(name),
    username: name,
    name: `Ông ${name}`,
    position: 'Chuyên viên',
    unit: unitId(unit),
    passwordHash: 'never shown',
    administrator: false,
    standingRoles: held.map((text) => {
      const [role, at = ''] = text.split('@');
      return { role: role as Role, unit: unitId(at) };
    }),
    disabledAt: null,
  };
}
const accounts: readonly AccountRow[] = [
  account('minister', 'TW', 'chair@TW'),
  account('clerk', 'TW', 'secretary@11'),
  account('head', '11', 'chair@11'),
  account('second', '11', 'deputy@11', 'delegate@11'),
  account('aide', '11.103', 'secretary@11.103', 'operator@12'),
  account('plain', '11.103.1'),
  account('stray', '11', 'chair@12'),
  account('beside', '12', 'chair@12'),
  { ...account('former', '11', 'secretary@11'), disabledAt: 1 },
  account('moved', 'gone', 'delegate@11'),
  { ...account('admin', '11'), administrator: true },
  { ...account('both', '11', 'operator@11'), administrator: true },
];

const order: ConveneBody = {
  title: 'Giao ban tuần',
  unit: unitId('11'),
  scheduledAt: 1_800_000_000_000,
  chair: personId('head'),
  agenda: [
    { title: 'Khai mạc', presenter: 'Văn phòng', plannedMinutes: 10 },
    { title: 'Thảo luận', presenter: '', plannedMinutes: null },
  ],
  admission: 'sites',
  secret: false,
};

function drafted(change: Partial<ConveneBody> = {}, convener = 'head') {
  return draftMeeting({
    id: 'm1' as MeetingId,
    order: { ...order, ...change },
    convener: personId(convener),
    levels: [{ id: level, name: 'Cấp' }],
    units,
    accounts,
  });
}

function draft(change: Partial<ConveneBody> = {}, convener = 'head') {
  const outcome = drafted(change, convener);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

/** Everybody's roles by name; sites by their unit. */
const invited = (change: Partial<ConveneBody> = {}, convener = 'head') =>
  Object.fromEntries(
    draft(change, convener).invited.map(({ card, roles }) => [
      card.participant.replace('person:', ''),
      roles.map(({ role, unit }) => `${role}@${unit}`).join(' '),
    ]),
  );

describe('the draft of an ordered meeting', () => {
  it('CONVENE-3: sites of the subtree, its enabled persons with the standing roles that count there, guests without', () => {
    expect(invited()).toEqual({
      head: 'chair@11',
      second: 'deputy@11 delegate@11',
      aide: 'secretary@11.103',
      plain: 'guest@11.103.1',
      stray: 'guest@11',
      both: 'operator@11',
      'site:11': 'site@11',
      'site:11.103': 'site@11.103',
      'site:11.103.1': 'site@11.103.1',
    });
  });

  it('CONVENE-3: who called it comes too, from a unit above; an administrator without a standing role does not', () => {
    expect(invited({}, 'clerk').clerk).toBe('secretary@11');
    expect(Object.keys(invited({}, 'clerk'))).toHaveLength(Object.keys(invited()).length + 1);
    expect(invited({}, 'admin')).toEqual(invited());
    expect(invited({ chair: personId('admin') }).admin).toBe('chair@11');
  });

  it('CONVENE-2: a chair from above comes with the role over the convening unit, and keeps what counts here', () => {
    expect(invited({ chair: personId('minister') }).minister).toBe('chair@11 chair@TW');
  });

  it.each([
    ['somebody from beside', 'beside'],
    ['somebody whose account is disabled', 'former'],
    ['somebody of a unit that left the tree', 'moved'],
    ['somebody nobody knows', 'nobody'],
  ])('CONVENE-2: %s is not found to chair', (_who, name) => {
    expect(drafted({ chair: personId(name) })).toEqual({ ok: false, refusal: { code: 'not-found' } });
  });

  it('CONVENE-2: a site is not found to chair', () => {
    expect(drafted({ chair: 'site:11' as ParticipantId }).ok).toBe(false);
  });

  it('CONVENE-4: the chosen chair stands first, before whoever chairs the unit in daily life', () => {
    const creation = createMeeting(draft({ chair: personId('plain') }));
    if (!creation.ok) throw new Error(creation.refusal.code);
    expect(chairsOf(found(creation.event, 1))).toEqual([personId('plain'), personId('head')]);
  });

  it('takes the units of the subtree and those above whoever comes, in their order: a tree that core accepts', () => {
    expect(draft().units.map(({ id }) => id)).toEqual(['TW', '11', '11.103', '11.103.1']);
    for (const unit of units.map(({ id }) => id))
      expect(createMeeting(draft({ unit, chair: personId('minister') }, 'beside')).ok, unit).toBe(true);
  });

  it('LIFE-1: a meeting marked secret is drafted as such, and refused by the core', () => {
    expect(createMeeting(draft({ secret: true }))).toEqual({
      ok: false,
      refusal: { code: 'secret-meeting' },
    });
  });

  it('carries title, time, admission and agenda over; planned minutes become milliseconds', () => {
    const creation = createMeeting(draft());
    if (!creation.ok) throw new Error(creation.refusal.code);
    const meeting = found(creation.event, 1);
    expect(meeting).toMatchObject({
      title: 'Giao ban tuần',
      unit: '11',
      scheduledAt: 1_800_000_000_000,
      settings: { admission: 'sites' },
      agenda: [
        { title: 'Khai mạc', presenter: 'Văn phòng', plannedMs: 600_000 },
        { title: 'Thảo luận', presenter: '', plannedMs: null },
      ],
    });
    const opened = {
      seq: 2,
      at: 1,
      by: { kind: 'system', part: 'hub' },
      event: { type: 'meeting.opened' },
    } as const;
    expect(apply(meeting, opened).phase.kind).toBe('live');
  });

  it('shows nothing of an account but name, position and unit', () => {
    expect(JSON.stringify(draft())).not.toContain('never shown');
  });
});
