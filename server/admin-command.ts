import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Words } from '../config/key.ts';
import type { ParticipantId, UnitId } from '../core/id.ts';
import { openUnits } from '../core/unit-record.ts';
import { personRoles, usernamePattern } from '../protocol/accounts.ts';
import { participantId, unitId } from '../protocol/id.ts';
import { fitsLength, longestPassword } from './account-administration.ts';
import type { AccountRow, Clock, StandingRole, Store } from './ports.ts';
import { considerOrder } from './unit-administration.ts';
import { faultWords, obstacleWords } from './unit-words.ts';

export type AdminNeeds = {
  readonly store: Pick<Store, 'accounts' | 'units' | 'devices' | 'meetings' | 'refreshTokens'>;
  readonly clock: Clock;
  readonly hashPassword: (password: string) => Promise<string>;
  /** Asks for a new password; rejects when nobody gives one. */
  readonly readPassword: () => Promise<string>;
  readonly shortestPassword: number;
  /** A fresh UUIDv7. */
  readonly newId: () => string;
};

/** `used`: the command line is wrong. `refused`: it is right, and what it asks may not be. */
export type AdminResult = { readonly kind: 'done' | 'refused' | 'used'; readonly words: Words };

const done = (vi: string, en: string): AdminResult => ({ kind: 'done', words: { vi, en } });
const refused = (vi: string, en: string): AdminResult => ({ kind: 'refused', words: { vi, en } });
const used = (vi: string, en: string): AdminResult => ({ kind: 'used', words: { vi, en } });

export const usage = `npm run admin -- <lệnh / command>

  create-administrator <username> [--name "Họ tên"] [--position "Chức vụ"] [--unit <id>]
  create-account <username> --name "Họ tên" --unit <id> [--position "Chức vụ"] [--role chair@<unit id>]…
  set-password <username>
  disable-account <username>
  import-units <file.json | file.csv>

Mật khẩu được hỏi trên màn hình, hoặc đọc từ dòng đầu của stdin.
The password is asked for on the terminal, or read from the first line of stdin.`;

type Options = {
  readonly name?: string | undefined;
  readonly position?: string | undefined;
  readonly unit?: string | undefined;
  readonly role?: readonly string[] | undefined;
};
type Work = (needs: AdminNeeds, subject: string, options: Options) => Promise<AdminResult>;

/** A hash of the password given, or why there is none. */
async function newPassword(needs: AdminNeeds): Promise<{ readonly hash: string } | AdminResult> {
  const password = await needs.readPassword();
  if (!fitsLength(password, needs.shortestPassword))
    return refused(
      `Mật khẩu phải có từ ${needs.shortestPassword} đến ${longestPassword} ký tự`,
      `A password has ${needs.shortestPassword} to ${longestPassword} characters`,
    );
  return { hash: await needs.hashPassword(password) };
}

async function unknownUnit(needs: AdminNeeds, ids: readonly string[]): Promise<AdminResult | null> {
  const known = new Set<string>((await needs.store.units.all()).map(({ id }) => id));
  if (known.size === 0)
    return refused(
      'Chưa có đơn vị nào: hãy chạy import-units trước',
      'There are no units yet: run import-units first',
    );
  const missing = ids.find((id) => !known.has(id));
  return missing === undefined ? null : refused(`Không có đơn vị ${missing}`, `There is no unit ${missing}`);
}

/** `chair@11` as a standing role, or null. */
function standingRole(text: string): StandingRole | null {
  const at = text.indexOf('@');
  const role = personRoles.find((candidate) => candidate === text.slice(0, at));
  const unit = unitId.safeParse(text.slice(at + 1));
  return at > 0 && role && unit.success ? { role, unit: unit.data } : null;
}

type Draft = Pick<AccountRow, 'name' | 'position' | 'unit' | 'administrator' | 'standingRoles'>;

async function create(needs: AdminNeeds, username: string, draft: Draft): Promise<AdminResult> {
  const { accounts } = needs.store;
  if (!usernamePattern.test(username))
    return used(
      'Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, và . _ - ở giữa',
      'A user name has lower-case letters and digits, and . _ - inside',
    );
  const missing = await unknownUnit(needs, [draft.unit, ...draft.standingRoles.map(({ unit }) => unit)]);
  if (missing) return missing;
  if (await accounts.byUsername(username))
    return refused(`Đã có tài khoản ${username}`, `There is already an account ${username}`);
  const password = await newPassword(needs);
  if (!('hash' in password)) return password;
  const id: ParticipantId = participantId.parse(`person:${needs.newId()}`);
  await accounts.put({ id, username, ...draft, passwordHash: password.hash, disabledAt: null });
  return done(`Đã tạo tài khoản ${username}`, `Created the account ${username}`);
}

async function createAdministrator(
  needs: AdminNeeds,
  username: string,
  options: Options,
): Promise<AdminResult> {
  const roots = (await needs.store.units.all()).filter(({ parent }) => parent === null);
  const unit = options.unit ?? roots[0]?.id ?? '';
  return create(needs, username, {
    name: options.name ?? username,
    position: options.position ?? 'Quản trị hệ thống',
    unit: unit as UnitId,
    administrator: true,
    standingRoles: [],
  });
}

async function createAccount(needs: AdminNeeds, username: string, options: Options): Promise<AdminResult> {
  if (!options.name || !options.unit)
    return used('create-account cần --name và --unit', 'create-account needs --name and --unit');
  const standingRoles: StandingRole[] = [];
  for (const text of options.role ?? []) {
    const role = standingRole(text);
    if (!role)
      return used(
        `--role ${text}: cần dạng chair@<đơn vị>, vai trò là một trong ${personRoles.join(', ')}`,
        `--role ${text}: write chair@<unit>, with one of the roles ${personRoles.join(', ')}`,
      );
    standingRoles.push(role);
  }
  return create(needs, username, {
    name: options.name,
    position: options.position ?? '',
    unit: options.unit as UnitId,
    administrator: false,
    standingRoles,
  });
}

const noAccount = (username: string): AdminResult =>
  refused(`Không có tài khoản ${username}`, `There is no account ${username}`);

async function setPassword(needs: AdminNeeds, username: string): Promise<AdminResult> {
  const { accounts, refreshTokens } = needs.store;
  if (!(await accounts.byUsername(username))) return noAccount(username);
  const password = await newPassword(needs);
  if (!('hash' in password)) return password;
  // Read again: the hub may have changed the row while the password was being typed.
  const row = await accounts.byUsername(username);
  if (!row) return noAccount(username);
  await accounts.put({ ...row, passwordHash: password.hash });
  await refreshTokens.revokeAccount(row.id);
  return done(
    `Đã đổi mật khẩu của ${username}; các phiên đăng nhập cũ hết hiệu lực trong 10 phút`,
    `Changed the password of ${username}; earlier sign-ins end within 10 minutes`,
  );
}

async function disableAccount(needs: AdminNeeds, username: string): Promise<AdminResult> {
  const { accounts, refreshTokens } = needs.store;
  const row = await accounts.byUsername(username);
  if (!row) return noAccount(username);
  const others = (await accounts.all()).filter(
    ({ id, administrator, disabledAt }) => administrator && disabledAt === null && id !== row.id,
  );
  if (row.administrator && others.length === 0)
    return refused(
      'Đây là quản trị viên cuối cùng: hãy tạo quản trị viên khác trước',
      'This is the last administrator: create another one first',
    );
  if (row.disabledAt === null) await accounts.put({ ...row, disabledAt: needs.clock.now() });
  await refreshTokens.revokeAccount(row.id);
  return done(
    `Đã khóa tài khoản ${username}; nếu đang họp thì bị ngắt trong 10 phút (ngắt ngay: khởi động lại hệ thống)`,
    `Disabled the account ${username}; if connected, it is cut off within 10 minutes (at once: restart the hub)`,
  );
}

async function importUnits(needs: AdminNeeds, path: string): Promise<AdminResult> {
  const listed = (faults: readonly Words[]): AdminResult =>
    refused(
      ['Không nhập được đơn vị:', ...faults.map(({ vi }) => `  ${vi}`)].join('\n'),
      ['Units were not imported:', ...faults.map(({ en }) => `  ${en}`)].join('\n'),
    );
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return listed([{ vi: `không đọc được ${path} (${reason})`, en: `cannot read ${path} (${reason})` }]);
  }
  // The file is the whole tree, as it was from the first: what it does not name is closed.
  const considered = await considerOrder(needs, { kind: 'file', text, absent: 'close' });
  const { preview, next } = considered;
  if (next === null) return listed(preview.faults.map(faultWords));
  if (preview.obstacles.length > 0) return listed(preview.obstacles.map(obstacleWords));
  if (!(await needs.store.units.revise(next.register, next.mergers)))
    return refused(
      'Danh sách đơn vị vừa được thay đổi: hãy chạy lại',
      'The units were changed meanwhile: run this again',
    );
  const { levels, records } = next.register;
  const count = openUnits(records).length;
  return done(
    `Đã nhập ${levels.length} cấp, ${count} đơn vị`,
    `Imported ${levels.length} levels, ${count} units`,
  );
}

const workByCommand: Readonly<Record<string, Work>> = {
  'create-administrator': createAdministrator,
  'create-account': createAccount,
  'set-password': setPassword,
  'disable-account': disableAccount,
  'import-units': importUnits,
};

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { name: text, position: text, unit: text, role: { type: 'string', multiple: true } },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Runs one command of the command line. Errors of the store are the caller's. */
export async function runAdminCommand(args: readonly string[], needs: AdminNeeds): Promise<AdminResult> {
  const parsed = parse(args);
  if (typeof parsed === 'string') return used(parsed, parsed);
  const [command = '', subject, ...more] = parsed.positionals;
  const work = Object.hasOwn(workByCommand, command) ? workByCommand[command] : undefined;
  if (!work || subject === undefined || more.length > 0) return used(usage, '');
  const isFile = command === 'import-units';
  return work(needs, isFile ? subject : subject.trim().toLowerCase(), parsed.values);
}
