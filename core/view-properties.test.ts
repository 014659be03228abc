import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { everybody } from '../test/doubles/draw-names.ts';
import { always, atEachStep, beginning, type Stride } from '../test/doubles/walk.ts';
import { apply } from './apply.ts';
import type { Entry, MeetingEvent } from './event.ts';
import { hallOf, hallsOf } from './hall.ts';
import type { ParticipantId, UnitId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';
import { redact } from './redact.ts';
import type { Role } from './role.ts';
import { stageFor, stageOf } from './stage.ts';
import { subjectsOf } from './subject.ts';
import { receivesEvent, viewChanged, viewOf } from './view.ts';

/**
 * What a viewer gets, judged by everybody's eyes along random walks. Who may see what is said here once more, from the
 * rules and not from view.ts: units by the beginning of their ids, roles by their names.
 */

const seesRoster: readonly Role[] = ['chair', 'deputy', 'secretary', 'operator', 'recorder'];

function isBelow(unit: UnitId, scope: UnitId): boolean {
  return scope === 'TW' ? unit !== 'nowhere' : unit === scope || unit.startsWith(`${scope}.`);
}

function mayKnow(meeting: Meeting, viewer: ParticipantId, other: ParticipantId): boolean {
  const unit = participantOf(meeting, other)?.card.unit;
  return meeting.roles.some(
    (grant) =>
      grant.participant === viewer &&
      seesRoster.includes(grant.role) &&
      unit !== undefined &&
      isBelow(unit, grant.unit),
  );
}

function seesAll(meeting: Meeting, viewer: ParticipantId, unit: UnitId): boolean {
  return meeting.roles.some(
    (grant) => grant.participant === viewer && seesRoster.includes(grant.role) && isBelow(unit, grant.unit),
  );
}

/** Those whom everybody in a hall knows: who leads it or the meeting, and who is on its stage. */
function knownInHall(meeting: Meeting, hall: UnitId): readonly ParticipantId[] {
  return [
    ...meeting.roles
      .filter(
        ({ role, unit }) => (role === 'chair' || role === 'deputy') && [hall, meeting.unit].includes(unit),
      )
      .map(({ participant }) => participant),
    ...onStageOf(meeting, hall),
  ];
}

/** Those who are on a hall's stage: whoever oversees the hall sees them too. */
function onStageOf(meeting: Meeting, hall: UnitId): readonly ParticipantId[] {
  const here = (each: { readonly hall: UnitId }) => each.hall === hall;
  return [
    ...meeting.grants.filter(here).map(({ holder }) => holder.participant),
    ...meeting.spotlights.filter(here).map(({ holder }) => holder.participant),
    ...meeting.questions
      .filter(here)
      .flatMap(({ asker, answerer }) => [asker.participant, answerer.participant]),
  ];
}

/** Those who are told by name to whom it concerns: who is called, helps, tested, wrote a notice or in the channel. */
function namedTo(meeting: Meeting, viewer: ParticipantId): readonly (ParticipantId | string)[] {
  const own = participantOf(meeting, viewer)?.card.unit;
  const addressed = (unit: UnitId) =>
    (own !== undefined && isBelow(own, unit)) || seesAll(meeting, viewer, unit);
  const mine = Object.values(meeting.participantById).filter(
    ({ card }) => card.participant === viewer || seesAll(meeting, viewer, card.unit),
  );
  const conducts = meeting.roles.some(
    ({ participant, role }) => participant === viewer && seesRoster.includes(role),
  );
  return [
    ...meeting.rollCalls.filter(({ unit }) => addressed(unit)).map(({ current }) => current.participant),
    ...meeting.notices.filter(({ unit }) => addressed(unit)).map(({ from }) => from),
    ...Object.entries(meeting.actingByUnit)
      .filter(([unit]) => seesAll(meeting, viewer, unit as UnitId))
      .map(([, { participant }]) => participant),
    ...(conducts ? meeting.channel.map(({ author }) => author.participant) : []),
    ...mine.flatMap(({ trial }) => Object.values(trial).flatMap((result) => result?.by ?? [])),
    ...meeting.talks
      .filter(({ helper, site }) => helper === viewer || mine.some(({ card }) => card.participant === site))
      .flatMap(({ helper, site }) => [helper, site]),
  ];
}

/** Whoever tested one's own room is named to it, even while it waits. */
function isTesterOf(meeting: Meeting, viewer: ParticipantId, other: ParticipantId): boolean {
  const results = Object.values(participantOf(meeting, viewer)?.trial ?? {});
  return results.some((result) => result?.by === participantOf(meeting, other)?.card.name);
}

function isKnownTo(meeting: Meeting, viewer: ParticipantId, other: ParticipantId): boolean {
  const name = participantOf(meeting, other)?.card.name ?? '';
  const overseen = hallsOf(meeting).filter((hall) => seesAll(meeting, viewer, hall));
  const known = [
    ...knownInHall(meeting, hallOf(meeting, viewer)),
    ...overseen.flatMap((hall) => onStageOf(meeting, hall)),
    ...namedTo(meeting, viewer),
  ];
  return known.includes(other) || known.includes(name);
}

/** Everybody whose id or name stands anywhere in it. */
function mentionedIn(meeting: Meeting, value: unknown): readonly ParticipantId[] {
  const text = JSON.stringify(value);
  return everybody.filter((each) => {
    const name = participantOf(meeting, each)?.card.name;
    return text.includes(`"${each}"`) || (name !== undefined && text.includes(`"${name}"`));
  });
}

function isIn(meeting: Meeting, viewer: ParticipantId): boolean {
  const presence = participantOf(meeting, viewer)?.presence.kind;
  return presence === 'present' || presence === 'dropped';
}

/** Why this viewer should not have been given this; null if nothing is wrong with it. */
function faultIn(
  given: unknown,
  viewer: ParticipantId,
  { before, after }: { readonly before: Meeting; readonly after: Meeting },
): string | null {
  const others = mentionedIn(after, given).filter((other) => other !== viewer);
  const known = (other: ParticipantId) =>
    isTesterOf(after, viewer, other) ||
    (isIn(before, viewer) &&
      [before, after].some(
        (meeting) => isKnownTo(meeting, viewer, other) || mayKnow(meeting, viewer, other),
      ));
  const unknown = others.find((other) => !known(other));
  return unknown === undefined ? null : `${viewer} was told of ${unknown}: ${JSON.stringify(given)}`;
}

const ofTheQueue: readonly MeetingEvent['type'][] = [
  'floor.requested',
  'floor.cancelled',
  'floor.denied',
  'floor.moved',
  'floor.forwarded',
];

type Passage = { readonly before: Meeting; readonly after: Meeting; readonly entry: Entry };

/** From state to state, event by event. */
function passages(strides: readonly Stride[]): readonly Passage[] {
  return strides.flatMap(({ before: first, entries }) => {
    let before = first;
    return entries.map((entry) => {
      const passage = { before, after: apply(before, entry), entry };
      before = passage.after;
      return passage;
    });
  });
}

/** Judges every event for every viewer that receives it. */
function atEachReceipt(judge: (passage: Passage, viewer: ParticipantId) => void): void {
  always(({ strides }) => {
    for (const passage of passages(strides)) {
      for (const viewer of everybody) {
        if (receivesEvent(passage.before, passage.entry.event, viewer)) judge(passage, viewer);
      }
    }
  });
}

/** A third of everybody, another one in each walk: following all through all of them takes seconds. */
function someOf(walk: number): readonly ParticipantId[] {
  return everybody.filter((_, index) => index % 3 === walk % 3);
}

/** Judges every state that something has just led to. */
function atEachChange(judge: (meeting: Meeting) => void): void {
  atEachStep(({ entries, meeting }) => {
    if (entries.length > 0) judge(meeting);
  });
}

/** Follows the meeting as one viewer's screen does. Fails where its part is not the one it should have. */
function follow(held: Meeting, viewer: ParticipantId, { before, after, entry }: Passage): Meeting {
  const told = receivesEvent(before, entry.event, viewer) ? apply(held, entry) : held;
  const part = viewChanged(before, after, viewer) ? redact(after, viewer) : told;
  // Whoever is not in the meeting has no connection to it: there is nothing they hold.
  if (viewOf(after, viewer).kind === 'none') return part;
  const expected = { ...redact(after, viewer), seq: part.seq };
  if (!isDeepStrictEqual(part, expected)) {
    expect(part, `${viewer} after ${entry.event.type}`).toStrictEqual(expected);
  }
  return part;
}

describe('every viewer, in every reachable state', () => {
  it('VIEW-4: what it folds, with a fresh part where its view changes, is its part of the meeting', () => {
    always(({ walk, strides }, index) => {
      const first = beginning(walk);
      const partOf = new Map(someOf(index).map((viewer) => [viewer, redact(first, viewer)]));
      for (const passage of passages(strides)) {
        for (const [viewer, part] of partOf) partOf.set(viewer, follow(part, viewer, passage));
      }
    });
  });

  it('VIEW-1: no event tells anybody of anyone whom they may not know', () => {
    atEachReceipt(({ before, after, entry }, viewer) => {
      const fault = faultIn(entry.event, viewer, { before, after });
      if (fault !== null) expect.fail(fault);
    });
  });

  it('VIEW-2: nobody’s part of the meeting holds anyone whom they may not know', () => {
    // The states that walks end in are as good as any, and reading them all is dear.
    always(({ strides }) => {
      const { meeting } = strides.at(-1) ?? {};
      for (const viewer of meeting ? everybody : []) {
        const fault = faultIn(redact(meeting!, viewer), viewer, { before: meeting!, after: meeting! });
        if (fault !== null) expect.fail(fault);
      }
    });
  });

  it('VIEW-3: who asks for a floor is told to those who see that part of the queue, and to nobody else', () => {
    atEachReceipt(({ before, entry }, viewer) => {
      if (!ofTheQueue.includes(entry.event.type)) return;
      const [subject] = subjectsOf(entry.event);
      if (subject === viewer) return;
      if (subject === undefined || !mayKnow(before, viewer, subject))
        expect.fail(`${viewer}: ${entry.event.type}`);
    });
    atEachChange((meeting) => {
      for (const viewer of everybody) {
        const others = redact(meeting, viewer).queue.map(({ beneficiary }) => beneficiary.participant);
        const wrong = others.find((other) => other !== viewer && !mayKnow(meeting, viewer, other));
        if (wrong !== undefined) expect.fail(`${viewer} sees ${wrong} in the queue`);
      }
    });
  });

  it('VOTE-10: a ballot is told to who cast it and to those who see its seat in a roster, and to nobody else', () => {
    let others = 0;
    const judge = (meeting: Meeting, viewer: ParticipantId, voter: ParticipantId) => {
      if (voter === viewer) return;
      others += 1;
      if (!mayKnow(meeting, viewer, voter)) expect.fail(`${viewer} sees how ${voter} voted`);
    };
    atEachReceipt(({ before, entry: { event } }, viewer) => {
      if (event.type === 'vote.cast') judge(before, viewer, event.ballot.voter.participant);
      if (event.type === 'vote.handsCounted') judge(before, viewer, event.hands.site.participant);
    });
    atEachChange((meeting) => {
      if (meeting.votes.length === 0) return;
      for (const viewer of everybody) {
        const shown = redact(meeting, viewer).votes.flatMap(({ ballots, hands }) => [
          ...ballots.map(({ voter }) => voter.participant),
          ...hands.map(({ site }) => site.participant),
        ]);
        for (const voter of shown) judge(meeting, viewer, voter);
      }
    });
    expect(others).toBeGreaterThan(100);
  });

  it('VIEW-5: who waits learns of nobody, and of the meeting only that it opens, closes and how it is set', () => {
    const told: readonly MeetingEvent['type'][] = [
      'meeting.opened',
      'meeting.adjourned',
      'meeting.rested',
      'meeting.resumed',
      'meeting.closed',
      'meeting.renamed',
      'meeting.rescheduled',
      'meeting.postponed',
      'meeting.cancelled',
      'trial.opened',
      'trial.closed',
      'settings.changed',
    ];
    atEachReceipt(({ before, entry }, viewer) => {
      if (viewOf(before, viewer).kind !== 'waiting' || subjectsOf(entry.event).includes(viewer)) return;
      if (!told.includes(entry.event.type)) expect.fail(`${viewer}: ${entry.event.type}`);
    });
    atEachChange((meeting) => {
      for (const viewer of everybody) {
        if (viewOf(meeting, viewer).kind !== 'waiting') continue;
        const part = redact(meeting, viewer);
        const others = mentionedIn(meeting, part).filter(
          (other) => other !== viewer && !isTesterOf(meeting, viewer, other),
        );
        if (others.length > 0) expect.fail(`${viewer} sees ${others.join()}`);
      }
    });
  });

  it('STAGE-1: the stage is the same from every part of the meeting', () => {
    always(({ strides }, index) => {
      for (const { meeting } of strides) {
        for (const viewer of someOf(index).filter((each) => isIn(meeting, each))) {
          const stage = stageOf(meeting, hallOf(meeting, viewer));
          const seen = stageFor(redact(meeting, viewer), viewer);
          if (!isDeepStrictEqual(seen, stage)) expect(seen, viewer).toStrictEqual(stage);
        }
      }
    });
  });
});
