import { z } from 'zod';
import { meetingId } from '../../protocol/id.ts';
import { approvalBody, minutesBody, minutesBodyBytes } from '../../protocol/minutes.ts';
import type { Outcome } from '../ports.ts';
import type { HttpOptions } from './options.ts';
import { type Answer, defineRoute, json, type Route, refuse } from './route.ts';

const nothing = z.strictObject({});
const meetingParams = z.strictObject({ id: meetingId });

function answer(outcome: Outcome<unknown>): Answer {
  return outcome.ok ? json(outcome.value) : outcome;
}

/** The minutes of a meeting: read, drafted from the record, written, approved. */
export function minutesRoutes({ minutes }: Pick<HttpOptions, 'minutes'>): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/meetings/:id/minutes',
      requirement: 'minutes',
      params: meetingParams,
      body: nothing,
      handle: async ({ caller: { principal, meeting } }) => json(await minutes.read(principal, meeting)),
    }),
    defineRoute({
      method: 'get',
      path: '/api/meetings/:id/minutes/facts',
      requirement: 'minutes',
      params: meetingParams,
      body: nothing,
      // They tell of the whole meeting what its log does.
      handle: async ({ caller: { meeting, rights } }) =>
        rights.includes('write') ? json(await minutes.facts(meeting)) : refuse('not-permitted'),
    }),
    defineRoute({
      method: 'put',
      path: '/api/meetings/:id/minutes',
      requirement: 'minutes',
      params: meetingParams,
      body: minutesBody,
      bodyBytes: minutesBodyBytes,
      handle: async ({ caller: { principal, meeting }, body }) =>
        answer(await minutes.order(principal, meeting, { type: 'minutes.save', ...body })),
    }),
    defineRoute({
      method: 'post',
      path: '/api/meetings/:id/minutes/approval',
      requirement: 'minutes',
      params: meetingParams,
      body: approvalBody,
      handle: async ({ caller: { principal, meeting }, body }) =>
        answer(await minutes.order(principal, meeting, { type: 'minutes.approve', ...body })),
    }),
  ];
}
