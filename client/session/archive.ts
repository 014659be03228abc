import type { z } from 'zod';
import type { DocumentId, ParticipantId, RecordingId } from '../../core/id.ts';
import type {
  ArchiveItem,
  ArchiveNotices,
  BesideReply,
  CataloguePage,
  CatalogueQuery,
  Chapter,
  composeBody,
  DossierOrder,
  DossierReply,
  SharedReply,
  VerifyReply,
} from '../../protocol/archive.ts';
import { ask } from './http.ts';
import { askSignedIn } from './identity.ts';
import { pathOf, queried } from './path.ts';
import type { Result } from './result.ts';

/**
 * How long an answer is waited for that reads or removes a whole package, in ms: 50 GB hashed at 100 MB/s take eight
 * minutes and a half.
 */
const packageMs = 15 * 60_000;

/** The archive over HTTP (docs/protocol.md). */
export const archiveCalls = {
  catalogue: (query: CatalogueQuery): Promise<Result<CataloguePage>> =>
    askSignedIn({ method: 'GET', path: queried(pathOf('archive'), query) }),
  archiveNotices: (): Promise<Result<ArchiveNotices>> =>
    askSignedIn({ method: 'GET', path: pathOf('archive-notices') }),
  recording: (id: RecordingId): Promise<Result<ArchiveItem>> =>
    askSignedIn({ method: 'GET', path: pathOf('archive', id) }),
  chapters: (id: RecordingId): Promise<Result<readonly Chapter[]>> =>
    askSignedIn({ method: 'GET', path: pathOf('archive', id, 'chapters') }),
  beside: (id: RecordingId): Promise<Result<BesideReply>> =>
    askSignedIn({ method: 'GET', path: pathOf('archive', id, 'beside') }),
  verify: (id: RecordingId): Promise<Result<VerifyReply>> =>
    askSignedIn({ method: 'POST', path: pathOf('archive', id, 'verify'), patienceMs: packageMs }),
  compose: (id: RecordingId, body: z.infer<typeof composeBody>): Promise<Result<ArchiveItem>> =>
    askSignedIn({ method: 'POST', path: pathOf('archive', id, 'compose'), body }),
  dossier: (id: RecordingId): Promise<Result<DossierReply>> =>
    askSignedIn({ method: 'GET', path: pathOf('archive', id, 'dossier') }),
  orderDossier: (id: RecordingId, order: DossierOrder): Promise<Result<DossierReply>> =>
    askSignedIn({
      method: 'POST',
      path: pathOf('archive', id, 'dossier'),
      body: order,
      patienceMs: packageMs,
    }),
  /** For whoever holds a link: nobody is signed in. */
  shared: (secret: string): Promise<Result<SharedReply>> =>
    ask({ method: 'GET', path: pathOf('shared', secret), cookies: false }),
  sharedChapters: (secret: string): Promise<Result<readonly Chapter[]>> =>
    ask({ method: 'GET', path: pathOf('shared', secret, 'chapters'), cookies: false }),
} as const;

/** Addresses that the browser itself fetches, with the hub's archive cookie. */
export const archiveAddress = {
  video: (id: RecordingId): string => pathOf('archive', id, 'video'),
  download: (id: RecordingId): string => pathOf('archive', id, 'download'),
  sound: (id: RecordingId, as: 'm4a' | 'mp3'): string =>
    queried(pathOf('archive', id, 'sound'), { format: as }),
  document: (id: RecordingId, document: DocumentId): string => pathOf('archive', id, 'documents', document),
  /** The whole package as one ZIP. */
  package: (id: RecordingId): string => pathOf('archive', id, 'export'),
  /** A stretch of it, in milliseconds from its beginning. */
  excerpt: (id: RecordingId, fromMs: number, toMs: number): string =>
    `${pathOf('archive', id, 'excerpt')}?from=${Math.floor(fromMs)}&to=${Math.ceil(toMs)}`,
  /** All that one participant said, as one film. */
  excerptOf: (id: RecordingId, speaker: ParticipantId): string =>
    `${pathOf('archive', id, 'excerpt')}?speaker=${encodeURIComponent(speaker)}`,
  speakers: (id: RecordingId): string => `${pathOf('archive', id)}/speakers.vtt`,
} as const;

/** What the page behind a link fetches: the secret alone opens it. */
export const sharedAddress = {
  video: (secret: string): string => pathOf('shared', secret, 'video'),
  speakers: (secret: string): string => `${pathOf('shared', secret)}/speakers.vtt`,
} as const;
