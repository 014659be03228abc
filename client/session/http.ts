import { refusalIn } from './refusal-in.ts';
import { type Result, refused } from './result.ts';

/** A request that stalls longer than this counts as a lost line. */
const timeoutMs = 15_000;

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the hub's own address, e.g. `/api/meetings`. */
  readonly path: string;
  readonly body?: unknown;
  readonly token?: string;
  /** Whether cookies go along and are kept. Only a person's session lives in one; a site's must not disturb it. */
  readonly cookies: boolean;
  /** How long the answer may take, in ms, where it takes longer than answers do. */
  readonly patienceMs?: number;
};

/**
 * One request to the hub. `T` is the reply that protocol/http.ts states for the path. Never throws: a line that is
 * gone is `unavailable`, an answer that makes no sense `internal`.
 */
export async function ask<T>(request: HttpRequest): Promise<Result<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (request.body !== undefined) headers['Content-Type'] = 'application/json';
  if (request.token !== undefined) headers.Authorization = `Bearer ${request.token}`;
  let response: Response;
  try {
    response = await fetch(request.path, {
      method: request.method,
      headers,
      credentials: request.cookies ? 'same-origin' : 'omit',
      cache: 'no-store',
      signal: AbortSignal.timeout(request.patienceMs ?? timeoutMs),
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
  } catch {
    return refused('unavailable');
  }
  const text = await response.text().catch(() => '');
  let body: unknown = null;
  try {
    body = text === '' ? null : JSON.parse(text);
  } catch {
    // A proxy's page instead of the hub's answer.
    return refused(response.ok ? 'internal' : 'unavailable');
  }
  if (response.ok) return { ok: true, reply: body as T };
  return {
    ok: false,
    refusal: refusalIn(body) ?? { code: response.status === 401 ? 'unauthenticated' : 'internal' },
  };
}
