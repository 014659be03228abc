import { join } from 'node:path';
import { z } from 'zod';
import type { SharedReply } from '../../protocol/archive.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { chaptersIn } from './chapter-file.ts';
import type { HttpOptions, SharedRecording } from './options.ts';
import { type Answer, defineRoute, json, type Route, refuse } from './route.ts';

const nothing = z.strictObject({});
/** The gate has read it already. */
const linkParams = z.strictObject({ secret: z.string() });

type Needs = Pick<HttpOptions, 'archive' | 'dossiers'>;

/** A recording for whoever holds its link (DOSSIER-11): shown in the page, and nothing to take home. */
export function sharedRoutes({ archive, dossiers }: Needs): readonly Route[] {
  const file = (
    { recording }: SharedRecording,
    secret: string,
    { name, type }: { readonly name: string; readonly type: string },
  ): Answer => {
    const path = join(archive.folderOf(recording.id), name);
    const still = async () => (await dossiers.shared(secret)) !== null;
    return { ok: true, value: { kind: 'file', file: { path, type, saveAs: null, still } } };
  };
  const used = (caller: SharedRecording): Promise<void> =>
    dossiers.accessed(caller, caller.recording, { what: 'shared' });

  return [
    defineRoute({
      method: 'get',
      path: '/api/shared/:secret',
      requirement: 'shared',
      params: linkParams,
      body: nothing,
      handle: async ({ caller }) => {
        await used(caller);
        const { title, unitName, startedAt, durationMs, gaps, pauses } = caller.recording;
        const { whom, until } = caller;
        const reply: SharedReply = { title, unitName, startedAt, durationMs, gaps, pauses, whom, until };
        return json(reply);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/shared/:secret/video',
      requirement: 'shared',
      params: linkParams,
      body: nothing,
      handle: async ({ caller, params: { secret } }) => {
        await used(caller);
        return file(caller, secret, { name: packageFiles.video, type: 'video/mp4' });
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/shared/:secret/chapters',
      requirement: 'shared',
      params: linkParams,
      body: nothing,
      handle: async ({ caller }) => {
        const chapters = await chaptersIn(archive.folderOf(caller.recording.id));
        return chapters === null ? refuse('not-found') : json(chapters);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/shared/:secret/speakers.vtt',
      requirement: 'shared',
      params: linkParams,
      body: nothing,
      handle: async ({ caller, params: { secret } }) =>
        file(caller, secret, { name: packageFiles.speakers, type: 'text/vtt; charset=utf-8' }),
    }),
  ];
}
