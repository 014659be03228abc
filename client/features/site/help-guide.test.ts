import { describe, expect, it } from 'vitest';
import { answerStep, deedsByTrouble, type HelpState, keepState, keptState, troubles } from './help-guide.ts';

describe('answerStep', () => {
  it('ends as soon as it works', () => {
    expect(answerStep({ kind: 'trying', trouble: 'sound', step: 0 }, true)).toEqual({
      kind: 'solved',
      trouble: 'sound',
    });
  });

  it.each(troubles)('leads through every thing to try with %s, and then to the call', (trouble) => {
    let state: HelpState = { kind: 'trying', trouble, step: 0 };
    let answers = 0;
    while (state.kind === 'trying') {
      state = answerStep(state, false);
      answers += 1;
    }
    expect(state).toEqual({ kind: 'calling', trouble });
    expect(answers).toBe(deedsByTrouble[trouble].length);
  });
});

describe('keptState', () => {
  it('goes on where it stood before the screen was begun again', () => {
    const state: HelpState = { kind: 'trying', trouble: 'picture', step: 3 };
    expect(keptState(keepState(state))).toEqual(state);
  });
  it('begins with the choice where nothing, or nothing sound, was kept', () => {
    for (const text of [null, '', 'sound', 'sound 99', 'smell 1', 'sound x'])
      expect(keptState(text)).toEqual({ kind: 'choosing' });
  });
});
