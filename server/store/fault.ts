/**
 * Why the store refused:
 * - `sequence`: an entry's number is taken or leaves a hole; somebody else writes this meeting's log
 * - `username-taken`: another account has the user name
 * - `broken-units`: the units given do not form a forest
 * - `newer-database`: the database was written by a newer version of the hub
 * - `broken-chain`: the log of a meeting that was to be imported does not hold
 * - `not-a-database`: the file is something else, or damaged
 */
export type StoreFaultCode =
  | 'sequence'
  | 'username-taken'
  | 'broken-units'
  | 'broken-chain'
  | 'newer-database'
  | 'not-a-database';

export type StoreFault = Error & { readonly code: StoreFaultCode };

/** An error whose `code` programs read and whose message the log keeps. */
export function storeFault(code: StoreFaultCode, message: string, cause?: unknown): StoreFault {
  return Object.assign(new Error(message, { cause }), { code });
}
