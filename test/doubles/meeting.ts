import type { Actor } from '../../core/actor.ts';
import { apply, found } from '../../core/apply.ts';
import type { Command, CommandOf } from '../../core/command.ts';
import { createMeeting, type MeetingDraft } from '../../core/create.ts';
import { decide } from '../../core/decide.ts';
import type { Entry, EventOf, MeetingEvent } from '../../core/event.ts';
import type { Id, LevelId, MeetingId, ParticipantId, UnitId } from '../../core/id.ts';
import type { Card, Delegation, FloorGrant, FloorRequest, Meeting } from '../../core/meeting.ts';
import type { RefusalCode } from '../../core/refusal.ts';
import type { Role } from '../../core/role.ts';
import type { Level, Unit } from '../../core/unit.ts';

/**
 * A small meeting of four levels with everybody in it, and what plays it: the same for the core's own tests and for
 * those of the hub and the screens. Nothing here stands in for anything: it is the core, with people in it.
 */

/** An id as a schema would give it out. */
export function id<T extends Id<string>>(text: string): T {
  return text as T;
}

/** The time of every test's first step, epoch milliseconds. A fixed one: nothing depends on the day it runs. */
export const start = 1_800_000_000_000;

/** Milliseconds after the start. */
export function at(ms: number): number {
  return start + ms;
}

export const levels: readonly Level[] = ['central', 'province', 'district', 'commune'].map((name) => ({
  id: id<LevelId>(name),
  name,
}));

/** The central unit, two provinces, and below the first a district with two communes. An id starts with its parent's. */
export const places = {
  central: id<UnitId>('TW'),
  province: id<UnitId>('11'),
  district: id<UnitId>('11.103'),
  commune: id<UnitId>('11.103.1'),
  otherCommune: id<UnitId>('11.103.2'),
  otherProvince: id<UnitId>('12'),
  farDistrict: id<UnitId>('12.110'),
  farCommune: id<UnitId>('12.110.1'),
} as const;

const levelByDepth = ['province', 'district', 'commune'] as const;

/** The units of `places`. */
export const units: readonly Unit[] = Object.values(places).map((unit) => {
  const parts = unit.split('.');
  const parent = parts.length > 1 ? id<UnitId>(parts.slice(0, -1).join('.')) : places.central;
  const level = id<LevelId>(levelByDepth[parts.length - 1] ?? 'commune');
  return unit === places.central
    ? { id: unit, name: `unit ${unit}`, level: id<LevelId>('central'), parent: null }
    : { id: unit, name: `unit ${unit}`, level, parent };
});

export function cardOf(kind: Card['kind'], name: string, unit: UnitId): Card {
  const place = units.find((each) => each.id === unit);
  return {
    participant: id<ParticipantId>(`${kind}:${name}`),
    kind,
    name: `Name of ${name}`,
    position: kind === 'person' ? `position of ${name}` : '',
    unit,
    unitName: `unit ${unit}`,
    level: place?.level ?? id<LevelId>('commune'),
  };
}

type Seat = { readonly card: Card; readonly roles: readonly Role[] };

function person(name: string, unit: UnitId, ...roles: readonly Role[]): Seat {
  return { card: cardOf('person', name, unit), roles };
}

function site(unit: UnitId): Seat {
  return { card: cardOf('site', unit, unit), roles: ['site'] };
}

/** Everybody invited, each with its roles over its own unit. */
export const seats = {
  chair: person('chair', places.central, 'chair'),
  deputy: person('deputy', places.central, 'deputy'),
  secondDeputy: person('deputy-2', places.central, 'deputy'),
  secretary: person('secretary', places.central, 'secretary'),
  operator: person('operator', places.central, 'operator'),
  provinceChair: person('province-chair', places.province, 'chair'),
  provinceSecretary: person('province-secretary', places.province, 'secretary'),
  provinceOperator: person('province-operator', places.province, 'operator'),
  districtChair: person('district-chair', places.district, 'chair'),
  otherProvinceChair: person('other-province-chair', places.otherProvince, 'chair'),
  delegate: person('delegate', places.commune, 'delegate'),
  farDelegate: person('far-delegate', places.farCommune, 'delegate'),
  guest: person('guest', places.central, 'guest'),
  observer: person('observer', places.otherCommune, 'observer'),
  centralSite: site(places.central),
  provinceSite: site(places.province),
  districtSite: site(places.district),
  communeSite: site(places.commune),
  otherProvinceSite: site(places.otherProvince),
  farSite: site(places.farCommune),
  recorder: { card: cardOf('recorder', 'one', places.central), roles: ['recorder'] },
} as const satisfies Record<string, Seat>;

export type SeatName = keyof typeof seats;

function idsOf<K extends string>(from: Readonly<Record<K, Seat>>): Readonly<Record<K, ParticipantId>> {
  const names = Object.keys(from) as K[];
  return Object.fromEntries(names.map((name) => [name, from[name].card.participant])) as Record<
    K,
    ParticipantId
  >;
}

/** The participant ids of `seats`, by the same names. */
export const who = idsOf(seats);

/** Two who were not invited: one below the province, one far from it. */
export const strangers = {
  near: cardOf('person', 'stranger', places.otherCommune),
  far: cardOf('person', 'far-stranger', places.farCommune),
} as const;

/** What the small meeting is founded from. */
export function draft(change: Partial<MeetingDraft> = {}): MeetingDraft {
  return {
    id: id<MeetingId>('m1'),
    title: 'A meeting of four levels',
    unit: places.central,
    scheduledAt: start,
    secret: false,
    settings: {},
    levels,
    units,
    agenda: [
      { title: 'Opening', presenter: 'Presenter one', plannedMs: null },
      { title: 'Reports', presenter: 'Presenter two', plannedMs: 600_000 },
    ],
    invited: Object.values(seats).map(({ card, roles }) => ({
      card,
      roles: roles.map((role) => ({ role, unit: card.unit })),
    })),
    ...change,
  };
}

/** The founding entry of the small meeting. Throws if the draft is refused: then the test itself is wrong. */
export function founding(change: Partial<MeetingDraft> = {}): Entry & { event: EventOf<'meeting.created'> } {
  const creation = createMeeting(draft(change));
  if (!creation.ok) throw new Error(`the draft was refused: ${creation.refusal.code}`);
  return { seq: 1, at: start, by: system('hub'), event: creation.event };
}

/** The small meeting before anybody has come. */
export function scheduledMeeting(change: Partial<MeetingDraft> = {}): Meeting {
  const { event, seq } = founding(change);
  return found(event, seq);
}

export function by(participant: ParticipantId): Actor {
  return { kind: 'participant', id: participant };
}

export function system(part: 'clock' | 'media' | 'recorder' | 'hub'): Actor {
  return { kind: 'system', part };
}

export const administrator: Actor = { kind: 'administrator', id: 'quantri' };

/** What came of a command. Refused: `meeting` is the same object as before, and `entries` is empty. */
export type Outcome = {
  readonly meeting: Meeting;
  readonly entries: readonly Entry[];
  readonly events: readonly MeetingEvent[];
  readonly refusal: RefusalCode | null;
};

/** Decides and applies, as the session does. */
export function act(meeting: Meeting, actor: Actor, command: Command, now: number = start): Outcome {
  const decision = decide(meeting, actor, command, now);
  if (!decision.ok) return { meeting, entries: [], events: [], refusal: decision.refusal.code };
  const entries = decision.events.map(
    (event, index): Entry => ({ seq: meeting.seq + 1 + index, at: now, by: actor, event }),
  );
  return { meeting: entries.reduce(apply, meeting), entries, events: decision.events, refusal: null };
}

export type Step = readonly [actor: Actor | ParticipantId, command: Command, now?: number];

/** Plays steps that must all be accepted; throws at the first that is not. */
export function play(meeting: Meeting, ...steps: readonly Step[]): Meeting {
  return steps.reduce((before, [actor, command, now]) => {
    const outcome = act(before, typeof actor === 'string' ? by(actor) : actor, command, now);
    if (outcome.refusal !== null) throw new Error(`${command.type} was refused: ${outcome.refusal}`);
    return outcome.meeting;
  }, meeting);
}

export function join(card: Card, camera: 'on' | 'off' = 'off'): CommandOf<'participant.join'> {
  return { type: 'participant.join', card, camera };
}

export function drop(participant: ParticipantId): CommandOf<'participant.drop'> {
  return { type: 'participant.drop', participant };
}

/** Gives somebody the speech floor, with the presets. */
export function grant(
  participant: ParticipantId,
  change: Partial<CommandOf<'floor.grant'>> = {},
): CommandOf<'floor.grant'> {
  return { type: 'floor.grant', floor: 'speech', participant, kind: null, limitMs: null, ...change };
}

/** Gives the speech floor to a unit, with the presets. */
export function delegate(
  unit: UnitId,
  change: Partial<CommandOf<'floor.delegate'>> = {},
): CommandOf<'floor.delegate'> {
  return { type: 'floor.delegate', unit, kind: null, limitMs: null, ...change };
}

export function request(change: Partial<CommandOf<'floor.request'>> = {}): CommandOf<'floor.request'> {
  return { type: 'floor.request', floor: 'speech', kind: 'discussion', topic: '', ...change };
}

function arrive(meeting: Meeting, { card }: Seat): Meeting {
  const come = play(meeting, [system('hub'), join(card)]);
  const waits = come.participantById[card.participant]?.presence.kind === 'waiting';
  return waits ? play(come, [who.chair, { type: 'participant.admit', participant: card.participant }]) : come;
}

/** Everybody invited is there, let in by the chair where the settings want it, and the chair has opened. */
export function liveMeeting(change: Partial<MeetingDraft> = {}): Meeting {
  const full = Object.values(seats).reduce(arrive, scheduledMeeting(change));
  return play(full, [who.chair, { type: 'meeting.open' }]);
}

/** The live meeting while the first deputy acts: the chair's line has been gone for the usual 20 s. */
export function meetingWithoutChair(change: Partial<MeetingDraft> = {}): Meeting {
  return play(
    liveMeeting(change),
    [system('hub'), drop(who.chair)],
    [system('clock'), { type: 'clock.tick' }, at(20_000)],
  );
}

/** What somebody holds of a floor. Throws if it holds none: then the test itself is wrong. */
export function grantOf(
  meeting: Meeting,
  participant: ParticipantId,
  floor: 'speech' | 'content' = 'speech',
): FloorGrant {
  const held = meeting.grants.find((each) => each.holder.participant === participant && each.floor === floor);
  if (!held) throw new Error(`${participant} holds no ${floor} floor`);
  return held;
}

/** The floor that a unit was given. Throws if it was given none: then the test itself is wrong. */
export function delegationTo(meeting: Meeting, unit: UnitId): Delegation {
  const given = meeting.delegations.find((each) => each.unit === unit);
  if (!given) throw new Error(`${unit} was not given the floor`);
  return given;
}

/** Somebody's pending request. Throws if there is none. */
export function requestBy(
  meeting: Meeting,
  participant: ParticipantId,
  floor: 'speech' | 'content' = 'speech',
): FloorRequest {
  const pending = meeting.queue.find(
    (each) => each.beneficiary.participant === participant && each.floor === floor,
  );
  if (!pending) throw new Error(`${participant} has not asked for the ${floor} floor`);
  return pending;
}

export function isOpen(meeting: Meeting, participant: ParticipantId): boolean {
  return meeting.participantById[participant]?.microphone === 'on';
}
