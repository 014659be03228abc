import type { MeetingId, ParticipantId, UnitId } from '../../core/id.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { AccountBody, AccountEditBody, AccountReply, AccountsReply } from '../../protocol/accounts.ts';
import type {
  ClashBody,
  ClashItem,
  ConveneBody,
  ConveneReply,
  Invitable,
  MeetingOrderReply,
  ReviseBody,
  ScheduleBody,
  UnitMeetingItem,
} from '../../protocol/convening.ts';
import type { DeviceItem, Hello, MeetingListItem, UnitItem } from '../../protocol/http.ts';
import type { UnitOrder, UnitPreview, UnitRegisterReply } from '../../protocol/units.ts';
import { archiveCalls } from './archive.ts';
import { ask } from './http.ts';
import { askSignedIn } from './identity.ts';
import { pathOf } from './path.ts';
import type { Result } from './result.ts';

/** What a query throws, so that TanStack Query sees a failure; its code has words under `refusal.`. */
export class RefusalError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = 'RefusalError';
    this.refusal = refusal;
  }
}

/** The reply, or a thrown RefusalError: for `queryFn`. */
export async function replyOf<T>(result: Promise<Result<T>>): Promise<T> {
  const settled = await result;
  if (settled.ok) return settled.reply;
  throw new RefusalError(settled.refusal);
}

/** The hub's lists and deeds over HTTP, by path (docs/protocol.md). */
export const api = {
  hello: (): Promise<Result<Hello>> => ask({ method: 'GET', path: pathOf('hello'), cookies: false }),
  meetings: (): Promise<Result<readonly MeetingListItem[]>> =>
    askSignedIn({ method: 'GET', path: pathOf('meetings') }),
  convene: (body: ConveneBody): Promise<Result<ConveneReply>> =>
    askSignedIn({ method: 'POST', path: pathOf('meetings'), body }),
  invitable: (unit: UnitId): Promise<Result<Invitable>> =>
    askSignedIn({ method: 'GET', path: pathOf('units', unit, 'invitable') }),
  unitMeetings: (unit: UnitId): Promise<Result<readonly UnitMeetingItem[]>> =>
    askSignedIn({ method: 'GET', path: pathOf('units', unit, 'meetings') }),
  meetingOrder: (meeting: MeetingId): Promise<Result<MeetingOrderReply>> =>
    askSignedIn({ method: 'GET', path: pathOf('meetings', meeting, 'order') }),
  revise: (meeting: MeetingId, body: ReviseBody): Promise<Result<{ readonly seq: number }>> =>
    askSignedIn({ method: 'PUT', path: pathOf('meetings', meeting), body }),
  schedule: (meeting: MeetingId, body: ScheduleBody): Promise<Result<{ readonly seq: number }>> =>
    askSignedIn({ method: 'POST', path: pathOf('meetings', meeting, 'schedule'), body }),
  clashes: (body: ClashBody): Promise<Result<readonly ClashItem[]>> =>
    askSignedIn({ method: 'POST', path: pathOf('clashes'), body }),
  clashesWhenMoved: (meeting: MeetingId, scheduledAt: number): Promise<Result<readonly ClashItem[]>> =>
    askSignedIn({ method: 'POST', path: pathOf('meetings', meeting, 'clashes'), body: { scheduledAt } }),
  units: (): Promise<Result<readonly UnitItem[]>> => askSignedIn({ method: 'GET', path: pathOf('units') }),
  accounts: (): Promise<Result<AccountsReply>> => askSignedIn({ method: 'GET', path: pathOf('accounts') }),
  createAccount: (body: AccountBody): Promise<Result<AccountReply>> =>
    askSignedIn({ method: 'POST', path: pathOf('accounts'), body }),
  editAccount: (id: ParticipantId, body: AccountEditBody): Promise<Result<AccountReply>> =>
    askSignedIn({ method: 'POST', path: pathOf('accounts', id), body }),
  setPassword: (id: ParticipantId, password: string): Promise<Result<AccountReply>> =>
    askSignedIn({ method: 'POST', path: pathOf('accounts', id, 'password'), body: { password } }),
  setAccountDisabled: (id: ParticipantId, disabled: boolean): Promise<Result<AccountReply>> =>
    askSignedIn({ method: 'POST', path: pathOf('accounts', id, disabled ? 'disable' : 'enable') }),
  unitRegister: (): Promise<Result<UnitRegisterReply>> =>
    askSignedIn({ method: 'GET', path: pathOf('units', 'register') }),
  previewUnits: (order: UnitOrder): Promise<Result<UnitPreview>> =>
    askSignedIn({ method: 'POST', path: pathOf('units', 'preview'), body: { order } }),
  applyUnits: (order: UnitOrder, revision: number): Promise<Result<UnitPreview>> =>
    askSignedIn({ method: 'POST', path: pathOf('units', 'apply'), body: { order, revision } }),
  devices: (): Promise<Result<readonly DeviceItem[]>> =>
    askSignedIn({ method: 'GET', path: pathOf('devices') }),
  revokeDevice: (id: string): Promise<Result<null>> =>
    askSignedIn({ method: 'DELETE', path: pathOf('devices', id) }),
  confirmPairing: (code: string, unit: UnitId): Promise<Result<DeviceItem>> =>
    askSignedIn({ method: 'POST', path: pathOf('pairings', 'confirm'), body: { code, unit } }),
  ...archiveCalls,
} as const;

/** Where a meeting's screen is. */
export function meetingAddress(meeting: MeetingId): string {
  return `/meeting/${encodeURIComponent(meeting)}`;
}
