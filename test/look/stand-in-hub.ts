import { demoAccounts, demoMeeting } from '../../config/demo.ts';
import unitFile from '../../config/units-4-levels.json' with { type: 'json' };
import type { Actor } from '../../core/actor.ts';
import { apply, found } from '../../core/apply.ts';
import type { Command, DocumentCommand, ParticipantCommand } from '../../core/command.ts';
import { createMeeting } from '../../core/create.ts';
import { decide } from '../../core/decide.ts';
import type { Entry } from '../../core/event.ts';
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
  /** All that happened, in order. */
  readonly entries: () => readonly Entry[];
  /** Sets the clock of what follows, in ms after the meeting's time. */
  readonly at: (ms: number) => void;
  readonly now: () => number;
  readonly do: (as: ParticipantId, command: ParticipantCommand | DocumentCommand) => Refusal | null;
  readonly system: (part: 'clock' | 'media' | 'recorder' | 'hub', command: Command) => Refusal | null;
  readonly join: (participant: ParticipantId, camera?: 'on' | 'off') => void;
  /** Somebody who was not invited. */
  readonly stranger: (key: string, name: string, position: string, unit: string) => void;
  readonly watch: (listener: () => void) => void;
};

/** Communes beyond those of the file, spread over its districts, some with names as long as they come. */
function moreUnits(count: number): readonly Unit[] {
  const districts = units.filter(({ level }) => level === 'district');
  const names = ['Xã Nậm Nhừ', 'Xã Chà Cang', 'Thị trấn Mường Chà', 'Xã Tân Phong', 'Phường Đông Hải'];
  const long = 'Xã Hoàng Hoa Thám Nguyễn Thị Minh Khai vùng đặc biệt khó khăn thuộc Chương trình 135';
  return Array.from({ length: count }, (_, index) => {
    const parent = districts[index % districts.length]?.id ?? id<UnitId>('TW');
    const name = index % 40 === 7 ? long : `${names[index % names.length]} ${index + 1}`;
    return { id: id<UnitId>(`${parent}.9${index}`), name, level: id<LevelId>('commune'), parent };
  });
}

const siteOf = (unit: Unit) => ({
  card: {
    participant: site(unit.id),
    kind: 'site' as const,
    name: unit.name,
    position: '',
    unit: unit.id,
    unitName: unit.name,
    level: unit.level,
  },
  roles: [{ role: 'site' as const, unit: unit.id }],
});

/** `count`: how many sites there are; the demo's 77, or more. */
export function createStandInHub(count = units.length): StandInHub {
  const more = moreUnits(Math.max(0, count - units.length));
  const created = createMeeting({
    id: id<MeetingId>('giao-ban'),
    title: demoMeeting.title,
    unit: id<UnitId>(demoMeeting.unit),
    scheduledAt,
    secret: false,
    settings: {},
    levels,
    units: [...units, ...more],
    agenda: demoMeeting.agenda.map(({ title, presenter, plannedMinutes }) => ({
      title,
      presenter,
      plannedMs: plannedMinutes * 60_000,
    })),
    invited: [...sites, ...more.map(siteOf), ...people, ...extra],
  });
  if (!created.ok) throw new Error(created.refusal.code);
  let meeting = found(created.event, 1);
  let now = scheduledAt;
  const entries: Entry[] = [
    { seq: 1, at: scheduledAt, by: { kind: 'system', part: 'hub' }, event: created.event },
  ];
  const listeners = new Set<() => void>();

  function submit(by: Actor, command: Command): Refusal | null {
    const decision = decide(meeting, by, command, now);
    if (!decision.ok) return decision.refusal;
    for (const event of decision.events) {
      const entry = { seq: meeting.seq + 1, at: now, by, event };
      entries.push(entry);
      meeting = apply(meeting, entry);
    }
    for (const listener of listeners) listener();
    return null;
  }

  const join = (given: Card, camera: 'on' | 'off') =>
    void submit({ kind: 'system', part: 'hub' }, { type: 'participant.join', card: given, camera });

  return {
    meeting: () => meeting,
    entries: () => entries,
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
