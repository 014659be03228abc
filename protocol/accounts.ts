import { z } from 'zod';
import type { ParticipantId, UnitId } from '../core/id.ts';
import { type Role, roles } from '../core/role.ts';
import { participantId, unitId } from './id.ts';

/** What administers accounts, for administrators alone. */

/** Roles that a person may hold in daily life: not a room's, not a machine's. */
export const personRoles = roles.filter((role) => role !== 'site' && role !== 'recorder');

/** How a user name reads; it is written in lower case. */
export const usernamePattern = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;

const line = z
  .string()
  .trim()
  .max(200)
  .regex(/^\P{Cc}*$/u);
const held = z.strictObject({ role: z.enum(personRoles), unit: unitId });
const about = {
  name: line.min(1),
  /** Chức vụ; may be empty. */
  position: line,
  unit: unitId,
  administrator: z.boolean(),
  standingRoles: z.array(held).max(50),
};

/** POST /api/accounts */
export const accountBody = z.strictObject({
  username: z.string().trim().toLowerCase().min(1).max(64),
  password: z.string().min(1).max(1000),
  ...about,
});
export type AccountBody = z.infer<typeof accountBody>;
/** POST /api/accounts/:id: everything but user name and password, as it is to be. */
export const accountEditBody = z.strictObject(about);
export type AccountEditBody = z.infer<typeof accountEditBody>;
/** POST /api/accounts/:id/password */
export const passwordBody = z.strictObject({ password: z.string().min(1).max(1000) });
export const accountParams = z.strictObject({ id: participantId });

/** An account as administrators see it; nobody sees a password. */
export type AccountItem = {
  readonly id: ParticipantId;
  readonly username: string;
  readonly name: string;
  readonly position: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly administrator: boolean;
  readonly standingRoles: readonly {
    readonly role: Role;
    readonly unit: UnitId;
    readonly unitName: string;
  }[];
  /** Epoch milliseconds; null while it may sign in. */
  readonly disabledAt: number | null;
};

/** GET /api/accounts: all, by name; and the fewest characters of a password. */
export type AccountsReply = { readonly accounts: readonly AccountItem[]; readonly shortestPassword: number };

/** What is wrong with what was written. */
export type AccountFault =
  | 'username-form'
  | 'username-taken'
  | 'password-length'
  /** a unit that does not exist, any more or yet */
  | 'unknown-unit'
  /** one's own account stays an administrator's and is not disabled: so there is always one left */
  | 'own-account';

/** What became of a change: the account as it is now, or what is wrong and nothing done. */
export type AccountReply =
  | { readonly kind: 'done'; readonly account: AccountItem }
  | { readonly kind: 'faulty'; readonly fault: AccountFault };
