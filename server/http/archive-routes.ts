import { join } from 'node:path';
import { z } from 'zod';
import { type ArchiveRight, rightsOver } from '../../core/archive-right.ts';
import type { AccessKind } from '../../core/dossier/dossier.ts';
import type { RecordingId } from '../../core/id.ts';
import type { ArchiveItem, VerifyReply } from '../../protocol/archive.ts';
import { recordingId } from '../../protocol/id.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import type { RecordingRow } from '../ports.ts';
import { chaptersIn } from './chapter-file.ts';
import { downloadName } from './download-name.ts';
import { archiveViewerOf, readUnitRecords } from './gates.ts';
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

const nothing = z.strictObject({});
const recordingParams = z.strictObject({ id: recordingId });

/** Named field by field: what the row gains later is not shown by accident. */
export function itemOf(row: RecordingRow, rights: readonly ArchiveRight[]): ArchiveItem {
  const { id, meeting, title, unit, unitName, startedAt, durationMs, state, reason } = row;
  const { gaps, pauses, size, sha256 } = row;
  const kept = { progress: null, held: false, handOverBy: null, checked: null, copies: [] };
  const said = { id, meeting, title, unit, unitName, startedAt, durationMs, state, reason };
  return { ...said, gaps, pauses, size, sha256, rights, ...kept };
}

const excerptQuery = z
  .strictObject({
    /** Milliseconds on the recording's time line. */
    from: z.coerce.number().int().min(0).max(86_400_000),
    to: z.coerce.number().int().min(1).max(86_400_000),
  })
  .refine(({ from, to }) => from < to);

type Needs = Pick<HttpOptions, 'store' | 'archive' | 'dossiers'>;
type Caller = CallerOf['recording'];

/** Recordings: the list, playing, fetching, and proving that nothing was changed. */
export function archiveRoutes({ store, archive, dossiers }: Needs): readonly Route[] {
  /** Checks under way: whoever asks for one that is running gets its result. */
  const verifying = new Map<RecordingId, Promise<VerifyReply>>();
  const verify = (id: RecordingId) => {
    const running = verifying.get(id);
    if (running !== undefined) return running;
    const started = archive.verify(id).finally(() => verifying.delete(id));
    verifying.set(id, started);
    return started;
  };

  const file = (row: RecordingRow, name: string, type: string, saveAs: string | null): Answer => {
    if (row.state !== 'ready') return refuse('not-found');
    return {
      ok: true,
      value: { kind: 'file', file: { path: join(archive.folderOf(row.id), name), type, saveAs } },
    };
  };

  /** Written down before the first byte leaves (DOSSIER-9); what is refused is not. */
  const written = async (caller: Caller, what: AccessKind, answer: Answer): Promise<Answer> => {
    if (answer.ok) await dossiers.accessed(caller.principal, caller.recording, what);
    return answer;
  };

  const taken = async (
    caller: Caller,
    wanted: Excerpt,
    as: { readonly type: string; readonly name: string },
  ): Promise<Answer> => {
    const row = caller.recording;
    if (!caller.rights.includes('download')) return refuse('not-permitted');
    if (row.state !== 'ready') return refuse('not-found');
    await dossiers.accessed(caller.principal, row, 'downloaded');
    const parts = archive.excerpt(row.id, wanted);
    return parts === null ? refuse('overloaded') : text({ type: as.type, parts, saveAs: as.name });
  };

  return [
    defineRoute({
      method: 'get',
      path: '/api/archive',
      requirement: 'archive',
      params: nothing,
      body: nothing,
      handle: async ({ caller }) => {
        const [rows, recordById] = await Promise.all([store.recordings.all(), readUnitRecords(store)]);
        const viewer = archiveViewerOf(caller);
        const seen = rows.flatMap((row) => {
          const rights = rightsOver(viewer, recordById, row.unit);
          return rights.includes('see') ? [itemOf(row, rights)] : [];
        });
        return json(seen);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller }) => json(itemOf(caller.recording, caller.rights)),
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/video',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller }) =>
        written(caller, 'watched', file(caller.recording, packageFiles.video, 'video/mp4', null)),
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/download',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller }) => {
        if (!caller.rights.includes('download')) return refuse('not-permitted');
        const { title, startedAt } = caller.recording;
        const name = downloadName(title, startedAt);
        return written(caller, 'downloaded', file(caller.recording, packageFiles.video, 'video/mp4', name));
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/sound',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller, caller: { recording } }) =>
        taken(
          caller,
          { fromMs: 0, toMs: null, what: 'sound' },
          { type: 'audio/mp4', name: downloadName(recording.title, recording.startedAt, 'm4a') },
        ),
    }),
    defineQueryRoute({
      method: 'get',
      path: '/api/archive/:id/excerpt',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      query: excerptQuery,
      handle: async ({ caller, caller: { recording }, query: { from, to } }) => {
        if (recording.durationMs !== null && from >= recording.durationMs) return refuse('not-found');
        return taken(
          caller,
          { fromMs: from, toMs: to, what: 'film' },
          { type: 'video/mp4', name: downloadName(recording.title, recording.startedAt + from, 'mp4') },
        );
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/speakers.vtt',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller }) =>
        file(caller.recording, packageFiles.speakers, 'text/vtt; charset=utf-8', null),
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
        if (caller.recording.state !== 'ready') return refuse('out-of-order');
        await dossiers.accessed(caller.principal, caller.recording, 'verified');
        return json(await verify(caller.recording.id));
      },
    }),
  ];
}
