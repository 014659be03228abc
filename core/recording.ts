import type { Recording } from './meeting.ts';

/** Whether nothing is captured although it was ordered (REC-4). */
export function isInterrupted({ gaps }: Recording): boolean {
  return gaps.some(({ to }) => to === null);
}

/** Whether the chair ordered that nothing be recorded just now (REC-5). */
export function isPaused({ pauses }: Recording): boolean {
  return pauses.some(({ to }) => to === null);
}

/** Whether it captures, or is about to. */
export function captures({ state }: Recording): boolean {
  return state === 'starting' || state === 'recording';
}
