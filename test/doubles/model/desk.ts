import type { FloorRequestId, ParticipantId, UnitId } from '../../../core/id.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import { unable } from './floor.ts';
import { isOver, type Rule, standstill } from './rule.ts';
import { chairsOf, hallOf, hallOfUnit, isManned } from './standing.ts';
import { heldBy, isDebate, lineName, type Model, type Person, type Request, requestOf } from './state.ts';
import { upwardFrom } from './tree.ts';

/* Requests, and the desks they lie at. */

function firstDesk(model: Model, who: ParticipantId, units: readonly UnitId[]): UnitId {
  const hall = hallOf(model, who);
  const below = units.filter((unit) => unit !== hall && hallOfUnit(model, unit) === hall);
  return below.find((unit) => chairsOf(model, unit).some((chair) => chair !== who)) ?? hall;
}

/** DESK-1. */
export function deskFor(model: Model, who: ParticipantId): UnitId {
  const seat = model.people.get(who)?.unit;
  if (seat === undefined || model.settings.requestRoute === 'direct') return hallOf(model, who);
  return firstDesk(model, who, upwardFrom(seat));
}

/** The desk above the one where it lies; undefined at the hall's own. */
export function deskAbove(model: Model, { by, desk }: Request): UnitId | undefined {
  if (desk === hallOf(model, by)) return undefined;
  return firstDesk(model, by, upwardFrom(desk).slice(1));
}

export function putAt(model: Model, request: Request, desk: UnitId): void {
  if (request.desk === desk) return;
  request.desk = desk;
  request.deskSince = model.now;
}

/** Joins the end; whoever asked the question, and asks now, comes before all other debates (QUESTION-3). */
export function ask(model: Model, asked: Omit<Request, 'id' | 'deskSince'>): void {
  const request: Request = { ...asked, id: null, deskSince: model.now };
  const question = model.questions.get(hallOf(model, asked.by));
  const hasPriority =
    !asked.enlisted &&
    asked.floor === 'speech' &&
    isDebate(asked.kind) &&
    model.settings.discussion === 'questioning' &&
    question?.asker === asked.by;
  const first = model.requests.findIndex((each) => each.floor === 'speech' && isDebate(each.kind));
  model.requests.splice(hasPriority && first !== -1 ? first : model.requests.length, 0, request);
}

export function forget(model: Model, request: Request | undefined): void {
  model.requests = model.requests.filter((each) => each !== request);
}

/** To a place of its line, counted from 0; beyond the end is the end (FLOOR-4). */
function move(model: Model, request: Request, position: number): void {
  const line = model.requests.filter((each) => lineName(each) === lineName(request));
  const others = line.filter((each) => each !== request);
  const whole = Number.isNaN(position) ? 0 : Math.trunc(position);
  const wanted = [...others.slice(0, Math.max(0, whole)), request, ...others.slice(Math.max(0, whole))];
  let next = 0;
  model.requests = model.requests.map((each) => (line.includes(each) ? (wanted[next++] ?? each) : each));
}

export function requestById(model: Model, id: FloorRequestId): Request | undefined {
  return model.requests.find((each) => each.id === id);
}

/** DESK-4. Whoever begins to act at this moment is there already. */
export function climb(model: Model, goneSince: (unit: UnitId) => number | null): void {
  for (const request of model.requests) {
    const above = deskAbove(model, request);
    if (above === undefined || isManned(model, request.desk)) continue;
    const since = Math.max(request.deskSince, goneSince(request.desk) ?? 0);
    if (model.now >= since + model.settings.climbAfterMs) putAt(model, request, above);
  }
}

/** Why somebody is left out of a list (DESK-5); a lost line leaves nobody out. */
function unlisted(model: Model, to: Person | undefined, hall: UnitId): readonly RefusalCode[] {
  if (to === undefined) return ['not-found'];
  const away = to.presence !== 'present' && to.presence !== 'dropped';
  return [
    ...unable(model, to, { floor: 'speech', hall }).filter((code) => code !== 'not-present'),
    ...(away ? (['not-present'] as const) : []),
    ...(requestOf(model, to.id, 'speech') ? (['already-requested'] as const) : []),
  ];
}

const atItsDesk = (request: Request | undefined) =>
  ({ permission: 'floor.conduct', over: request?.desk, missing: 'not-requested' }) as const;

export const deskRules = {
  'floor.cancel': (model, self, { request: id }) => {
    const request = requestById(model, id);
    return {
      refusals: [request?.by !== self.id && 'not-requested'],
      happens: () => forget(model, request),
    };
  },
  'floor.deny': (model, _, { request: id }) => {
    const request = requestById(model, id);
    return { needs: atItsDesk(request), happens: () => forget(model, request) };
  },
  'floor.move': (model, _, { request: id, position }) => {
    const request = requestById(model, id);
    return { needs: atItsDesk(request), happens: () => request && move(model, request, position) };
  },
  'floor.forward': (model, _, { request: id }) => {
    const request = requestById(model, id);
    const above = request && deskAbove(model, request);
    return {
      needs: atItsDesk(request),
      refusals: [above === undefined && 'no-desk-above'],
      happens: () => request && above && putAt(model, request, above),
    };
  },
  'floor.enlist': (model, self, { participants, kind, limitMs }) => {
    const hall = hallOf(model, self.id);
    const list = [...new Set(participants)];
    const listed = list.filter((id) => unlisted(model, model.people.get(id), hall).length === 0);
    const [first] = list;
    const why =
      first === undefined ? (['not-found'] as const) : unlisted(model, model.people.get(first), hall);
    return {
      needs: { permission: 'floor.conduct', over: hall },
      refusals: [...standstill(model, hall), ...(listed.length === 0 ? why : [])],
      happens: () => {
        for (const by of listed)
          ask(model, { floor: 'speech', by, kind, limitMs, enlisted: true, desk: hall });
      },
    };
  },
  'opinion.collect': (model, self) => {
    const hall = hallOf(model, self.id);
    const waiting = model.requests.filter(({ floor, desk }) => floor === 'speech' && desk === hall);
    return {
      needs: { permission: 'floor.conduct', over: hall },
      refusals: [...isOver(model, hall), waiting.length === 0 && 'queue-empty'],
      happens: () => {
        model.opinions.push(...waiting.map(({ by }) => by));
        for (const each of waiting) forget(model, each);
      },
    };
  },
} as const satisfies {
  [T in
    | 'floor.cancel'
    | 'floor.deny'
    | 'floor.move'
    | 'floor.forward'
    | 'floor.enlist'
    | 'opinion.collect']: Rule<T>;
};

/** Whether somebody may ask for this floor just now. */
export function askedAlready(model: Model, self: Person, floor: Request['floor']): readonly RefusalCode[] {
  return [
    ...(heldBy(model, self.id, floor) ? (['already-holding'] as const) : []),
    ...(requestOf(model, self.id, floor) ? (['already-requested'] as const) : []),
  ];
}
