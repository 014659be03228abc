import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { RecordingId, UnitId } from '../../core/id.ts';
import type {
  ConveneBody,
  ConveneReply,
  MeetingListItem,
  PersonItem,
  VerifyReply,
} from '../../protocol/http.ts';
import type { Auth, Clock, Outcome, Principal, Store } from '../ports.ts';

/** One part of the hub as /healthz shows it; `detail` is for those who run the hub and is not shown to others. */
export type HealthPart = { readonly ok: boolean; readonly detail: string };
/** `ok` decides between 200 and 503: whether meetings can be held, not whether every part is well. */
export type Health = { readonly ok: boolean; readonly parts: Readonly<Record<string, HealthPart>> };

/** What HTTP asks of the live meetings. */
export type MeetingHub = {
  /** Those the caller may join: live first, then by time. */
  listMeetings(principal: Principal): Promise<readonly MeetingListItem[]>;
  health(): Health;
};

/** Calling meetings, for who may (core CONVENE-1). */
export type Convening = {
  /** Calls a meeting. Refusals: `not-permitted`, `not-found` (unit or chair), `secret-meeting`, `broken-units`. */
  convene(by: Principal, order: ConveneBody): Promise<Outcome<ConveneReply>>;
  /** Who may chair a meeting of this unit. Refusals: `not-permitted`, `not-found`. */
  people(by: Principal, unit: UnitId): Promise<Outcome<readonly PersonItem[]>>;
};

/** The archive packages as files on disk; the names within one are the protocol's `packageFiles`. */
export type ArchiveFiles = {
  /** Absolute, made from the recording's id alone; it need not be there. */
  folderOf(id: RecordingId): string;
  /** Hashes every file of the package again. Rejects when there is no package. */
  verify(id: RecordingId): Promise<VerifyReply>;
};

/** As in the configuration's `limits`. */
export type HttpLimits = {
  /** Of one address; a whole site, or a province's, may stand behind one. */
  readonly requestsPerMinute: number;
  /** Failed sign-ins of one name from one address in five minutes. */
  readonly signInsPerUser: number;
};

export type HttpOptions = {
  readonly auth: Auth;
  readonly store: Pick<Store, 'units' | 'recordings'>;
  readonly hub: MeetingHub;
  readonly convening: Convening;
  readonly archive: ArchiveFiles;
  /** Absolute folder of the built client (client/dist). */
  readonly clientFolder: string;
  readonly demo: boolean;
  /** Whether pages reach the hub over TLS, ours or a proxy's: Secure cookies and HSTS. */
  readonly tls: boolean;
  /** Addresses or subnets of proxies whose X-Forwarded-* headers count; empty: nobody's. */
  readonly trustedProxies: readonly string[];
  /** Origins (`https://name[:port]`) of our pages; empty: the one a request was sent to, by a name of this machine. */
  readonly publicOrigins: readonly string[];
  /** Addresses or subnets that may read /metrics and the details of /healthz, besides this machine. */
  readonly observers: readonly string[];
  /** How long the refresh cookie is kept, in milliseconds: as long as the refresh token lives. */
  readonly refreshMs: number;
  readonly metrics: Registry;
  readonly limits: HttpLimits;
  readonly logger: Logger;
  readonly clock: Clock;
};
