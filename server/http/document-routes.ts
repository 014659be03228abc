import { isShownInPage, type MeetingDocument } from '../../core/document.ts';
import {
  documentAddQuery,
  documentChangeBody,
  documentParams,
  documentsParams,
} from '../../protocol/documents.ts';
import type { Outcome } from '../ports.ts';
import { fileName } from './download-name.ts';
import type { HttpOptions } from './options.ts';
import { type Answer, defineRoute, empty, json, type Route, refuse } from './route.ts';

const nothing = documentsParams.omit({ id: true });

function typeOf({ mediaType }: MeetingDocument): string {
  return mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : mediaType;
}

function done(outcome: Outcome<unknown>): Answer {
  return outcome.ok ? empty() : outcome;
}

/** The documents of a meeting: brought, named, taken away and read, before the meeting and while it lasts. */
export function documentRoutes({ documents }: Pick<HttpOptions, 'documents'>): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/meetings/:id/documents',
      requirement: 'signed-in',
      params: documentsParams,
      body: nothing,
      handle: async ({ caller, params }) => {
        const outcome = await documents.list(caller, params.id);
        return outcome.ok ? json(outcome.value) : outcome;
      },
    }),
    {
      method: 'post',
      path: '/api/meetings/:id/documents',
      requirement: 'signed-in',
      takesLong: true,
      async run(exchange, gates): Promise<Answer> {
        const found = await gates['signed-in'](exchange);
        if (!found.ok) return found;
        const params = documentsParams.safeParse(exchange.params);
        if (!params.success) return refuse('not-found');
        const about = documentAddQuery.safeParse(exchange.query);
        if (!about.success) return refuse('invalid-message');
        const to = { meeting: params.data.id, about: about.data };
        return done(await documents.add(found.value, to, exchange.rawBody));
      },
    },
    defineRoute({
      method: 'get',
      path: '/api/meetings/:id/documents/:document',
      requirement: 'signed-in',
      params: documentParams,
      body: nothing,
      handle: async ({ caller, params }) => {
        const outcome = await documents.file(caller, params.id, params.document);
        if (!outcome.ok) return outcome;
        const { document, path } = outcome.value;
        const foreign = { name: fileName(document), inPage: isShownInPage(document.mediaType) };
        return {
          ok: true,
          value: { kind: 'file', file: { path, type: typeOf(document), saveAs: null, foreign } },
        };
      },
    }),
    defineRoute({
      method: 'patch',
      path: '/api/meetings/:id/documents/:document',
      requirement: 'signed-in',
      params: documentParams,
      body: documentChangeBody,
      handle: async ({ caller, params: { id: meeting, document }, body }) =>
        done(await documents.change(caller, { meeting, document }, body)),
    }),
    defineRoute({
      method: 'delete',
      path: '/api/meetings/:id/documents/:document',
      requirement: 'signed-in',
      params: documentParams,
      body: nothing,
      handle: async ({ caller, params: { id: meeting, document } }) =>
        done(await documents.withdraw(caller, { meeting, document })),
    }),
  ];
}
