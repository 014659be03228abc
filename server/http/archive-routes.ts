import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { ArchiveRight } from '../../core/archive-right.ts';
import { type DocumentMediaType, documentMediaTypes, isShownInPage } from '../../core/document.ts';
import type { AccessUse } from '../../core/dossier/access-use.ts';
import type { AccessPart } from '../../core/dossier/dossier.ts';
import type { ParticipantId, RecordingId } from '../../core/id.ts';
import type { Stretch } from '../../core/stretch.ts';
import { catalogueQuery, type VerifyReply } from '../../protocol/archive.ts';
import { documentId, participantId, recordingId } from '../../protocol/id.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import type { RecordingRow } from '../ports.ts';
import { chaptersIn } from './chapter-file.ts';
import { downloadName, fileName } from './download-name.ts';
import { archiveViewerOf } from './gates.ts';
import type { Excerpt, HttpOptions } from './options.ts';
import {
  type Answer,
  type CallerOf,
  defineQueryRoute,
  defineRoute,
  json,
  type Route,
  refuse,
  text,
} from './route.ts';
import type { Still } from './sending.ts';

const nothing = z.strictObject({});
const recordingParams = z.strictObject({ id: recordingId });
const documentParams = z.strictObject({ id: recordingId, document: documentId });

function contentType(type: DocumentMediaType | undefined): string {
  if (type === undefined) return 'application/octet-stream';
  return type === 'text/plain' ? 'text/plain; charset=utf-8' : type;
}

/** Whether there is such a file: a folder may have been removed by hand. */
async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ?? false;
}

const place = z.coerce.number().int().min(0).max(86_400_000);
/** A stretch, in milliseconds on the recording's time line, or all turns of one who spoke. */
const excerptQuery = z.union([
  z.strictObject({ from: place, to: place }).refine(({ from, to }) => from < to),
  z.strictObject({ speaker: participantId }),
]);
const soundQuery = z.strictObject({ format: z.enum(['m4a', 'mp3']).default('m4a') });
const soundType = { m4a: 'audio/mp4', mp3: 'audio/mpeg' } as const;

/** Packages hashed at once on the whole hub: each is read as fast as the disk gives it, beside meetings. */
const mostVerifiedAtOnce = 2;

type Needs = Pick<HttpOptions, 'archive' | 'catalogue' | 'dossiers'>;
type Caller = CallerOf['recording'];

/** Recordings: the list, playing, fetching, and proving that nothing was changed. */
export function archiveRoutes({ archive, catalogue, dossiers }: Needs): readonly Route[] {
  /** Checks under way: whoever asks for one that is running gets its result. */
  const verifying = new Map<RecordingId, Promise<VerifyReply>>();
  const verify = (id: RecordingId) => {
    const running = verifying.get(id);
    if (running !== undefined) return running;
    if (verifying.size >= mostVerifiedAtOnce) return null;
    const started = archive.verify(id).finally(() => verifying.delete(id));
    verifying.set(id, started);
    return started;
  };

  const stillMay =
    ({ principal, recording }: Caller, right: ArchiveRight): Still =>
    () =>
      dossiers.mayStill(principal, recording.id, right);

  const file = (
    caller: Caller,
    { name, type, saveAs }: { readonly name: string; readonly type: string; readonly saveAs?: string },
  ): Answer => {
    const { id, state } = caller.recording;
    if (state !== 'ready') return refuse('not-found');
    const still = stillMay(caller, saveAs === undefined ? 'see' : 'download');
    const path = join(archive.folderOf(id), name);
    return { ok: true, value: { kind: 'file', file: { path, type, saveAs: saveAs ?? null, still } } };
  };

  /** Written down before the first byte leaves (DOSSIER-9); what is refused is not. */
  const written = async (caller: Caller, use: AccessUse, answer: Answer): Promise<Answer> => {
    if (answer.ok) await dossiers.accessed(caller.principal, caller.recording, use);
    return answer;
  };

  const taken = async (
    caller: Caller,
    wanted: Excerpt,
    as: { readonly type: string; readonly name: string; readonly part: AccessPart },
  ): Promise<Answer> => {
    const row = caller.recording;
    if (!caller.rights.includes('download')) return refuse('not-permitted');
    if (row.state !== 'ready' || !(await isFile(join(archive.folderOf(row.id), packageFiles.video))))
      return refuse('not-found');
    await dossiers.accessed(caller.principal, row, { what: 'downloaded', part: as.part });
    const parts = archive.excerpt(row.id, wanted);
    return parts === null
      ? refuse('overloaded')
      : text({ type: as.type, parts, saveAs: as.name, still: stillMay(caller, 'download') });
  };

  /** As far as the film goes: a turn may have lasted a moment longer than it. */
  const turnsWithin = async (row: RecordingRow, speaker: ParticipantId): Promise<readonly Stretch[]> => {
    const end = row.durationMs ?? 0;
    const turns = await catalogue.turnsOf(row, speaker);
    return turns
      .filter(({ startMs }) => startMs < end)
      .map(({ startMs, endMs }) => ({ startMs, endMs: Math.min(endMs, end) }));
  };

  return [
    defineQueryRoute({
      method: 'get',
      path: '/api/archive',
      requirement: 'archive',
      params: nothing,
      body: nothing,
      query: catalogueQuery,
      handle: async ({ caller, query }) => {
        const page = await catalogue.page(archiveViewerOf(caller), query);
        return page.ok ? json(page.value) : page;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller }) => json(await catalogue.item(caller.recording, caller.rights)),
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/beside',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller: { recording, rights } }) =>
        recording.state === 'disposed'
          ? refuse('not-found')
          : json(await catalogue.beside(recording, rights)),
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/documents/:document',
      requirement: 'recording',
      params: documentParams,
      body: nothing,
      handle: async ({ caller, params: { document } }) => {
        const held = await catalogue.document(caller.recording, document);
        if (held === null) return refuse('not-found');
        // A package may be of another hub: only what is known to be harmless is shown as what it says it is.
        const type = documentMediaTypes.find((each) => each === held.mediaType);
        const inPage = type !== undefined && isShownInPage(type);
        const foreign = { name: fileName(held), inPage };
        const file = {
          path: held.file,
          type: contentType(type),
          saveAs: null,
          foreign,
          still: stillMay(caller, 'see'),
        };
        const part = { kind: 'document', document, name: foreign.name } as const;
        return written(caller, { what: 'read', part }, { ok: true, value: { kind: 'file', file } });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/video',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller }) =>
        written(caller, { what: 'watched' }, file(caller, { name: packageFiles.video, type: 'video/mp4' })),
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/download',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller, goesOn }) => {
        if (!caller.rights.includes('download')) return refuse('not-permitted');
        const { title, startedAt } = caller.recording;
        const saveAs = downloadName(title, startedAt);
        const film = file(caller, { name: packageFiles.video, type: 'video/mp4', saveAs });
        return written(caller, { what: 'downloaded', goesOn }, film);
      },
    }),
    defineQueryRoute({
      method: 'get',
      path: '/api/archive/:id/sound',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      query: soundQuery,
      handle: async ({ caller, caller: { recording }, query: { format } }) =>
        taken(
          caller,
          { what: 'sound', format },
          {
            type: soundType[format],
            name: downloadName(recording.title, recording.startedAt, format),
            part: { kind: 'sound', format },
          },
        ),
    }),
    defineQueryRoute({
      method: 'get',
      path: '/api/archive/:id/excerpt',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      query: excerptQuery,
      handle: async ({ caller, caller: { recording }, query }) => {
        const { title, startedAt, durationMs } = recording;
        if ('speaker' in query) {
          const turns = await turnsWithin(recording, query.speaker);
          if (turns.length === 0) return refuse('not-found');
          const name = downloadName(title, startedAt, 'mp4');
          const part = { kind: 'turns', speaker: query.speaker } as const;
          return taken(caller, { what: 'turns', turns }, { type: 'video/mp4', name, part });
        }
        const { from, to } = query;
        if (durationMs !== null && from >= durationMs) return refuse('not-found');
        const name = downloadName(title, startedAt + from, 'mp4');
        const stretch = { fromMs: from, toMs: to };
        const part = { kind: 'stretch', ...stretch } as const;
        return taken(caller, { what: 'film', ...stretch }, { type: 'video/mp4', name, part });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/speakers.vtt',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller }) =>
        file(caller, { name: packageFiles.speakers, type: 'text/vtt; charset=utf-8' }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/chapters',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller }) => {
        if (caller.recording.state !== 'ready') return refuse('not-found');
        const chapters = await chaptersIn(archive.folderOf(caller.recording.id));
        return chapters === null ? refuse('not-found') : json(chapters);
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/archive/:id/verify',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller }) => {
        if (!caller.rights.includes('export')) return refuse('not-permitted');
        if (caller.recording.state !== 'ready') return refuse('out-of-order');
        await dossiers.accessed(caller.principal, caller.recording, { what: 'verified' });
        const verified = verify(caller.recording.id);
        return verified === null ? refuse('overloaded') : json(await verified);
      },
    }),
  ];
}
