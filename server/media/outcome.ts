import type { RefusalCode } from '../../core/refusal.ts';
import type { Outcome } from '../ports.ts';

export function done<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(code: RefusalCode): Outcome<never> {
  return { ok: false, refusal: { code } };
}
