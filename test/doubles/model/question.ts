import type { UnitId } from '../../../core/id.ts';
import type { RefusalCode } from '../../../core/refusal.ts';
import { endAll, give, speechIn, unable } from './floor.ts';
import { type Rule, standstill } from './rule.ts';
import { hallOf } from './standing.ts';
import { type Given, holderOf, type Model } from './state.ts';

/* Chất vấn: asker and answerer. */

/** What the two still hold for the question of this hall. */
function heldForQuestion(model: Model, hall: UnitId): readonly Given[] {
  const question = model.questions.get(hall);
  return speechIn(model, hall).filter((each) => {
    const who = holderOf(each);
    return (
      (each.kind === 'question' && who === question?.asker) ||
      (each.kind === 'answer' && who === question?.answerer)
    );
  });
}

export const questionRules = {
  'question.call': (model, self, { asker, answerer }) => {
    const hall = hallOf(model, self.id);
    const both: readonly RefusalCode[] = [asker, answerer].flatMap((id): readonly RefusalCode[] => {
      const to = model.people.get(id);
      if (!to) return ['not-found'];
      return unable(model, to, { floor: 'speech', hall }).filter((code) => code !== 'already-holding');
    });
    const before = model.questions.get(hall);
    const isBefore = before && !before.isOver && before.asker === asker && before.answerer === answerer;
    return {
      needs: { permission: 'floor.conduct', over: hall },
      refusals: [
        ...standstill(model, hall),
        model.settings.discussion !== 'questioning' && 'not-questioning',
        ...both,
        asker === answerer && 'already-holding',
        isBefore === true && heldForQuestion(model, hall).length > 0 && 'already-holding',
      ],
      happens: () => {
        endAll(model, speechIn(model, hall));
        model.questions.set(hall, { asker, answerer, isOver: false });
        const right = { floor: 'speech', limitMs: null, authority: hall, under: null, taken: false } as const;
        give(model, { ...right, to: asker, kind: 'question' });
        give(model, { ...right, to: answerer, kind: 'answer' });
      },
    };
  },
  'question.end': (model, self) => {
    const hall = hallOf(model, self.id);
    const question = model.questions.get(hall);
    const isOpen = question !== undefined && !question.isOver;
    return {
      needs: { permission: 'floor.conduct', over: hall },
      refusals: [!isOpen && 'not-found'],
      happens: () => {
        endAll(model, heldForQuestion(model, hall));
        if (question) question.isOver = true;
      },
    };
  },
} as const satisfies { [T in 'question.call' | 'question.end']: Rule<T> };
