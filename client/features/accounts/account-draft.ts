import type { UnitId } from '../../../core/id.ts';
import type { Role } from '../../../core/role.ts';
import type { AccountBody, AccountItem } from '../../../protocol/accounts.ts';
import { usernamePattern } from '../../../protocol/accounts.ts';

/** A standing role being written: over no unit yet, perhaps. `key` tells the lines apart while they change. */
export type RoleLine = { readonly key: number; readonly role: Role; readonly unit: UnitId | null };

/** An account as it is being written. */
export type AccountDraft = {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly position: string;
  readonly unit: UnitId | null;
  readonly administrator: boolean;
  readonly roles: readonly RoleLine[];
};

export function draftOf(account: AccountItem | null): AccountDraft {
  return {
    username: account?.username ?? '',
    password: '',
    name: account?.name ?? '',
    position: account?.position ?? '',
    unit: account?.unit ?? null,
    administrator: account?.administrator ?? false,
    roles: (account?.standingRoles ?? []).map(({ role, unit }, key) => ({ key, role, unit })),
  };
}

/** One more line: a delegate of the account's own unit, the commonest. */
export function withRole(draft: AccountDraft): AccountDraft {
  const key = Math.max(-1, ...draft.roles.map((line) => line.key)) + 1;
  return { ...draft, roles: [...draft.roles, { key, role: 'delegate', unit: draft.unit }] };
}

export type DraftFault = 'username' | 'password' | 'name' | 'unit' | 'roles';

type Limits = { readonly editing: boolean; readonly shortestPassword: number };

/** What is still missing or wrong, by field. */
export function faultsOf(draft: AccountDraft, { editing, shortestPassword }: Limits): readonly DraftFault[] {
  const faults: DraftFault[] = [];
  if (!editing && !usernamePattern.test(draft.username.trim().toLowerCase())) faults.push('username');
  if (!editing && [...draft.password].length < shortestPassword) faults.push('password');
  if (draft.name.trim() === '') faults.push('name');
  if (draft.unit === null) faults.push('unit');
  if (draft.roles.some(({ unit }) => unit === null)) faults.push('roles');
  return faults;
}

/** The body to send; null while something is missing. */
export function bodyOf(draft: AccountDraft, limits: Limits): AccountBody | null {
  const { username, password, name, position, unit, administrator, roles } = draft;
  if (faultsOf(draft, limits).length > 0 || unit === null) return null;
  return {
    username: username.trim().toLowerCase(),
    password,
    name: name.trim(),
    position: position.trim(),
    unit,
    administrator,
    standingRoles: roles.flatMap((line) =>
      line.unit === null || line.role === 'site' || line.role === 'recorder'
        ? []
        : [{ role: line.role, unit: line.unit }],
    ),
  };
}
