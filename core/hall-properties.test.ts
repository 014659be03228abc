import { describe, expect, it } from 'vitest';
import { everybody } from '../test/doubles/draw-names.ts';
import { atEachStep } from '../test/doubles/walk.ts';
import { apply } from './apply.ts';
import type { Entry, MeetingEvent } from './event.ts';
import { hallAbove, hallOf, hallsOf } from './hall.ts';
import type { ParticipantId } from './id.ts';
import type { Meeting } from './meeting.ts';
import { participantOf } from './participant.ts';
import { heardIn } from './stage.ts';
import { receivesEvent, viewOf } from './view.ts';

/** What holds of halls in every meeting whatever anybody sends. See test/doubles/draw.ts for what is sent. */

/** Judges every event on the state just before it. */
function atEachEvent(judge: (before: Meeting, event: MeetingEvent) => void): void {
  atEachStep(({ before, entries }) => {
    entries.reduce((state: Meeting, entry: Entry) => {
      judge(state, entry.event);
      return apply(state, entry);
    }, before);
  });
}

function isHeld(meeting: Meeting, id: ParticipantId): boolean {
  return meeting.grants.some(({ holder, hall }) => holder.participant === id && hall !== hallOf(meeting, id));
}

describe('in every reachable state', () => {
  it('HALL-3: nobody holds a floor, stands before all eyes or is questioned in a hall they do not sit in', () => {
    atEachStep(({ meeting }) => {
      const stray = everybody.find((id) => isHeld(meeting, id));
      if (stray !== undefined) expect.fail(`${stray} holds a floor elsewhere`);
      const lit = meeting.spotlights.map(({ holder }) => hallOf(meeting, holder.participant));
      expect(lit).toEqual(meeting.spotlights.map(({ hall }) => hall));
      const given = meeting.delegations.map(({ unit }) => hallAbove(meeting, unit));
      expect(given).toEqual(meeting.delegations.map(({ hall }) => hall));
      for (const { hall, asker, answerer } of meeting.questions.filter(({ endedAt }) => endedAt === null)) {
        expect([asker, answerer].map(({ participant }) => hallOf(meeting, participant))).toEqual([
          hall,
          hall,
        ]);
      }
    });
  });

  it('HALL-3: who acts for a unit sits where the unit sits', () => {
    atEachStep(({ meeting }) => {
      for (const [unit, { participant }] of Object.entries(meeting.actingByUnit)) {
        expect(hallOf(meeting, participant)).toBe(hallAbove(meeting, unit as typeof meeting.unit));
      }
    });
  });

  it('HALL-2: a sidebar has a chair, and is named once', () => {
    atEachStep(({ meeting }) => {
      const units = meeting.sidebars.map(({ unit }) => unit);
      expect(new Set([meeting.unit, ...units]).size).toBe(units.length + 1);
      for (const unit of units) {
        if (!meeting.roles.some((grant) => grant.role === 'chair' && grant.unit === unit)) expect.fail(unit);
      }
      if (meeting.phase.kind !== 'live') expect(units).toEqual([]);
    });
  });

  it('HALL-5: what is said in a hall is told to who sits in it, or oversees somebody in it, alone', () => {
    const ofHalls: readonly MeetingEvent['type'][] = [
      'question.called',
      'stage.spotlit',
      'recording.ordered',
    ];
    atEachEvent((before, event) => {
      if (!ofHalls.includes(event.type) || !('hall' in event)) return;
      for (const viewer of everybody) {
        const view = viewOf(before, viewer);
        if (view.kind === 'none' || view.kind === 'waiting') continue;
        const above = view.kind === 'conductor' && view.scopes.some((scope) => event.hall.startsWith(scope));
        const overAll = view.kind === 'conductor' && view.scopes.includes(before.unit);
        const due = view.hall === event.hall || above || overAll;
        expect(receivesEvent(before, event, viewer), `${viewer} ${event.type}`).toBe(due);
      }
    });
  });

  it('MEDIA-3: a hall hears nobody who sits in another one', () => {
    atEachStep(({ meeting }) => {
      for (const hall of hallsOf(meeting)) {
        for (const id of heardIn(meeting, hall))
          if (hallOf(meeting, id) !== hall) expect.fail(`${id} in ${hall}`);
      }
    });
  });

  it('ASSIST-2: everybody talks with one at most, and those who talk are there and hold no floor', () => {
    atEachStep(({ meeting }) => {
      const talking = meeting.talks.flatMap(({ helper, site }) => [helper, site]);
      expect(new Set(talking).size).toBe(talking.length);
      for (const id of talking) {
        expect(participantOf(meeting, id)?.presence.kind).toBe('present');
        const speaks = meeting.grants.some(
          ({ floor, holder }) => floor === 'speech' && holder.participant === id,
        );
        if (speaks) expect.fail(`${id} talks alone and to all`);
      }
    });
  });

  it('LIFE-9: a hall that has ended holds nothing', () => {
    atEachStep(({ meeting }) => {
      if (meeting.phase.kind !== 'live' || meeting.phase.adjournedAt === null) return;
      expect(meeting.sidebars.length).toBeGreaterThan(0);
      const ended = (each: { readonly hall: string }) => each.hall === meeting.unit;
      expect([...meeting.grants, ...meeting.delegations, ...meeting.spotlights].filter(ended)).toEqual([]);
      const open = Object.values(meeting.participantById).filter(
        ({ card, microphone }) => microphone === 'on' && hallOf(meeting, card.participant) === meeting.unit,
      );
      expect(open).toEqual([]);
    });
  });
});
