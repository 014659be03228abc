import { z } from 'zod';
import { covers } from '../../core/unit.ts';
import { confirmPairingBody, pairingSecretBody, type UnitItem } from '../../protocol/http.ts';
import { readUnitById } from './gates.ts';
import type { HttpOptions } from './options.ts';
import type { HttpLimiters } from './rate-limit.ts';
import { defineRoute, empty, json, type Route, refuseUntil } from './route.ts';

const nothing = z.strictObject({});
const deviceParams = z.strictObject({ id: z.string().min(1).max(100) });

type Needs = Pick<HttpOptions, 'auth' | 'store'> & { readonly limiters: HttpLimiters };

/** Pairing a site's device, and the devices and units that one operates. */
export function deviceRoutes({ auth, store, limiters }: Needs): readonly Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/api/pairings',
      requirement: 'public',
      params: nothing,
      body: nothing,
      handle: async ({ address }) => {
        const wait = await limiters.pairings.take(address);
        if (wait !== null) return refuseUntil(wait);
        return json(await auth.requestPairing());
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/pairings/claim',
      requirement: 'public',
      params: nothing,
      body: pairingSecretBody,
      handle: async ({ body }) => json(await auth.claimPairing(body.secret)),
    }),
    defineRoute({
      method: 'post',
      path: '/api/pairings/confirm',
      requirement: 'operator',
      params: nothing,
      body: confirmPairingBody,
      handle: async ({ caller, body }) => {
        const result = await auth.confirmPairing(caller, body.code, body.unit);
        return result.ok ? json(result.value) : result;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/devices',
      requirement: 'operator',
      params: nothing,
      body: nothing,
      handle: async ({ caller }) => json(await auth.listDevices(caller)),
    }),
    defineRoute({
      method: 'delete',
      path: '/api/devices/:id',
      requirement: 'operator',
      params: deviceParams,
      body: nothing,
      handle: async ({ caller, params }) => {
        const result = await auth.revokeDevice(caller, params.id);
        return result.ok ? empty() : result;
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/units',
      requirement: 'operator',
      params: nothing,
      body: nothing,
      handle: async ({ caller }) => {
        const { administrator, operates } = caller.account;
        const unitById = await readUnitById(store);
        const items: UnitItem[] = Object.values(unitById).filter(
          ({ id }) => administrator || operates.some((scope) => covers(unitById, scope, id)),
        );
        return json(items);
      },
    }),
  ];
}
