import type { FloorRequestId } from '../../../core/id.ts';
import type { Delegation, FloorGrant, FloorRequest, Meeting } from '../../../core/meeting.ts';
import { type Given, holderOf, lineName, type Model, type Request } from './state.ts';
import { faceOfCoreVote, faceOfVote } from './vote.ts';

/*
 * What of a meeting is compared: the same plain shape from the core's state and from the model's. Requests stand in
 * their lines, since which of two lines comes first means nothing.
 */

function grouped(
  entries: readonly (readonly [string, string])[],
): Readonly<Record<string, readonly string[]>> {
  const groups = Map.groupBy(entries, ([key]) => key);
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, all]) => [key, all.map(([, value]) => value)]));
}

function byKey(entries: Iterable<readonly [string, unknown]>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entries);
}

/** What tells a floor from every other that is given at one time. */
export function keyOfGiven(given: FloorGrant | Delegation | Given): string {
  if ('holder' in given) return `${given.floor} ${given.holder.participant}`;
  if ('unit' in given) return `speech ${given.unit}`;
  return `${given.floor} ${holderOf(given) ?? ('unit' in given.to ? given.to.unit : '')}`;
}

export function keyOfRequest(request: FloorRequest | Request): string {
  return `${request.floor} ${'beneficiary' in request ? request.beneficiary.participant : request.by}`;
}

function faceOfGiven(given: FloorGrant | Delegation | Given, under: string | null) {
  const { hall, authority, kind, at, limitMs, pausedAt, pausedMs, clock } = given;
  const taken = 'taken' in given && given.taken;
  return { hall, authority, kind, under, taken, at, limitMs, pausedAt, pausedMs, clock };
}

function faceOfRequest(request: FloorRequest | Request): string {
  const { kind, limitMs, enlisted, deskSince } = request;
  return [keyOfRequest(request), kind, limitMs, enlisted, deskSince].join(' ');
}

function spoken(who: string, kind: string, ms: number): string {
  return `${who} ${kind} ${ms}`;
}

/** The core's state. */
export function faceOfMeeting(meeting: Meeting) {
  const given = [...meeting.grants, ...meeting.delegations];
  const keyById = new Map<FloorRequestId, string>(given.map((each) => [each.id, keyOfGiven(each)]));
  const { phase } = meeting;
  return {
    phase: phase.kind,
    resting: phase.kind === 'live' && phase.rest !== null,
    adjourned: phase.kind === 'live' && phase.adjournedAt !== null,
    settings: meeting.settings,
    people: byKey(
      Object.values(meeting.participantById).map(({ card, presence, microphone, camera }) => [
        card.participant,
        `${presence.kind} ${card.unit}, microphone ${microphone}, camera ${camera}`,
      ]),
    ),
    roles: meeting.roles.map(({ participant, role, unit }) => `${participant} ${role} ${unit}`),
    sidebars: byKey(meeting.sidebars.map(({ unit, recalled }) => [unit, [...recalled].sort()])),
    lines: grouped(meeting.queue.map((each) => [lineName(each), faceOfRequest(each)])),
    given: byKey(
      given.map((each) => [
        keyOfGiven(each),
        faceOfGiven(each, each.under === null ? null : (keyById.get(each.under) ?? 'nothing')),
      ]),
    ),
    acting: byKey(
      Object.entries(meeting.actingByUnit).map(([unit, { participant, why }]) => [
        unit,
        `${participant} ${why}`,
      ]),
    ),
    questions: byKey(
      meeting.questions.map(({ hall, asker, answerer, endedAt }) => [
        hall,
        `${asker.participant} ${answerer.participant} ${endedAt !== null}`,
      ]),
    ),
    opinions: meeting.opinions.map(({ author }) => author.participant),
    votes: meeting.votes.map(faceOfCoreVote),
    said: meeting.speeches
      .map(({ speaker, kind, spokenMs }) => spoken(speaker.participant, kind, spokenMs))
      .sort(),
  };
}

export type Face = ReturnType<typeof faceOfMeeting>;

/** The core keeps what people hold apart from what units do. */
function peopleFirst(one: Given, other: Given): number {
  return Number('unit' in one.to) - Number('unit' in other.to);
}

/** The model's. */
export function faceOfModel(model: Model): Face {
  return {
    phase: model.phase,
    resting: model.phase === 'live' && model.resting,
    adjourned: model.phase === 'live' && model.adjourned,
    settings: model.settings,
    people: byKey(
      [...model.people.values()].map(({ id, unit, presence, microphone, camera }) => [
        id,
        `${presence} ${unit}, microphone ${microphone ? 'on' : 'off'}, camera ${camera ? 'on' : 'off'}`,
      ]),
    ),
    roles: model.roles.map(({ participant, role, unit }) => `${participant} ${role} ${unit}`),
    sidebars: byKey([...model.sidebars].map(([unit, recalled]) => [unit, [...recalled].sort()])),
    lines: grouped(model.requests.map((each) => [lineName(each), faceOfRequest(each)])),
    given: byKey(
      model.given
        .toSorted(peopleFirst)
        .map((each) => [
          keyOfGiven(each),
          faceOfGiven(each, each.under === null ? null : keyOfGiven(each.under)),
        ]),
    ),
    acting: byKey([...model.acting].map(([unit, { who, why }]) => [unit, `${who} ${why}`])),
    questions: byKey(
      [...model.questions].map(([hall, { asker, answerer, isOver }]) => [
        hall,
        `${asker} ${answerer} ${isOver}`,
      ]),
    ),
    opinions: model.opinions,
    votes: model.votes.map(faceOfVote),
    said: model.said.map(({ who, kind, ms }) => spoken(who, kind, ms)).sort(),
  };
}

/**
 * Names are the core's to give: the model learns them once both agree, and with them in which order requests of
 * different lines stand. A request keeps its name when it is granted (FLOOR-6): gives the names that changed.
 */
export function learnNames(model: Model, meeting: Meeting): readonly string[] {
  const idByKey = new Map<string, FloorRequestId>([
    ...meeting.queue.map((each) => [`asked ${keyOfRequest(each)}`, each.id] as const),
    ...[...meeting.grants, ...meeting.delegations].map(
      (each) => [`given ${keyOfGiven(each)}`, each.id] as const,
    ),
  ]);
  const changed: string[] = [];
  const learn = (key: string, named: { id: FloorRequestId | null }) => {
    const id = idByKey.get(key) ?? null;
    if (named.id !== null && named.id !== id) changed.push(key);
    named.id = id;
  };
  for (const each of model.requests) learn(`asked ${keyOfRequest(each)}`, each);
  for (const each of model.given) learn(`given ${keyOfGiven(each)}`, each);
  for (const [index, vote] of model.votes.entries()) vote.id = meeting.votes[index]?.id ?? null;
  const order = meeting.queue.map(keyOfRequest);
  model.requests.sort((a, b) => order.indexOf(keyOfRequest(a)) - order.indexOf(keyOfRequest(b)));
  return changed;
}
