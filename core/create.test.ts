import { describe, expect, it } from 'vitest';
import {
  draft,
  founding,
  id,
  levels,
  places,
  scheduledMeeting,
  seats,
  units,
  who,
} from '../test/doubles/meeting.ts';
import { createMeeting, type MeetingDraft } from './create.ts';
import type { LevelId, UnitId } from './id.ts';
import { usualSettings } from './settings.ts';

function refusalOf(change: Partial<MeetingDraft>): string | null {
  const creation = createMeeting(draft(change));
  return creation.ok ? null : creation.refusal.code;
}

const nowhere = id<UnitId>('nowhere');
const { chair, delegate } = seats;
const delegating = { role: 'delegate', unit: places.commune } as const;
const chairing = { card: chair.card, roles: [{ role: 'chair', unit: places.central }] } as const;

describe('founding a meeting', () => {
  it('LIFE-1: everybody invited has a seat and their roles, and nobody is there yet', () => {
    const meeting = scheduledMeeting();
    expect(meeting.phase).toEqual({ kind: 'scheduled' });
    expect(Object.keys(meeting.participantById)).toHaveLength(Object.keys(seats).length);
    expect(new Set(Object.values(meeting.participantById).map(({ presence }) => presence.kind))).toEqual(
      new Set(['absent']),
    );
    expect(meeting.roles).toContainEqual({
      participant: who.delegate,
      role: 'delegate',
      unit: places.commune,
    });
    expect(meeting.agenda.map((item) => item.id)).toEqual(['a1', 'a2']);
    expect(Object.keys(meeting.unitById)).toHaveLength(units.length);
  });

  it('LIFE-1: settings that the draft leaves out are the usual ones', () => {
    const { settings } = founding({ settings: { maxSpeakers: 5 } }).event;
    expect(settings).toEqual({ ...usualSettings, maxSpeakers: 5 });
  });

  it('LIFE-1: how long it is to last, and what an agenda item takes, is as ordered, or nothing was said', () => {
    expect(founding().event.plannedMs).toBeNull();
    expect(founding({ plannedMs: 5_400_000 }).event.plannedMs).toBe(5_400_000);
    const item = { title: 'Chất vấn', presenter: '', plannedMs: null };
    const own = { kinds: ['question', 'answer'], limitMsByKind: { answer: 300_000 } } as const;
    expect(founding({ agenda: [item, { ...item, ...own }] }).event.agenda).toEqual([
      { id: 'a1', ...item, kinds: [], limitMsByKind: {} },
      { id: 'a2', ...item, ...own },
    ]);
  });

  it('LIFE-1: a meeting marked secret is refused', () => {
    expect(refusalOf({ secret: true })).toBe('secret-meeting');
  });

  it.each<[string, Partial<MeetingDraft>]>([
    ['a unit whose parent is missing', { units: units.filter(({ id: unit }) => unit !== places.district) }],
    ['a unit of no known level', { levels: levels.slice(0, 2) }],
    ['a convening unit that is not in the tree', { unit: nowhere }],
    [
      'a seat in a unit that is not in the tree',
      { invited: [chairing, { card: { ...delegate.card, unit: nowhere }, roles: [] }] },
    ],
    [
      'a role over a unit that is not in the tree',
      {
        invited: [
          chairing,
          { card: delegate.card, roles: [delegating, { role: 'delegate', unit: nowhere }] },
        ],
      },
    ],
  ])('LIFE-1: %s is refused', (_, change) => {
    expect(refusalOf(change)).toBe('broken-units');
  });

  it('LIFE-1: a meeting without a chair over the convening unit is refused', () => {
    expect(refusalOf({ invited: [] })).toBe('last-chair');
    expect(refusalOf({ unit: places.district })).toBeNull();
    expect(refusalOf({ unit: places.commune })).toBe('last-chair');
  });

  it('LIFE-1: levels are data: three, or one, do as well as four', () => {
    const level = { id: id<LevelId>('any'), name: 'any' };
    const flat = units.map((unit) => ({ ...unit, level: level.id }));
    expect(refusalOf({ levels: [level], units: flat })).toBeNull();
  });
});
