import type { FloorRequestId, ParticipantId, UnitId } from '../../../core/id.ts';
import { ask, askedAlready, deskFor } from './desk.ts';
import {
  deskOf,
  end,
  endAll,
  type Giving,
  give,
  hasRoom,
  kindFor,
  mandateOver,
  speechIn,
  spokenMs,
  take,
  unable,
} from './floor.ts';
import { type Rule, standstill } from './rule.ts';
import { chairsOf, conductorsOf, hallOf, hallOfUnit, isManned, may } from './standing.ts';
import {
  delegationsOf,
  type Given,
  heldBy,
  isDebate,
  type Model,
  type Person,
  type Request,
} from './state.ts';
import { isUnit, isWithin } from './tree.ts';

/* Floors asked for, given, passed on, and taken back. */

export function givenById(model: Model, id: FloorRequestId): Given | undefined {
  return model.given.find((each) => each.id === id);
}

function shownIn(model: Model, hall: UnitId): readonly Given[] {
  return model.given.filter((each) => each.floor === 'content' && each.hall === hall);
}

/** Shows this instead of what was shown in that hall (CONTENT-2). */
function show(model: Model, giving: Giving): void {
  endAll(model, shownIn(model, hallOf(model, giving.to)));
  give(model, giving);
}

/** Whether it stands under this one, however far below. */
function standsUnder(given: Given, above: Given): boolean {
  return given.under === above || (given.under !== null && standsUnder(given.under, above));
}

/** From which requests `floor.next` calls (FLOOR-11). */
function callable(model: Model, who: ParticipantId): readonly Request[] {
  const hall = hallOf(model, who);
  const desk = deskOf(model, who);
  const inLine = model.requests.filter(({ floor, kind }) => floor === 'speech' && !isDebate(kind));
  if (desk === undefined || desk === hall) return inLine.filter((each) => each.desk === hall);
  return inLine.filter((each) => {
    const seat = model.people.get(each.by)?.unit;
    const isMandated =
      seat !== undefined && mandateOver(model, who, seat) !== undefined && isWithin(seat, desk);
    return isMandated && isWithin(desk, each.desk) && hallOf(model, each.by) === hall;
  });
}

/** The delegation that a new one is passed on under, and those above it. */
function chain(under: Given | null): readonly Given[] {
  return under === null ? [] : [under, ...chain(under.under)];
}

const overItsAuthority = (given: Given | undefined) =>
  ({ permission: 'floor.conduct', over: given?.authority, missing: 'not-holding' }) as const;

function showsUnasked(model: Model, self: Person): Given | 'by role' | undefined {
  if (may(model, self.id, 'content.present', hallOf(model, self.id))) return 'by role';
  return heldBy(model, self.id, 'speech');
}

/** CONTENT-1, CONTENT-2. */
const requestContent: Rule<'floor.request'> = (model, self, { kind }) => {
  const hall = hallOf(model, self.id);
  const right = showsUnasked(model, self);
  if (right === undefined)
    return {
      needs: { permission: 'floor.request', over: self.unit },
      refusals: [...standstill(model, hall), ...askedAlready(model, self, 'content')],
      happens: () => {
        const desk = deskFor(model, self.id);
        ask(model, { floor: 'content', by: self.id, kind, limitMs: null, enlisted: false, desk });
      },
    };
  const replaces = shownIn(model, hall).length === 0 || may(model, self.id, 'floor.conduct', hall);
  const under = right === 'by role' ? null : right;
  return {
    refusals: [
      ...standstill(model, hall),
      heldBy(model, self.id, 'content') !== undefined && 'already-holding',
      !replaces && 'floor-taken',
    ],
    happens: () =>
      show(model, {
        floor: 'content',
        to: self.id,
        kind: 'presentation',
        limitMs: null,
        authority: hall,
        under,
        taken: true,
      }),
  };
};

const requestSpeech: Rule<'floor.request'> = (model, self, { kind }) => {
  const hall = hallOf(model, self.id);
  const takes = model.settings.discussion === 'open' && hasRoom(model, self.id);
  return {
    needs: { permission: 'floor.request', over: self.unit },
    refusals: [...standstill(model, hall), ...askedAlready(model, self, 'speech')],
    happens: () => {
      const desk = deskFor(model, self.id);
      if (takes) take(model, self, kind);
      else ask(model, { floor: 'speech', by: self.id, kind, limitMs: null, enlisted: false, desk });
    },
  };
};

export const speechRules = {
  'floor.request': (model, self, command) =>
    command.floor === 'content' ? requestContent(model, self, command) : requestSpeech(model, self, command),
  'floor.grant': (model, self, { floor, participant, kind, limitMs }) => {
    const hall = hallOf(model, self.id);
    const to = model.people.get(participant);
    const mandate = to && mandateOver(model, self.id, to.unit);
    const isAbove = shownIn(model, hall).some(
      (each) => !may(model, self.id, 'floor.conduct', each.authority),
    );
    return {
      needs: { permission: 'floor.conduct', over: to?.unit },
      refusals: [
        ...standstill(model, hall),
        ...(to ? unable(model, to, { floor, hall }) : (['not-found'] as const)),
        mandate === undefined && 'not-called',
        floor === 'speech' && !hasRoom(model, participant) && 'floor-full',
        floor === 'content' && isAbove && 'floor-taken',
      ],
      happens: () => {
        if (!mandate) return;
        const right = { ...mandate, to: participant, taken: false };
        if (floor === 'content')
          show(model, { ...right, floor, kind: kind ?? 'presentation', limitMs: null });
        else give(model, { ...right, floor, kind: kind ?? kindFor(model, participant, mandate), limitMs });
      },
    };
  },
  'floor.next': (model, self) => {
    const hall = hallOf(model, self.id);
    const desk = deskOf(model, self.id);
    const called = delegationsOf(model).some(
      (each) => desk !== undefined && each.hall === hall && isWithin(each.to.unit, desk),
    );
    const next = callable(model, self.id).find((each) => {
      const to = model.people.get(each.by);
      return to && unable(model, to, { floor: 'speech', hall }).length === 0;
    });
    const to = next && model.people.get(next.by);
    const mandate = to && mandateOver(model, self.id, to.unit);
    const under = mandate?.under ?? null;
    const back = speechIn(model, hall).filter((each) => under === null || standsUnder(each, under));
    const room = to !== undefined && hasRoom(model, to.id, back);
    return {
      needs: { permission: 'floor.conduct', over: desk ?? hall },
      refusals: [
        ...standstill(model, hall),
        desk !== hall && !called && 'not-called',
        next === undefined && 'queue-empty',
        mandate !== undefined && back.some((each) => model.now - each.at < 1_000) && 'already-holding',
        mandate !== undefined && !room && 'floor-full',
      ],
      happens: () => {
        if (!to || !mandate) return;
        endAll(model, back);
        const kind = kindFor(model, to.id, mandate);
        give(model, { ...mandate, floor: 'speech', to: to.id, kind, limitMs: null, taken: false });
      },
    };
  },
  'floor.delegate': (model, self, { unit, kind, limitMs }) => {
    const hall = hallOf(model, self.id);
    const mandate = mandateOver(model, self.id, unit);
    const under = mandate?.under ?? null;
    const isWithIt = delegationsOf(model).some(
      (each) =>
        each.hall === hallOfUnit(model, unit) &&
        !chain(under).includes(each) &&
        (isWithin(unit, each.to.unit) || isWithin(each.to.unit, unit)),
    );
    const isOwn = unit === mandate?.authority || unit === under?.to.unit;
    const tops = delegationsOf(model).filter((each) => each.hall === hall && each.under === null);
    return {
      needs: { permission: 'floor.conduct', over: isUnit(unit) ? unit : undefined },
      refusals: [
        ...standstill(model, hall),
        hallOfUnit(model, unit) !== hall && 'elsewhere',
        mandate === undefined && 'not-called',
        (isWithIt || isOwn) && 'already-delegated',
        chairsOf(model, unit).length === 0 && 'no-chair',
        !isManned(model, unit) && 'not-present',
        under === null && tops.length >= model.settings.maxSpeakers && 'floor-full',
      ],
      happens: () => {
        if (!mandate) return;
        model.given.push({
          ...mandate,
          id: null,
          floor: 'speech',
          to: { unit },
          kind: kind ?? under?.kind ?? 'discussion',
          hall,
          taken: false,
          at: model.now,
          limitMs,
          pausedAt: null,
          pausedMs: 0,
          clock: 'running',
        });
      },
    };
  },
  'floor.release': (model, self, { grant }) => {
    const given = givenById(model, grant);
    const holders = given && ('who' in given.to ? [given.to.who] : conductorsOf(model, given.to.unit));
    return {
      refusals: [holders?.includes(self.id) !== true && 'not-holding'],
      happens: () => given && end(model, given),
    };
  },
  'floor.revoke': (model, _, { grant }) => {
    const given = givenById(model, grant);
    return { needs: overItsAuthority(given), happens: () => given && end(model, given) };
  },
  'floor.extend': (model, _, { grant, byMs }) => {
    const given = givenById(model, grant);
    return {
      needs: overItsAuthority(given),
      happens: () => {
        if (!given || given.limitMs === null) return;
        const isUp = given.clock === 'up';
        given.limitMs = byMs + (isUp ? Math.max(given.limitMs, spokenMs(given, model.now)) : given.limitMs);
        given.clock = 'running';
      },
    };
  },
  'floor.pause': (model, _, { grant }) => {
    const given = givenById(model, grant);
    return {
      needs: overItsAuthority(given),
      refusals: [given !== undefined && given.pausedAt !== null && 'clock-stopped'],
      happens: () => {
        if (given) given.pausedAt = model.now;
      },
    };
  },
  'floor.resume': (model, _, { grant }) => {
    const given = givenById(model, grant);
    return {
      needs: overItsAuthority(given),
      refusals: [given !== undefined && given.pausedAt === null && 'clock-running'],
      happens: () => {
        if (!given || given.pausedAt === null) return;
        given.pausedMs += model.now - given.pausedAt;
        given.pausedAt = null;
      },
    };
  },
} as const satisfies { [T in SpeechType]: Rule<T> };

type SpeechType =
  | 'floor.request'
  | 'floor.grant'
  | 'floor.next'
  | 'floor.delegate'
  | 'floor.release'
  | 'floor.revoke'
  | 'floor.extend'
  | 'floor.pause'
  | 'floor.resume';
