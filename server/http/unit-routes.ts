import { z } from 'zod';
import { unitApplyBody, unitBodyBytes, unitPreviewBody } from '../../protocol/units.ts';
import type { HttpOptions } from './options.ts';
import { defineRoute, json, type Route } from './route.ts';

const nothing = z.strictObject({});

/** The register of units: reading it, seeing what an order would change, and changing it. */
export function unitRoutes({ units }: Pick<HttpOptions, 'units'>): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/units/register',
      requirement: 'administrator',
      params: nothing,
      body: nothing,
      handle: async () => json(await units.register()),
    }),
    defineRoute({
      method: 'post',
      path: '/api/units/preview',
      requirement: 'administrator',
      params: nothing,
      body: unitPreviewBody,
      bodyBytes: unitBodyBytes,
      handle: async ({ body }) => json(await units.preview(body.order)),
    }),
    defineRoute({
      method: 'post',
      path: '/api/units/apply',
      requirement: 'administrator',
      params: nothing,
      body: unitApplyBody,
      bodyBytes: unitBodyBytes,
      handle: async ({ caller, body }) => {
        const applied = await units.apply(caller, body.order, body.revision);
        return applied.ok ? json(applied.value) : applied;
      },
    }),
  ];
}
