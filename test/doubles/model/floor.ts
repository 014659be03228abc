import type { ParticipantId, UnitId } from '../../../core/id.ts';
import type { Floor } from '../../../core/meeting.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import type { SpeechKind } from '../../../core/speech.ts';
import { hallOf, hallOfUnit, may, scopesOf, speaksFreely } from './standing.ts';
import { delegationsOf, type Given, heldBy, holderOf, type Model, type Person, requestOf } from './state.ts';
import { highestOf, isWithin } from './tree.ts';

/** Milliseconds spoken, pauses left out (TIME-6). */
export function spokenMs({ at, pausedAt, pausedMs }: Given, now: number): number {
  return (pausedAt ?? now) - at - pausedMs;
}

/** Ends a floor, the microphone it opened (FLOOR-7), and what stands under it (FLOOR-10). */
export function end(model: Model, given: Given): void {
  if (!model.given.includes(given)) return;
  model.given = model.given.filter((each) => each !== given);
  const who = holderOf(given);
  if (given.floor === 'speech' && who !== null) {
    const person = model.people.get(who);
    model.said.push({ who, kind: given.kind, ms: spokenMs(given, model.now) });
    if (person && !speaksFreely(model, who)) person.microphone = false;
  }
  for (const below of model.given.filter(({ under }) => under === given)) end(model, below);
}

export function endAll(model: Model, given: readonly Given[]): void {
  for (const each of given) end(model, each);
}

/** What is held of the speech floor in a hall, by people and by units. */
export function speechIn(model: Model, hall: UnitId): readonly Given[] {
  return model.given.filter((each) => each.floor === 'speech' && each.hall === hall);
}

/** Why somebody may not be given a floor in this hall, whoever gives it (FLOOR-12). */
export function unable(
  model: Model,
  to: Person,
  { floor, hall }: { floor: Floor; hall: UnitId },
): readonly RefusalCode[] {
  const all: readonly (RefusalCode | false)[] = [
    to.presence !== 'present' && 'not-present',
    hallOf(model, to.id) !== hall && 'elsewhere',
    !may(model, to.id, 'floor.hold', to.unit) && 'never-speaks',
    heldBy(model, to.id, floor) !== undefined && 'already-holding',
  ];
  return all.filter((code) => code !== false);
}

/** Whether one more may speak in the hall they sit in, once these were taken back (FLOOR-5). */
export function hasRoom(model: Model, to: ParticipantId, back: readonly Given[] = []): boolean {
  if (speaksFreely(model, to)) return true;
  const counted = speechIn(model, hallOf(model, to))
    .filter((each) => !back.includes(each))
    .map(holderOf)
    .filter((who) => who !== null && !speaksFreely(model, who));
  return counted.length < model.settings.maxSpeakers;
}

export type Mandate = {
  readonly authority: UnitId;
  readonly under: (Given & { to: { unit: UnitId } }) | null;
};

/** By what right somebody gives a floor to those of a unit (FLOOR-14); undefined: they were not called. */
export function mandateOver(model: Model, who: ParticipantId, unit: UnitId): Mandate | undefined {
  const hall = hallOf(model, who);
  if (may(model, who, 'floor.conduct', hall)) return { authority: hall, under: null };
  const scopes = scopesOf(model, who, 'floor.conduct').filter((scope) => isWithin(unit, scope));
  const authority = highestOf(scopes);
  if (authority === undefined) return undefined;
  const called = delegationsOf(model).filter(
    (each) => each.hall === hall && isWithin(each.to.unit, authority) && isWithin(unit, each.to.unit),
  );
  const top = highestOf(called.map(({ to }) => to.unit));
  const under = called.find(({ to }) => to.unit === top);
  return under && { authority, under };
}

/** The desk from which somebody conducts in the hall they sit in: the hall's, or that of a part of it. */
export function deskOf(model: Model, who: ParticipantId): UnitId | undefined {
  const hall = hallOf(model, who);
  if (may(model, who, 'floor.conduct', hall)) return hall;
  return highestOf(
    scopesOf(model, who, 'floor.conduct').filter((scope) => hallOfUnit(model, scope) === hall),
  );
}

export type Giving = Pick<Given, 'floor' | 'authority' | 'under' | 'taken' | 'kind'> & {
  readonly to: ParticipantId;
  readonly limitMs: number | null;
};

/** FLOOR-6, CONTENT-3. */
export function give(model: Model, { to, limitMs, ...giving }: Giving): void {
  const request = requestOf(model, to, giving.floor);
  const promised = request?.kind === giving.kind ? request.limitMs : null;
  const speaks = giving.floor === 'speech';
  model.requests = model.requests.filter((each) => each !== request);
  model.given.push({
    ...giving,
    id: request?.id ?? null,
    to: { who: to },
    hall: hallOf(model, to),
    at: model.now,
    limitMs: speaks ? (limitMs ?? promised ?? model.settings.limitMsByKind[giving.kind]) : null,
    pausedAt: null,
    pausedMs: 0,
    clock: 'running',
  });
  const person = model.people.get(to);
  if (speaks && person) person.microphone = true;
}

/** What somebody speaks of whom the floor is given without saying so. */
export function kindFor(model: Model, to: ParticipantId, { under }: Mandate): SpeechKind {
  return requestOf(model, to, 'speech')?.kind ?? under?.kind ?? 'discussion';
}

/** The floor as one takes it oneself in open discussion (FLOOR-19, MIC-4). */
export function take(model: Model, self: Person, kind: SpeechKind): void {
  const authority = hallOf(model, self.id);
  give(model, { floor: 'speech', to: self.id, kind, limitMs: null, authority, under: null, taken: true });
}
