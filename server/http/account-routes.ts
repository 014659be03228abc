import { z } from 'zod';
import { accountBody, accountEditBody, accountParams, passwordBody } from '../../protocol/accounts.ts';
import type { HttpOptions } from './options.ts';
import { defineRoute, json, type Route } from './route.ts';

const nothing = z.strictObject({});

/** Accounts and their standing roles, for administrators. */
export function accountRoutes({ accounts }: Pick<HttpOptions, 'accounts'>): readonly Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/accounts',
      requirement: 'administrator',
      params: nothing,
      body: nothing,
      handle: async () => json(await accounts.list()),
    }),
    defineRoute({
      method: 'post',
      path: '/api/accounts',
      requirement: 'administrator',
      params: nothing,
      body: accountBody,
      handle: async ({ body }) => json(await accounts.create(body)),
    }),
    defineRoute({
      method: 'post',
      path: '/api/accounts/:id',
      requirement: 'administrator',
      params: accountParams,
      body: accountEditBody,
      handle: async ({ caller, params, body }) => {
        const edited = await accounts.edit(caller, params.id, body);
        return edited.ok ? json(edited.value) : edited;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/accounts/:id/password',
      requirement: 'administrator',
      params: accountParams,
      body: passwordBody,
      handle: async ({ params, body }) => {
        const set = await accounts.setPassword(params.id, body.password);
        return set.ok ? json(set.value) : set;
      },
    }),
    ...(['disable', 'enable'] as const).map((deed) =>
      defineRoute({
        method: 'post',
        path: `/api/accounts/:id/${deed}`,
        requirement: 'administrator',
        params: accountParams,
        body: nothing,
        handle: async ({ caller, params }) => {
          const set = await accounts.setDisabled(caller, params.id, deed === 'disable');
          return set.ok ? json(set.value) : set;
        },
      }),
    ),
  ];
}
