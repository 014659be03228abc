import { endAll } from './floor.ts';
import { isOver, type Rule, standstill } from './rule.ts';
import { hallOf, hallOfUnit } from './standing.ts';
import { type Model, mainHall } from './state.ts';
import { closeVotes } from './vote.ts';

/* The meeting as a whole. */

/** The floors of the main hall, and its microphones. */
function silence(model: Model): void {
  endAll(
    model,
    model.given.filter(({ hall }) => hall === mainHall),
  );
  for (const person of model.people.values())
    if (hallOf(model, person.id) === mainHall) person.microphone = false;
}

/** LIFE-9: the main hall ends alone. */
function adjourn(model: Model): void {
  silence(model);
  model.adjourned = true;
  model.resting = false;
  model.requests = model.requests.filter(({ by }) => hallOf(model, by) !== mainHall);
  model.questions.delete(mainHall);
  for (const unit of [...model.acting.keys()])
    if (hallOfUnit(model, unit) === mainHall) model.acting.delete(unit);
}

type LifeType = 'meeting.open' | 'meeting.close' | 'meeting.rest' | 'meeting.resume';
const conduct = { permission: 'meeting.conduct', over: mainHall } as const;

export const lifeRules = {
  'meeting.open': (model) => ({
    needs: conduct,
    refusals: [model.phase === 'live' && 'already-live'],
    happens: () => {
      model.phase = 'live';
    },
  }),
  'meeting.close': (model) => ({
    needs: conduct,
    refusals: isOver(model, mainHall),
    happens: () => {
      closeVotes(model, ({ hall }) => hall === mainHall);
      if (model.sidebars.size === 0) model.phase = 'closed';
      else adjourn(model);
    },
  }),
  'meeting.rest': (model) => ({
    needs: conduct,
    refusals: standstill(model, mainHall),
    happens: () => {
      silence(model);
      model.resting = true;
    },
  }),
  'meeting.resume': (model) => ({
    needs: conduct,
    refusals: [...isOver(model, mainHall), model.phase === 'live' && !model.resting && 'not-resting'],
    happens: () => {
      model.resting = false;
    },
  }),
} as const satisfies { [T in LifeType]: Rule<T> };
