import type { Recording } from './meeting.ts';

/** Reasons of a failure for which the film alone is missing: it can still be made of what was captured. */
const filmMissing: readonly string[] = ['composition', 'disk-full'];

/** Whether a recording that failed for this reason may be composed again (REC-3). */
export function lacksOnlyFilm(reason: string | null): boolean {
  return reason !== null && filmMissing.includes(reason);
}

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
