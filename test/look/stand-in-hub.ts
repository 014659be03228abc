import { demoAccounts, demoMeeting } from '../../config/demo.ts';
import unitFile from '../../config/units-4-levels.json' with { type: 'json' };
import type { Actor } from '../../core/actor.ts';
import { apply, found } from '../../core/apply.ts';
import type { Command, ParticipantCommand } from '../../core/command.ts';
import { createMeeting } from '../../core/create.ts';
import { decide } from '../../core/decide.ts';
import type { Id, LevelId, MeetingId, ParticipantId, UnitId } from '../../core/id.ts';
import type { Card, Meeting } from '../../core/meeting.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Unit } from '../../core/unit.ts';

/**
 * The demo's meeting of 77 sites played by the core itself inside the page, so that the screens can be looked at in
 * any state without a hub, a network or a camera.
 */
function id<T extends Id<string>>(text: string): T {
  return text as T;
}

const units: readonly Unit[] = unitFile.units.map((unit) => ({
  id: id<UnitId>(unit.id),
  name: unit.name,
  level: id<LevelId>(unit.level),
  parent: 'parent' in unit && typeof unit.parent === 'string' ? id<UnitId>(unit.parent) : null,
}));
const levels = unitFile.levels.map((level) => ({ id: id<LevelId>(level.id), name: level.name }));

function unitOf(unit: string): Unit {
  const known = units.find((each) => each.id === unit);
  if (!known) throw new Error(`no unit ${unit}`);
  return known;
}

function card(given: {
  kind: Card['kind'];
  key: string;
  name: string;
  position?: string;
  unit: string;
}): Card {
  const { id: unit, name: unitName, level } = unitOf(given.unit);
  const participant = id<ParticipantId>(`${given.kind}:${given.key}`);
  return {
    participant,
    kind: given.kind,
    name: given.name,
    position: given.position ?? '',
    unit,
    unitName,
    level,
  };
}

export const site = (unit: string): ParticipantId => id(`site:${unit}`);
export const person = (username: string): ParticipantId => id(`person:${username}`);

const sites = units.map((unit) => ({
  card: card({ kind: 'site', key: unit.id, name: unit.name, unit: unit.id }),
  roles: [{ role: 'site' as const, unit: unit.id }],
}));
const people = demoAccounts
  .filter((account) => account.standingRoles.length > 0)
  .map((account) => ({
    card: card({ kind: 'person', key: account.username, ...account }),
    roles: account.standingRoles.map(({ role, unit }) => ({ role, unit: id<UnitId>(unit) })),
  }));
const extra = [
  {
    card: card({
      kind: 'person',
      key: 'pho',
      name: 'Nguyễn Hoàng Thị Bích Phương Uyên',
      position: 'Phó Trưởng ban, kiêm Chánh Văn phòng Ban Chỉ đạo Chuyển đổi số quốc gia',
      unit: 'TW',
    }),
    roles: [{ role: 'deputy' as const, unit: id<UnitId>('TW') }],
  },
  {
    card: card({ kind: 'person', key: 'duthinh', name: 'Trần Văn Bảo', position: 'Phóng viên', unit: 'TW' }),
    roles: [{ role: 'observer' as const, unit: id<UnitId>('TW') }],
  },
];

/** 08:00 of a working day, in whatever zone the browser stands in. */
export const scheduledAt = new Date(2026, 10, 23, 8, 0).getTime();

export type StandInHub = {
  readonly meeting: () => Meeting;
  /** Sets the clock of what follows, in ms after the meeting's time. */
  readonly at: (ms: number) => void;
  readonly now: () => number;
  readonly do: (as: ParticipantId, command: ParticipantCommand) => Refusal | null;
  readonly system: (part: 'clock' | 'media' | 'recorder' | 'hub', command: Command) => Refusal | null;
  readonly join: (participant: ParticipantId, camera?: 'on' | 'off') => void;
  /** Somebody who was not invited. */
  readonly stranger: (key: string, name: string, position: string, unit: string) => void;
  readonly watch: (listener: () => void) => void;
};

export function createStandInHub(): StandInHub {
  const created = createMeeting({
    id: id<MeetingId>('giao-ban'),
    title: demoMeeting.title,
    unit: id<UnitId>(demoMeeting.unit),
    scheduledAt,
    secret: false,
    settings: {},
    levels,
    units,
    agenda: demoMeeting.agenda.map(({ title, presenter, plannedMinutes }) => ({
      title,
      presenter,
      plannedMs: plannedMinutes * 60_000,
    })),
    invited: [...sites, ...people, ...extra],
  });
  if (!created.ok) throw new Error(created.refusal.code);
  let meeting = found(created.event, 1);
  let now = scheduledAt;
  const listeners = new Set<() => void>();

  function submit(by: Actor, command: Command): Refusal | null {
    const decision = decide(meeting, by, command, now);
    if (!decision.ok) return decision.refusal;
    for (const event of decision.events) meeting = apply(meeting, { seq: meeting.seq + 1, at: now, event });
    for (const listener of listeners) listener();
    return null;
  }

  const join = (given: Card, camera: 'on' | 'off') =>
    void submit({ kind: 'system', part: 'hub' }, { type: 'participant.join', card: given, camera });

  return {
    meeting: () => meeting,
    at: (ms) => {
      now = scheduledAt + ms;
    },
    now: () => now,
    do: (as, command) => submit({ kind: 'participant', id: as }, command),
    system: (part, command) => submit({ kind: 'system', part }, command),
    join: (participant, camera = 'on') => {
      const known = meeting.participantById[participant];
      if (!known) throw new Error(`not invited: ${participant}`);
      join(known.card, camera);
    },
    stranger: (key, name, position, unit) => join(card({ kind: 'person', key, name, position, unit }), 'on'),
    watch: (listener) => void listeners.add(listener),
  };
}
