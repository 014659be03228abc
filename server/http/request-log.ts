import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { ParticipantId } from '../../core/id.ts';
import type { RefusalCode } from '../../core/refusal.ts';
import type { Clock } from '../ports.ts';
import { addressOf } from './address.ts';

/** What the layers learn of a request on its way, for the one line in the log at its end. */
export type RequestNotes = {
  readonly id: string;
  readonly startedAt: number;
  /** Method and path pattern; never the path itself as a metric's label. */
  route: string;
  account: ParticipantId | null;
  refusal: RefusalCode | null;
  error: unknown;
};

const notesOf = new WeakMap<Response, RequestNotes>();

export function requestNotes(response: Response): RequestNotes {
  const notes = notesOf.get(response);
  if (notes === undefined) throw new Error('a request without notes: requestLog must come first');
  return notes;
}

function levelOf(notes: RequestNotes, status: number, changes: boolean): 'error' | 'warn' | 'info' | 'debug' {
  if (status >= 500) return 'error';
  if (notes.refusal !== null) return 'warn';
  return changes ? 'info' : 'debug';
}

function createHttpMetrics(registry: Registry) {
  const requests = new Counter({
    name: 'diemcau_http_requests_total',
    help: 'HTTP requests answered, by route and status',
    labelNames: ['route', 'status'] as const,
    registers: [registry],
  });
  const seconds = new Histogram({
    name: 'diemcau_http_request_seconds',
    help: 'Time from a request to the end of its reply, without files',
    labelNames: ['route'] as const,
    buckets: [0.005, 0.02, 0.1, 0.5, 2],
    registers: [registry],
  });
  return { requests, seconds };
}

/** The path without a link's secret, which opens a recording to whoever reads it here. */
function withoutSecret(path: string): string {
  return path.replace(/^(\/api)?\/shared\/[^/]*/i, '$1/shared/…');
}

type Needs = { readonly logger: Logger; readonly metrics: Registry; readonly clock: Clock };

/**
 * Gives each request an id (also in the reply's X-Request-Id, so that a person can name it), and writes one line at
 * its end: chosen fields only, no header, no body, no query. Reads that went well are at `debug`.
 */
export function requestLog({ logger, metrics, clock }: Needs): RequestHandler {
  const { requests, seconds } = createHttpMetrics(metrics);
  return (request, response, next) => {
    const notes: RequestNotes = {
      id: randomUUID(),
      startedAt: clock.now(),
      route: 'other',
      account: null,
      refusal: null,
      error: null,
    };
    notesOf.set(response, notes);
    response.setHeader('X-Request-Id', notes.id);
    const { method } = request;
    const path = withoutSecret(request.path);
    const address = addressOf(request);
    response.once('close', () => {
      const ms = clock.now() - notes.startedAt;
      const status = response.statusCode;
      requests.inc({ route: notes.route, status: String(status) });
      seconds.observe({ route: notes.route }, ms / 1000);
      const { id, route, account, refusal, error } = notes;
      const line = { request: id, method, path, route, status, ms, address, account, refusal };
      const level = levelOf(notes, status, method !== 'GET' && method !== 'HEAD');
      logger[level](error === null ? line : { ...line, err: error }, 'http request');
    });
    next();
  };
}
