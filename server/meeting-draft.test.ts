import { describe, expect, it } from 'vitest';
import { apply, found } from '../core/apply.ts';
import { chairsOf } from '../core/authority.ts';
import { createMeeting } from '../core/create.ts';
import type { LevelId, MeetingId, ParticipantId, UnitId } from '../core/id.ts';
import type { Role } from '../core/role.ts';
import { usualSettings } from '../core/settings.ts';
import type { Unit } from '../core/unit.ts';
import { noUnits, type UnitChoice } from '../core/unit-choice.ts';
import { type ConveneBody, conveneBody, type NamedPerson } from '../protocol/convening.ts';
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
  plannedMinutes: 90,
  chair: personId('head'),
  agenda: [
    { title: 'Khai mạc', presenter: 'Văn phòng', plannedMinutes: 10, kinds: [], limitMinutesByKind: {} },
    {
      title: 'Thảo luận',
      presenter: '',
      plannedMinutes: null,
      kinds: ['discussion', 'debate'],
      limitMinutesByKind: { discussion: 5, debate: 1.5 },
    },
  ],
  invited: { units: { ...noUnits, all: [unitId('11')] }, usual: true, named: [] },
  settings: { ...usualSettings, admission: 'sites' },
  secret: false,
};

/** The invited part of an order; unsaid, it is as usual. */
const inviting = (
  change: Partial<{ units: Partial<UnitChoice>; usual: boolean; named: readonly NamedPerson[] }>,
): Pick<ConveneBody, 'invited'> => ({
  invited: conveneBody.shape.invited.parse({
    ...order.invited,
    ...change,
    ...(change.units ? { units: { ...noUnits, ...change.units } } : {}),
  }),
});
const named = (name: string, ...held: string[]): NamedPerson => ({
  participant: personId(name),
  roles: account(name, 'TW', ...held).standingRoles as NamedPerson['roles'],
});

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
    expect(chairsOf(found(creation.event, 1), unitId('11'))).toEqual([personId('plain'), personId('head')]);
  });

  it('takes the units of the subtree and those above whoever comes, in their order: a tree that core accepts', () => {
    expect(draft().units.map(({ id }) => id)).toEqual(['TW', '11', '11.103', '11.103.1']);
    for (const unit of units.map(({ id }) => id)) {
      const everyone = inviting({ units: { all: [unit] } });
      const change = { unit, chair: personId('minister'), ...everyone };
      expect(createMeeting(draft(change, 'beside')).ok, unit).toBe(true);
    }
  });

  it('CONVENE-5: all of the province but its district: neither site nor person of it comes, but who is named', () => {
    const choice = inviting({
      units: { all: [unitId('11')], none: [unitId('11.103')] },
      named: [named('plain', 'delegate@11.103.1')],
    });
    expect(invited(choice)).toEqual({
      head: 'chair@11',
      second: 'deputy@11 delegate@11',
      plain: 'delegate@11.103.1',
      stray: 'guest@11',
      both: 'operator@11',
      'site:11': 'site@11',
    });
  });

  it.each([
    ['beside', '12'],
    ['above', 'TW'],
    ['that is not there', 'gone'],
  ])('CONVENE-5: a unit %s is not found', (_where, unit) => {
    for (const word of ['all', 'none'] as const)
      expect(drafted(inviting({ units: { [word]: [unitId(unit)] } }))).toEqual({
        ok: false,
        refusal: { code: 'not-found' },
      });
  });

  it('CONVENE-3: none but those who are named, if it is ordered so; the sites come all the same', () => {
    const choice = inviting({ usual: false, named: [named('aide', 'secretary@11', 'chair@11.103')] });
    expect(invited(choice, 'second')).toEqual({
      head: 'chair@11',
      aide: 'secretary@11 chair@11.103',
      second: 'deputy@11 delegate@11',
      'site:11': 'site@11',
      'site:11.103': 'site@11.103',
      'site:11.103.1': 'site@11.103.1',
    });
  });

  it('CONVENE-6: who is named comes as that alone, to no role not at all, also the chair and who called it', () => {
    const choice = inviting({
      named: [named('second', 'observer@11'), named('aide'), named('head', 'operator@11.103')],
    });
    expect(invited(choice, 'aide')).toMatchObject({
      head: 'chair@11 operator@11.103',
      second: 'observer@11',
    });
    expect(invited(choice, 'aide')).not.toHaveProperty('aide');
  });

  it.each<[string, NamedPerson, string]>([
    ['over a unit above', named('second', 'operator@TW'), 'not-permitted'],
    ['over a unit beside', named('second', 'delegate@12'), 'not-permitted'],
    ['who is from beside', named('beside', 'guest@11'), 'not-permitted'],
    ['whose account is disabled', named('former', 'guest@11'), 'not-found'],
    ['whom nobody knows', named('nobody', 'guest@11'), 'not-found'],
  ])('CONVENE-6: somebody named %s is refused', (_what, person, code) => {
    expect(drafted(inviting({ named: [person] }))).toEqual({ ok: false, refusal: { code } });
  });

  it('LIFE-1: a meeting marked secret is drafted as such, and refused by the core', () => {
    expect(createMeeting(draft({ secret: true }))).toEqual({
      ok: false,
      refusal: { code: 'secret-meeting' },
    });
  });

  it('carries title, time, settings and agenda over; planned minutes become milliseconds', () => {
    const creation = createMeeting(draft());
    if (!creation.ok) throw new Error(creation.refusal.code);
    const meeting = found(creation.event, 1);
    expect(meeting).toMatchObject({
      title: 'Giao ban tuần',
      unit: '11',
      scheduledAt: 1_800_000_000_000,
      settings: { admission: 'sites' },
      agenda: [
        { title: 'Khai mạc', presenter: 'Văn phòng', plannedMs: 600_000, kinds: [], limitMsByKind: {} },
        {
          title: 'Thảo luận',
          presenter: '',
          plannedMs: null,
          kinds: ['discussion', 'debate'],
          limitMsByKind: { discussion: 300_000, debate: 90_000 },
        },
      ],
      plannedMs: 5_400_000,
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
