import express, { type Express } from 'express';
import { accountRoutes } from './account-routes.ts';
import { errorReply, mountApi } from './api.ts';
import { archiveRoutes } from './archive-routes.ts';
import { mountClient } from './client-pages.ts';
import { compositionRoutes } from './composition-routes.ts';
import { deviceRoutes } from './device-routes.ts';
import { documentRoutes } from './document-routes.ts';
import { dossierRoutes } from './dossier-routes.ts';
import { createGates } from './gates.ts';
import { mountHealth } from './health.ts';
import { lineTestRoutes } from './line-test-routes.ts';
import { logRoutes } from './log-routes.ts';
import { meetingRoutes } from './meeting-routes.ts';
import { minutesRoutes } from './minutes-routes.ts';
import type { HttpOptions } from './options.ts';
import { packageRoutes } from './package-routes.ts';
import { createHttpLimiters, type HttpLimiters } from './rate-limit.ts';
import { reportRoutes } from './report-routes.ts';
import { requestLog } from './request-log.ts';
import type { Route } from './route.ts';
import { securityHeaders } from './security-headers.ts';
import { sessionRoutes } from './session-routes.ts';
import { sharedRoutes } from './shared-routes.ts';
import { unitRoutes } from './unit-routes.ts';

/** Every route under /api, each with its requirement. */
export function apiRoutes(options: HttpOptions, limiters: HttpLimiters): readonly Route[] {
  return [
    ...sessionRoutes({ ...options, limiters }),
    ...deviceRoutes({ ...options, limiters }),
    ...meetingRoutes(options),
    ...archiveRoutes(options),
    ...compositionRoutes(options),
    ...packageRoutes(options),
    ...dossierRoutes(options),
    ...documentRoutes(options),
    ...sharedRoutes(options),
    ...lineTestRoutes(),
    ...unitRoutes(options),
    ...accountRoutes(options),
    ...logRoutes(options),
    ...reportRoutes(options),
    ...minutesRoutes(options),
  ];
}

/**
 * The hub's HTTP side: API, archive, health, metrics and the built client. Listening, TLS and the socket are the
 * composition root's: Socket.IO attaches to the same server and answers its own path before this app sees it.
 */
export function createHttp(options: HttpOptions): Express {
  const { auth, store, records, dossiers, minutes, demo, trustedProxies } = options;
  const limiters = createHttpLimiters(options.limits);
  const gates = createGates({
    auth,
    store,
    records,
    dossiers,
    minutes,
    demo,
    guesses: limiters.guesses,
    accountLimit: limiters.account,
  });
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustedProxies.length === 0 ? false : [...trustedProxies]);
  app.set('query parser', false);
  app.use(requestLog(options));
  app.use(...securityHeaders(options.tls));
  mountHealth(app, options);
  mountApi(app, apiRoutes(options, limiters), { ...options, gates, limiters });
  mountClient(app, options.clientFolder);
  app.use(errorReply());
  return app;
}
