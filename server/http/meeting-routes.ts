import { z } from 'zod';
import { conveneBody } from '../../protocol/http.ts';
import { unitId } from '../../protocol/id.ts';
import type { HttpOptions } from './options.ts';
import { defineRoute, json, type Route } from './route.ts';

const nothing = z.strictObject({});
const unitParams = z.strictObject({ id: unitId });

/** The list of meetings, and calling one; everything inside a meeting goes over its socket. */
export function meetingRoutes({ hub, convening }: Pick<HttpOptions, 'hub' | 'convening'>): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/meetings',
      requirement: 'signed-in',
      params: nothing,
      body: nothing,
      handle: async ({ caller }) => json(await hub.listMeetings(caller)),
    }),
    defineRoute({
      method: 'post',
      path: '/api/meetings',
      requirement: 'convener',
      params: nothing,
      body: conveneBody,
      handle: async ({ caller, body }) => {
        const convened = await convening.convene(caller, body);
        return convened.ok ? json(convened.value) : convened;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/units/:id/people',
      requirement: 'convener',
      params: unitParams,
      body: nothing,
      handle: async ({ caller, params }) => {
        const people = await convening.people(caller, params.id);
        return people.ok ? json(people.value) : people;
      },
    }),
  ];
}
