import { z } from 'zod';
import type { HttpOptions } from './options.ts';
import { defineRoute, json, type Route } from './route.ts';

const nothing = z.strictObject({});

/** The list of meetings; everything inside a meeting goes over its socket. */
export function meetingRoutes({ hub }: Pick<HttpOptions, 'hub'>): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/meetings',
      requirement: 'signed-in',
      params: nothing,
      body: nothing,
      handle: async ({ caller }) => json(await hub.listMeetings(caller)),
    }),
  ];
}
