import type { MeetingId } from '../../core/id.ts';
import type { LogKind, LogPage, LogVerifyReply, RecordedState } from '../../protocol/log.ts';
import { logPageLimit } from '../../protocol/log.ts';
import type { MinutesBody, MinutesFactsReply, MinutesReply } from '../../protocol/minutes.ts';
import { askSignedIn } from './identity.ts';
import type { Result } from './result.ts';

const pathOf = (meeting: MeetingId, part: string): string =>
  `/api/meetings/${encodeURIComponent(meeting)}/${part}`;

/** The record of a meeting over HTTP (docs/protocol.md). */
export const records = {
  /** The page after a sequence; `kind` null: all kinds. */
  log: (
    meeting: MeetingId,
    { after, kind }: { readonly after: number; readonly kind: LogKind | null },
  ): Promise<Result<LogPage>> => {
    const query = new URLSearchParams({ after: String(after), limit: String(logPageLimit) });
    if (kind !== null) query.set('kind', kind);
    return askSignedIn({ method: 'GET', path: `${pathOf(meeting, 'log')}?${query}` });
  },
  /** Whether one may read it at all: refused if not. */
  readable: (meeting: MeetingId): Promise<Result<LogPage>> =>
    askSignedIn({ method: 'GET', path: `${pathOf(meeting, 'log')}?limit=1` }),
  verify: (meeting: MeetingId): Promise<Result<LogVerifyReply>> =>
    askSignedIn({ method: 'POST', path: pathOf(meeting, 'log/verify') }),
  state: (meeting: MeetingId): Promise<Result<RecordedState>> =>
    askSignedIn({ method: 'GET', path: pathOf(meeting, 'state') }),
  minutes: (meeting: MeetingId): Promise<Result<MinutesReply>> =>
    askSignedIn({ method: 'GET', path: pathOf(meeting, 'minutes') }),
  minutesFacts: (meeting: MeetingId): Promise<Result<MinutesFactsReply>> =>
    askSignedIn({ method: 'GET', path: pathOf(meeting, 'minutes/facts') }),
  saveMinutes: (meeting: MeetingId, body: MinutesBody): Promise<Result<MinutesReply>> =>
    askSignedIn({ method: 'PUT', path: pathOf(meeting, 'minutes'), body }),
  approveMinutes: (meeting: MeetingId, version: number): Promise<Result<MinutesReply>> =>
    askSignedIn({ method: 'POST', path: pathOf(meeting, 'minutes/approval'), body: { version } }),
} as const;

/** What `saveFile` takes home. */
export const recordAddress = {
  table: (meeting: MeetingId): string => pathOf(meeting, 'log.csv'),
  proof: (meeting: MeetingId): string => pathOf(meeting, 'log.jsonl'),
  speech: (meeting: MeetingId): string => pathOf(meeting, 'reports/speech.csv'),
  attendance: (meeting: MeetingId): string => pathOf(meeting, 'reports/attendance.csv'),
  publicKey: '/api/log-key',
} as const;

/** Where the screens of a meeting's record are. */
export const recordPage = {
  log: (meeting: MeetingId): string => `/meeting/${encodeURIComponent(meeting)}/log`,
  speech: (meeting: MeetingId): string => `/meeting/${encodeURIComponent(meeting)}/reports/speech`,
  attendance: (meeting: MeetingId): string => `/meeting/${encodeURIComponent(meeting)}/reports/attendance`,
  minutes: (meeting: MeetingId): string => `/meeting/${encodeURIComponent(meeting)}/minutes`,
} as const;
