import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { ParticipantId } from '../../core/id.ts';
import type { HttpRefusal } from '../../protocol/http.ts';
import { maxMessageBytes } from '../../protocol/message.ts';
import { addressOf } from './address.ts';
import { drainBody } from './drain-body.ts';
import { sendFile } from './file-reply.ts';
import type { HttpOptions } from './options.ts';
import { pageOrigin } from './page-origin.ts';
import type { HttpLimiters } from './rate-limit.ts';
import { statusByCode } from './refusal-status.ts';
import { requestNotes } from './request-log.ts';
import {
  type Answer,
  type Exchange,
  type Found,
  type Gates,
  type Refused,
  type Reply,
  type Route,
  refuse,
  refuseUntil,
} from './route.ts';
import { cookieHeader, readCookies } from './session-cookie.ts';
import { sendText } from './text-reply.ts';

type Needs = Pick<HttpOptions, 'publicOrigins' | 'tls' | 'logger'> & {
  readonly gates: Gates;
  readonly limiters: HttpLimiters;
};

/** Seconds to wait where a limit behind this adapter does not say for how long. */
const usualWait = 60;

function readBody(request: Request, response: Response, limit: number): Promise<Found<unknown>> {
  if (!['POST', 'PUT', 'PATCH'].includes(request.method))
    return Promise.resolve({ ok: true, value: undefined });
  const readJson = express.json({ limit, inflate: false });
  return new Promise((resolve) => {
    readJson(request, response, (error?: unknown) => {
      if (error === undefined) return resolve({ ok: true, value: request.body });
      const tooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
      return resolve(refuse(tooLarge ? 'too-large' : 'invalid-message'));
    });
  });
}

function lengthOf(request: Request): number | null {
  const told = request.headers['content-length'];
  return told === undefined ? null : Number(told);
}

/** Longest time that a request's body may take to come in, in milliseconds, where its route does not say otherwise. */
const longestBodyMs = 300_000;

/**
 * Ends a request whose body does not come to an end, whether it was answered or not: nobody holds a line by sending a
 * byte now and then.
 */
function endSlowBody(request: Request, response: Response): void {
  const end = setTimeout(() => {
    // The answer to one that came in whole may take its time.
    if (!request.complete) request.destroy();
  }, longestBodyMs).unref();
  response.once('close', () => {
    if (request.complete) clearTimeout(end);
  });
}

function bearerOf(request: Request): string | null {
  const match = /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(request.headers.authorization ?? '');
  return match?.[1] ?? null;
}

function goesOn({ headers: { range } }: Request): boolean {
  return range !== undefined && !/^bytes=0+-/.test(range);
}

function exchangeOf(request: Request, response: Response, { publicOrigins, tls }: Needs): Exchange {
  const fetchSite = request.headers['sec-fetch-site'];
  const evidence = {
    origin: request.headers.origin,
    fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined,
    sentTo: `${tls ? 'https' : request.protocol}://${request.host}`,
  };
  return {
    address: addressOf(request),
    params: { ...request.params },
    query: Object.fromEntries(new URLSearchParams(request.url.split('?')[1] ?? '')),
    readBody: (bytes = maxMessageBytes) => readBody(request, response, bytes),
    drainBody: (bytes, taken) => drainBody(request, bytes, taken),
    // Whoever stops reading leaves the rest to be thrown away.
    rawBody: { length: lengthOf(request), parts: request.iterator({ destroyOnReturn: false }) },
    goesOn: goesOn(request),
    bearer: bearerOf(request),
    cookies: readCookies(request.headers.cookie),
    changes: request.method !== 'GET' && request.method !== 'HEAD',
    origin: pageOrigin(evidence, publicOrigins),
    onAccount: (account: ParticipantId) => {
      requestNotes(response).account = account;
    },
  };
}

/** Writes a refusal, unless an answer is already on its way: then only ending the connection is left. */
export function sendRefusal(response: Response, refused: Refused, status?: number): void {
  requestNotes(response).refusal = refused.refusal.code;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { retryAfter = refused.refusal.code === 'too-many' ? usualWait : null } = refused;
  if (retryAfter !== null) response.setHeader('Retry-After', String(retryAfter));
  const body: HttpRefusal = { refusal: refused.refusal };
  response.status(status ?? statusByCode[refused.refusal.code]).json(body);
}

async function sendReply(response: Response, reply: Reply, tls: boolean): Promise<void> {
  if (reply.kind === 'file') {
    const failure = await sendFile(response, reply.file);
    if (failure === null || failure.status === null) return;
    sendRefusal(response, refuse(failure.status === 416 ? 'invalid-message' : 'not-found'), failure.status);
    return;
  }
  if (reply.kind === 'text') {
    await sendText(response, reply.text);
    return;
  }
  for (const cookie of reply.cookies) response.append('Set-Cookie', cookieHeader(cookie, tls));
  if (reply.kind === 'empty') response.status(204).end();
  else response.json(reply.body);
}

async function answer(route: Route, exchange: Exchange, { gates, limiters }: Needs): Promise<Answer> {
  const wait = await limiters.address.take(exchange.address);
  if (wait !== null) return refuseUntil(wait);
  // No page of another site changes anything here, whatever it is authorised by (CSRF).
  if (exchange.changes && exchange.origin === 'foreign') return refuse('not-permitted');
  return route.run(exchange, gates);
}

/** Turns every error into a refusal; the log gets the error, the caller only the code. */
export function errorReply(): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    // Errors of the request itself (a path that cannot be decoded, a connection cut short) carry a 4xx status.
    const status = error instanceof Error && 'status' in error ? Number(error.status) : 500;
    if (status < 500) return sendRefusal(response, refuse('invalid-message'), 400);
    requestNotes(response).error = error;
    return sendRefusal(response, refuse('internal'));
  };
}

/** Whether a request is of the route, by method and path. */
function addressedBy({ method, path }: Route): (request: Request) => boolean {
  const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`);
  return (request) => request.method === method.toUpperCase() && pattern.test(request.path);
}

/** Mounts every route behind its gate; whatever else begins with /api is answered 404 with a refusal. */
export function mountApi(app: Express, routes: readonly Route[], needs: Needs): void {
  const mayTakeLong = routes.filter(({ takesLong }) => takesLong).map(addressedBy);
  app.use((request, response, next) => {
    if (!mayTakeLong.some((isOf) => isOf(request))) endSlowBody(request, response);
    next();
  });
  app.use('/api', (_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  for (const route of routes) {
    app[route.method](route.path, async (request: Request, response: Response) => {
      requestNotes(response).route = `${route.method.toUpperCase()} ${route.path}`;
      const given = await answer(route, exchangeOf(request, response, needs), needs);
      if (given.ok) return sendReply(response, given.value, needs.tls);
      if (route.takesLong === true) {
        endSlowBody(request, response);
        // What is still coming is thrown away: a browser reads the answer only once it has sent all.
        request.resume();
      }
      sendRefusal(response, given);
    });
  }
  app.use('/api', async (request, response) => {
    const wait = await needs.limiters.address.take(addressOf(request));
    sendRefusal(response, wait === null ? refuse('not-found') : refuseUntil(wait));
  });
}
