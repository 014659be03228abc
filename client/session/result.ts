import type { Refusal, RefusalCode } from '../../core/refusal.ts';

/** What a request came to: its reply, or the hub's (or the line's) refusal and nothing done. */
export type Result<T> =
  | { readonly ok: true; readonly reply: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** A refusal as a result. */
export function refused(code: RefusalCode): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal: { code } };
}
