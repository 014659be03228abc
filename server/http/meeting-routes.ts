import { z } from 'zod';
import { clashBody, conveneBody, moveBody, reviseBody, scheduleBody } from '../../protocol/convening.ts';
import { meetingId, unitId } from '../../protocol/id.ts';
import type { Outcome } from '../ports.ts';
import type { HttpOptions } from './options.ts';
import { type Answer, defineRoute, json, type Route } from './route.ts';

const nothing = z.strictObject({});
const unitParams = z.strictObject({ id: unitId });
const meetingParams = z.strictObject({ id: meetingId });

function answer(outcome: Outcome<unknown>): Answer {
  return outcome.ok ? json(outcome.value) : outcome;
}

/** The list of meetings, calling and arranging them; everything inside a meeting goes over its socket. */
export function meetingRoutes({
  hub,
  convening,
  clashes,
}: Pick<HttpOptions, 'hub' | 'convening' | 'clashes'>): readonly Route[] {
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
      handle: async ({ caller, body }) => answer(await convening.convene(caller, body)),
    }),
    // Who was made the chair of one meeting arranges it without being a convener of daily life (SCHEDULE-4).
    defineRoute({
      method: 'get',
      path: '/api/meetings/:id/order',
      requirement: 'signed-in',
      params: meetingParams,
      body: nothing,
      handle: async ({ caller, params }) => answer(await convening.order(caller, params.id)),
    }),
    defineRoute({
      method: 'put',
      path: '/api/meetings/:id',
      requirement: 'signed-in',
      params: meetingParams,
      body: reviseBody,
      handle: async ({ caller, params, body }) => answer(await convening.revise(caller, params.id, body)),
    }),
    defineRoute({
      method: 'post',
      path: '/api/meetings/:id/schedule',
      requirement: 'signed-in',
      params: meetingParams,
      body: scheduleBody,
      handle: async ({ caller, params, body }) => answer(await convening.schedule(caller, params.id, body)),
    }),
    defineRoute({
      method: 'post',
      path: '/api/meetings/:id/clashes',
      requirement: 'signed-in',
      params: meetingParams,
      body: moveBody,
      handle: async ({ caller, params, body }) =>
        answer(await clashes.whenMoved(caller, params.id, body.scheduledAt)),
    }),
    defineRoute({
      method: 'post',
      path: '/api/clashes',
      requirement: 'convener',
      params: nothing,
      body: clashBody,
      handle: async ({ caller, body }) => answer(await clashes.ofOrder(caller, body)),
    }),
    defineRoute({
      method: 'get',
      path: '/api/units/:id/invitable',
      requirement: 'convener',
      params: unitParams,
      body: nothing,
      handle: async ({ caller, params }) => answer(await convening.invitable(caller, params.id)),
    }),
    defineRoute({
      method: 'get',
      path: '/api/units/:id/meetings',
      requirement: 'convener',
      params: unitParams,
      body: nothing,
      handle: async ({ caller, params }) => answer(await convening.meetingsOf(caller, params.id)),
    }),
  ];
}
