import type { Kysely } from 'kysely';
import type { ArchivedState, Disposal } from '../../core/dossier/dossier.ts';
import type { LevelId, MeetingId, ParticipantId, RecordingId, UnitId } from '../../core/id.ts';
import type { Phase } from '../../core/meeting.ts';
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
    /** Null: not closed, or closed before there was this column (brought up to date at the hub's start). */
    closed_at: number | null;
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
    state: ArchivedState;
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
  dossier_entries: Link;
  /** What lists need to know of a file, kept up to date with its log; none before its first entry. */
  dossiers: {
    meeting: MeetingId;
    held: 0 | 1;
    handed_over_at: number | null;
    disposal: Disposal['state'];
  };
  dossier_links: { secret_hash: string; meeting: MeetingId; link: number };
  /** What recordings are found by; `number` names the row in the index of words. */
  catalogue: {
    recording: RecordingId;
    number: number;
    version: number;
    whole: 0 | 1;
    passages_json: string;
  };
  catalogue_speakers: { participant: ParticipantId; recording: RecordingId };
};

export type Db = Kysely<Tables>;
