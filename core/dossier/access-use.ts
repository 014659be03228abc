import type { AccessKind, AccessPart } from './dossier.ts';
import { onePlayingMs } from './term.ts';

/** What somebody is about to do with a recording. */
export type AccessUse = {
  readonly what: AccessKind;
  /** Left out: the film, or the package, as a whole. */
  readonly part?: AccessPart;
  /** Whether it is only a further range of what they had begun to get. */
  readonly goesOn?: boolean;
};

/** What a page gets range by range, for as long as somebody watches or reads. */
const rangeByRange: readonly AccessKind[] = ['watched', 'read', 'shared'];

/**
 * Whether a use counts as one with the same that was written down so long before (DOSSIER-9). What is taken home,
 * exported or checked again is an access of its own.
 */
export function isOneAccess({ what, goesOn = false }: AccessUse, sinceMs: number): boolean {
  return (goesOn || rangeByRange.includes(what)) && Math.abs(sinceMs) < onePlayingMs;
}

/** Tells uses apart that are never one access; the same for all ranges of one. */
export function useKey({ what, part }: AccessUse): string {
  return part === undefined ? what : `${what} ${JSON.stringify(part)}`;
}
