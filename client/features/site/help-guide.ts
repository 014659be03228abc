import type { TrialCheck } from '../../../core/trial.ts';

export const troubles = ['picture', 'sound', 'connection'] as const;
/** Không có hình, không có tiếng, mất kết nối (practice.md). */
export type Trouble = (typeof troubles)[number];

/** One thing that somebody who is no technician can do, with a drawing of its own. */
export type HelpDeed =
  | 'openLens'
  | 'cameraCable'
  | 'light'
  | 'tvVolume'
  | 'speakerCable'
  | 'microphone'
  | 'otherDevices'
  | 'reload'
  | 'networkCable'
  | 'router'
  | 'power';

/** What to try, the likeliest and easiest first. */
export const deedsByTrouble: Readonly<Record<Trouble, readonly HelpDeed[]>> = {
  picture: ['openLens', 'cameraCable', 'light', 'reload'],
  sound: ['tvVolume', 'speakerCable', 'microphone', 'otherDevices', 'reload'],
  connection: ['networkCable', 'router', 'power'],
};

/** Which check of the trial a trouble belongs to: a call for help stands there until somebody has looked. */
export const checkByTrouble: Readonly<Record<Trouble, TrialCheck>> = {
  picture: 'picture',
  sound: 'sound',
  connection: 'line',
};

export type HelpState =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'trying'; readonly trouble: Trouble; readonly step: number }
  | { readonly kind: 'solved'; readonly trouble: Trouble }
  | { readonly kind: 'calling'; readonly trouble: Trouble }
  | { readonly kind: 'called'; readonly trouble: Trouble };

/** What follows from "Đã được chưa?": after the last thing to try comes the call. Pure. */
export function answerStep(state: Extract<HelpState, { kind: 'trying' }>, works: boolean): HelpState {
  const { trouble, step } = state;
  if (works) return { kind: 'solved', trouble };
  return step + 1 < deedsByTrouble[trouble].length
    ? { kind: 'trying', trouble, step: step + 1 }
    : { kind: 'calling', trouble };
}

/** What was kept before the screen was begun again; anything else begins with the choice. */
export function keptState(text: string | null): HelpState {
  const [trouble, step] = (text ?? '').split(' ');
  const known = troubles.find((each) => each === trouble);
  const at = Number(step);
  if (known === undefined || !Number.isInteger(at) || deedsByTrouble[known][at] === undefined)
    return { kind: 'choosing' };
  return { kind: 'trying', trouble: known, step: at };
}

/** What to keep of it, so that it goes on after the screen was begun again; null: nothing. */
export function keepState(state: HelpState): string | null {
  return state.kind === 'trying' ? `${state.trouble} ${state.step}` : null;
}
