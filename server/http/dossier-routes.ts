import { z } from 'zod';
import { dossierOrder } from '../../protocol/archive.ts';
import { recordingId } from '../../protocol/id.ts';
import type { HttpOptions } from './options.ts';
import { defineRoute, json, type Route } from './route.ts';

const nothing = z.strictObject({});
const recordingParams = z.strictObject({ id: recordingId });

type Needs = Pick<HttpOptions, 'dossiers'>;

/** The file of a recording's meeting, and what its keepers have to see to. */
export function dossierRoutes({ dossiers }: Needs): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/dossier',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller: { principal, recording } }) => json(await dossiers.read(principal, recording)),
    }),
    defineRoute({
      method: 'post',
      path: '/api/archive/:id/dossier',
      requirement: 'recording',
      params: recordingParams,
      body: dossierOrder,
      handle: async ({ caller: { principal, recording }, body }) => {
        const outcome = await dossiers.order(principal, recording, body);
        return outcome.ok ? json(outcome.value) : outcome;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive-notices',
      requirement: 'archive',
      params: nothing,
      body: nothing,
      handle: async ({ caller }) => json(await dossiers.notices(caller)),
    }),
  ];
}
