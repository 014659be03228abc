import type { DocumentId, MeetingId, ParticipantId, UnitId } from '../../../core/id.ts';
import type { ArchiveItem, BesideReply, Chapter } from '../../../protocol/archive.ts';
import { api, archiveAddress, type Result } from '../../session/index.ts';

/** What the player needs to know of a recording. */
export type Played = Pick<ArchiveItem, 'title' | 'startedAt' | 'durationMs' | 'gaps' | 'pauses'>;

/** Where the player takes everything from: the archive of whoever is signed in, or a link for somebody without an account. */
export type PlayerSource = {
  /** Addresses that the browser itself fetches. */
  readonly video: string;
  readonly captions: string;
  readonly chapters: () => Promise<Result<readonly Chapter[]>>;
  /** Null: nothing is told beside the film but its chapters. */
  readonly beside: (() => Promise<Result<BesideReply>>) | null;
  /** The meeting, and whose hall of it was recorded; null: that is not told. */
  readonly of: { readonly meeting: MeetingId; readonly unit: UnitId } | null;
  /** Where the file of a document beside the film is read; null: none is. */
  readonly document: ((document: DocumentId) => string) | null;
  /** Where a stretch of the film is fetched, in milliseconds from its beginning; null: nothing may be taken home. */
  readonly excerpt: ((fromMs: number, toMs: number) => string) | null;
  /** Where all that one person said is fetched. */
  readonly excerptOf: ((speaker: ParticipantId) => string) | null;
};

/** The archive's own addresses of a recording, as far as its rights go. */
export function archiveSource({
  id,
  rights,
  meeting,
  unit,
}: Pick<ArchiveItem, 'id' | 'rights' | 'meeting' | 'unit'>): PlayerSource {
  const takes = rights.includes('download');
  return {
    video: archiveAddress.video(id),
    captions: archiveAddress.speakers(id),
    chapters: () => api.chapters(id),
    beside: () => api.beside(id),
    of: { meeting, unit },
    document: (document) => archiveAddress.document(id, document),
    excerpt: takes ? (fromMs, toMs) => archiveAddress.excerpt(id, fromMs, toMs) : null,
    excerptOf: takes ? (speaker) => archiveAddress.excerptOf(id, speaker) : null,
  };
}
