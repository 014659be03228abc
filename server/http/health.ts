import type { Express, Request, Response } from 'express';
import { addressOf, createAddressSet } from './address.ts';
import { sendRefusal } from './api.ts';
import type { HttpOptions } from './options.ts';
import { requestNotes } from './request-log.ts';
import { refuse } from './route.ts';

type Needs = Pick<HttpOptions, 'hub' | 'metrics' | 'observers' | 'trustedProxies'>;

/**
 * /healthz for whoever balances or watches, and /metrics. Anyone may learn whether the hub is well; how it is inside
 * is for this machine and the configured observers.
 */
export function mountHealth(app: Express, { hub, metrics, observers, trustedProxies }: Needs): void {
  const observing = createAddressSet(observers);
  const isObserver = (request: Request) => {
    // A proxy that nobody declared makes every caller look like this machine.
    const undeclaredProxy = trustedProxies.length === 0 && request.headers['x-forwarded-for'] !== undefined;
    return !undeclaredProxy && observing.has(addressOf(request));
  };

  app.get('/healthz', (request: Request, response: Response) => {
    requestNotes(response).route = 'GET /healthz';
    const { ok, parts } = hub.health();
    const shown = isObserver(request)
      ? parts
      : Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, { ok: part.ok }]));
    response.setHeader('Cache-Control', 'no-store');
    response.status(ok ? 200 : 503).json({ ok, parts: shown });
  });

  app.get('/metrics', async (request: Request, response: Response) => {
    requestNotes(response).route = 'GET /metrics';
    if (!isObserver(request)) return sendRefusal(response, refuse('not-found'));
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Content-Type', metrics.contentType);
    response.end(await metrics.metrics());
  });
}
