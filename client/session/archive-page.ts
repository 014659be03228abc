import type { MeetingId, ParticipantId, RecordingId } from '../../core/id.ts';
import { queried } from './path.ts';

/** Where the archive's screens are. */
export const archivePage = {
  /** `atMs`: from where on it is shown. */
  recording: (id: RecordingId, atMs: number | null = null): string =>
    queried(`/archive/${encodeURIComponent(id)}`, {
      t: atMs === null ? undefined : Math.max(0, Math.floor(atMs)),
    }),
  /** All recordings of one meeting. */
  ofMeeting: (meeting: MeetingId): string => queried('/archive', { meeting }),
  /** All recordings in which somebody spoke, each with where. */
  ofSpeaker: (speaker: ParticipantId): string => queried('/archive', { speaker }),
  handOver: (id: RecordingId): string => `/archive/${encodeURIComponent(id)}/hand-over`,
  /** What is given to whom a link was made for. */
  shared: (secret: string): string => `/shared/${encodeURIComponent(secret)}`,
} as const;
