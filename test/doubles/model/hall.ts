import type { ParticipantId, UnitId } from '../../../core/id.ts';
import { isOver, type Rule } from './rule.ts';
import {
  calledBackFrom,
  chairsOf,
  deputiesOf,
  hallAround,
  hallOf,
  hallOfUnit,
  isAtHand,
  isThere,
  may,
} from './standing.ts';
import { type Model, mainHall } from './state.ts';
import { isUnit, isWithin } from './tree.ts';
import { closeVotes } from './vote.ts';

/* Halls that open and close, who is called back from them, and who acts for whose chairs. */

/** Whether one of the unit's chairs would sit in its sidebar. */
function wouldBeLed(model: Model, unit: UnitId, stay: readonly ParticipantId[]): boolean {
  model.sidebars.set(unit, new Set(stay));
  const isLed = chairsOf(model, unit).some((who) => hallOf(model, who) === unit);
  model.sidebars.delete(unit);
  return isLed;
}

/** Chairs of the hall around, and its deputies but for those who lead the unit: they are not carried off (HALL-2). */
function staying(model: Model, unit: UnitId): readonly ParticipantId[] {
  const around = hallOfUnit(model, unit);
  const leads = [...chairsOf(model, unit), ...deputiesOf(model, unit)];
  const all = [
    ...chairsOf(model, around),
    ...deputiesOf(model, around).filter((who) => !leads.includes(who)),
  ];
  const isCarried = (who: ParticipantId) =>
    hallOf(model, who) === around && isWithin(model.people.get(who)?.unit ?? mainHall, unit);
  return all.filter(isCarried);
}

type HallType =
  | 'sidebar.open'
  | 'sidebar.close'
  | 'sidebar.recall'
  | 'sidebar.rejoin'
  | 'deputy.start'
  | 'deputy.end';

export const hallRules = {
  'sidebar.open': (model, _, { unit }) => {
    const around = hallOfUnit(model, unit);
    const stay = isUnit(unit) ? staying(model, unit) : [];
    const isAlone = unit === mainHall || model.sidebars.has(unit);
    return {
      needs: { permission: 'sidebar.conduct', over: isUnit(unit) ? unit : undefined },
      refusals: [
        ...isOver(model, around),
        isAlone && 'already-alone',
        !isAlone && !wouldBeLed(model, unit, stay) && 'no-chair',
      ],
      happens: () => model.sidebars.set(unit, new Set(stay)),
    };
  },
  'sidebar.close': (model, _, { unit }) => ({
    needs: { permission: 'sidebar.conduct', over: isUnit(unit) ? unit : undefined },
    refusals: [
      model.phase === 'scheduled' && 'not-live',
      !model.sidebars.has(unit) && 'not-alone',
      // LIFE-9: what has ended is over, however many go on.
      !model.sidebars.has(unit) && model.adjourned && 'already-closed',
    ],
    happens: () => {
      closeVotes(model, ({ hall }) => hall === unit);
      model.sidebars.delete(unit);
      model.questions.delete(unit);
      if (model.adjourned && model.sidebars.size === 0) model.phase = 'closed';
    },
  }),
  'sidebar.recall': (model, self, { participant }) => {
    const hall = hallOf(model, participant);
    const around = hallAround(model, hall);
    const isIn = hall !== mainHall;
    return {
      needs: { permission: 'sidebar.conduct', over: model.people.get(participant)?.unit },
      refusals: [
        !isIn && calledBackFrom(model, participant) === undefined && 'not-alone',
        isIn && !may(model, self.id, 'sidebar.conduct', around) && 'not-permitted',
        ...(isIn ? isOver(model, around) : []),
      ],
      happens: () => model.sidebars.get(hall)?.add(participant),
    };
  },
  'sidebar.rejoin': (model, self, { participant }) => {
    const out = calledBackFrom(model, participant);
    const around = hallAround(model, out ?? mainHall);
    const isIn = hallOf(model, participant) !== mainHall;
    return {
      needs: { permission: 'sidebar.conduct', over: model.people.get(participant)?.unit },
      refusals: [
        out === undefined && !isIn && 'not-alone',
        out !== undefined && !may(model, self.id, 'sidebar.conduct', around) && 'not-permitted',
        ...(out === undefined ? [] : isOver(model, around)),
      ],
      happens: () => out && model.sidebars.get(out)?.delete(participant),
    };
  },
  'deputy.start': (model, _, { participant, unit }) => ({
    needs: { permission: 'meeting.conduct', over: isUnit(unit) ? unit : undefined },
    refusals: [
      ...isOver(model, hallOfUnit(model, unit)),
      !deputiesOf(model, unit).includes(participant) && 'not-found',
      !isThere(model, participant) && 'not-present',
      isThere(model, participant) && !isAtHand(model, participant, unit) && 'elsewhere',
    ],
    happens: () => model.acting.set(unit, { who: participant, why: 'handOver' }),
  }),
  'deputy.end': (model, _, { unit }) => ({
    needs: { permission: 'meeting.conduct', over: isUnit(unit) ? unit : undefined },
    refusals: [!model.acting.has(unit) && 'not-acting'],
    happens: () => model.acting.delete(unit),
  }),
} as const satisfies { [T in HallType]: Rule<T> };
