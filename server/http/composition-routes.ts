import { z } from 'zod';
import { composeBody } from '../../protocol/archive.ts';
import { recordingId } from '../../protocol/id.ts';
import type { HttpOptions } from './options.ts';
import { defineRoute, json, type Route, refuse } from './route.ts';

/** Making the film of a recording anew, from its package. */
export function compositionRoutes({
  compositions,
  catalogue,
}: Pick<HttpOptions, 'compositions' | 'catalogue'>): readonly Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/archive/:id/compose',
      requirement: 'recording',
      params: z.strictObject({ id: recordingId }),
      body: composeBody,
      handle: async ({ caller: { principal, recording, rights }, body }) => {
        if (!rights.includes('export')) return refuse('not-permitted');
        const outcome = await compositions.compose(principal, recording, body);
        return outcome.ok ? json(await catalogue.item(recording, rights)) : outcome;
      },
    }),
  ];
}
