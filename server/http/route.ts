import type { z } from 'zod';
import type { ParticipantId } from '../../core/id.ts';
import type { Refusal, RefusalCode } from '../../core/refusal.ts';
import type { Principal, RecordingRow } from '../ports.ts';
import type { PageOrigin } from './page-origin.ts';
import type { SetCookie } from './session-cookie.ts';

/**
 * What each requirement finds out about the caller before a handler runs: the handler's type follows from it, so a
 * route cannot be written without one, nor read a caller that was not checked.
 */
export type CallerOf = {
  /** Nobody need be signed in. */
  readonly public: null;
  /** The same, but there is no such route outside the demo. */
  readonly demo: null;
  /** A page of our own, known by its Origin; its refresh cookie, if it has one. */
  readonly 'own-page': { readonly refreshToken: string | null };
  /** Anyone signed in: a person or a site. */
  readonly 'signed-in': Principal;
  /** Whoever operates at least one unit, and administrators. */
  readonly operator: Principal;
  /** Whoever may call meetings in some unit's name (core CONVENE-1). */
  readonly convener: Principal;
  /** Whoever the archive is open to (core ARCHIVE-1). */
  readonly archive: Principal;
  /** Whoever may watch the recording that `:id` names (core ARCHIVE-2). */
  readonly recording: { readonly principal: Principal; readonly recording: RecordingRow };
};
export type Requirement = keyof CallerOf;

/** What a handler is given, all of it checked. */
export type Call<R extends Requirement, Body, Params> = {
  readonly caller: CallerOf[R];
  readonly body: Body;
  readonly params: Params;
  readonly address: string;
};

/** A file to send, whole or in ranges. `type` is its content type. */
export type FileReply = {
  readonly path: string;
  readonly type: string;
  /** The name under which it is saved; null: shown in the page. */
  readonly saveAs: string | null;
};
export type Reply =
  | { readonly kind: 'json'; readonly body: unknown; readonly cookies: readonly SetCookie[] }
  | { readonly kind: 'empty'; readonly cookies: readonly SetCookie[] }
  | { readonly kind: 'file'; readonly file: FileReply };

/** A refusal may say after how many seconds it is worth asking again. */
export type Refused = { readonly ok: false; readonly refusal: Refusal; readonly retryAfter?: number };
export type Found<T> = { readonly ok: true; readonly value: T } | Refused;
export type Answer = Found<Reply>;

export type Method = 'get' | 'post' | 'delete';

export type RouteOf<R extends Requirement, Body, Params> = {
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly requirement: R;
  readonly body: z.ZodType<Body>;
  readonly params: z.ZodType<Params>;
  handle(call: Call<R, Body, Params>): Promise<Answer>;
};

/** A route whose own types have been checked and put away, so that all stand in one list. */
export type Route = {
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly requirement: Requirement;
  /** Finds the caller, then reads parameters and body, then handles. */
  run(exchange: Exchange, gates: Gates): Promise<Answer>;
};

/** The raw request as gates and routes see it. */
export type Exchange = {
  readonly address: string;
  readonly params: unknown;
  /** Reads the JSON body; undefined when none was sent. */
  readBody(): Promise<Found<unknown>>;
  /** The bearer token, or null. */
  readonly bearer: string | null;
  readonly cookies: Readonly<Record<string, string | undefined>>;
  /** Whether the method may change something (neither GET nor HEAD). */
  readonly changes: boolean;
  readonly origin: PageOrigin;
  /** Told who was found, for the log. */
  onAccount(account: ParticipantId): void;
};

/** One gate for each requirement. */
export type Gates = { readonly [R in Requirement]: (exchange: Exchange) => Promise<Found<CallerOf[R]>> };

export function defineRoute<R extends Requirement, Body, Params>(route: RouteOf<R, Body, Params>): Route {
  return {
    method: route.method,
    path: route.path,
    requirement: route.requirement,
    async run(exchange, gates) {
      const found = await gates[route.requirement](exchange);
      if (!found.ok) return found;
      const params = route.params.safeParse(exchange.params);
      if (!params.success) return refuse('not-found');
      const read = await exchange.readBody();
      if (!read.ok) return read;
      const body = route.body.safeParse(read.value ?? {});
      if (!body.success) return refuse('invalid-message');
      return route.handle({
        caller: found.value,
        body: body.data,
        params: params.data,
        address: exchange.address,
      });
    },
  };
}

export function refuse(code: RefusalCode): Refused {
  return { ok: false, refusal: { code } };
}

export function refuseUntil(seconds: number): Refused {
  return { ok: false, refusal: { code: 'too-many' }, retryAfter: seconds };
}

export function json(body: unknown, cookies: readonly SetCookie[] = []): Answer {
  return { ok: true, value: { kind: 'json', body, cookies } };
}

export function empty(cookies: readonly SetCookie[] = []): Answer {
  return { ok: true, value: { kind: 'empty', cookies } };
}
