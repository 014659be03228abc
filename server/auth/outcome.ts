import type { RefusalCode } from '../../core/refusal.ts';
import type { Outcome } from '../ports.ts';

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refused = (code: RefusalCode): Outcome<never> => ({ ok: false, refusal: { code } });

/** Where what happened is written in detail; pino's logger fits. Never given a password, token or credential. */
export type AuthLog = {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
};
