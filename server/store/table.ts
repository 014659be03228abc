import type { Kysely } from 'kysely';
import type { LevelId, MeetingId, ParticipantId, RecordingId, UnitId } from '../../core/id.ts';
import type { Phase, Recording } from '../../core/meeting.ts';
import type { Link } from './chain.ts';

/** The tables as migrations leave them. Times are epoch milliseconds; `*_json` columns hold JSON as text. */
export type Tables = {
  hub_schema: { version: number };
  entries: Link;
  meetings: {
    id: MeetingId;
    title: string;
    title_folded: string;
    unit: UnitId;
    scheduled_at: number;
    planned_ms: number | null;
    phase: Phase['kind'];
    phase_json: string;
    moved_json: string | null;
  };
  levels: { id: LevelId; name: string; position: number };
  units: {
    id: UnitId;
    name: string;
    name_folded: string;
    level: LevelId;
    parent: UnitId | null;
    position: number;
    closed_at: number | null;
    successor: UnitId | null;
    former_names_json: string;
  };
  /** One row with the number of changes so far; none before the first. */
  unit_register: { revision: number };
  accounts: {
    id: ParticipantId;
    username: string;
    name: string;
    name_folded: string;
    /** Chức vụ. */
    position: string;
    unit: UnitId;
    password_hash: string;
    administrator: 0 | 1;
    standing_roles_json: string;
    disabled_at: number | null;
  };
  refresh_tokens: {
    hash: string;
    family: string;
    account: ParticipantId;
    expires_at: number;
    rotated_at: number | null;
  };
  devices: {
    id: string;
    unit: UnitId;
    credential_hash: string;
    paired_at: number;
    paired_by: ParticipantId;
    last_seen_at: number | null;
    revoked_at: number | null;
  };
  recordings: {
    id: RecordingId;
    meeting: MeetingId;
    title: string;
    title_folded: string;
    unit: UnitId;
    unit_name: string;
    started_at: number;
    state: Recording['state'];
    reason: string | null;
    gaps_json: string;
    pauses_json: string;
    duration_ms: number | null;
    size: number | null;
    sha256: string | null;
  };
  packages: {
    recording: RecordingId;
    sealed_at: number | null;
    /** Public key (PEM) of another hub. */
    origin: string | null;
    checked_at: number | null;
    sound: 0 | 1;
  };
  package_copies: {
    recording: RecordingId;
    place: string;
    state: 'waiting' | 'verified' | 'failed';
    at: number;
    manifest: string | null;
    failures: number;
  };
};

export type Db = Kysely<Tables>;
