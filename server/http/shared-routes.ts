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
  const file = ({ recording }: SharedRecording, name: string, type: string): Answer => ({
    ok: true,
    value: { kind: 'file', file: { path: join(archive.folderOf(recording.id), name), type, saveAs: null } },
  });
  const used = (caller: SharedRecording): Promise<void> =>
    dossiers.accessed(caller, caller.recording, 'shared');

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
      handle: async ({ caller }) => {
        await used(caller);
        return file(caller, packageFiles.video, 'video/mp4');
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
      handle: async ({ caller }) => file(caller, packageFiles.speakers, 'text/vtt; charset=utf-8'),
    }),
  ];
}
