import { z } from 'zod';
import type { ArchiveRight } from '../../core/archive-right.ts';
import type { MeetingId, ParticipantId } from '../../core/id.ts';
import type { LogRight } from '../../core/log-right.ts';
import type { MinutesRight } from '../../core/minutes/right.ts';
import type { Refusal, RefusalCode } from '../../core/refusal.ts';
import type { Principal, RecordingRow } from '../ports.ts';
import type { SharedRecording } from './options.ts';
import type { PageOrigin } from './page-origin.ts';
import type { Still } from './sending.ts';
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
  /** Administrators, as persons. */
  readonly administrator: Principal;
  /** Whoever may call meetings in some unit's name (core CONVENE-1). */
  readonly convener: Principal;
  /** Whoever the archive is open to (core ARCHIVE-1). */
  readonly archive: Principal;
  /** Whoever may watch the recording that `:id` names (core ARCHIVE-2); what else they may do stands in `rights`. */
  readonly recording: {
    readonly principal: Principal;
    readonly recording: RecordingRow;
    readonly rights: readonly ArchiveRight[];
  };
  /** Whoever holds an open link, whose secret `:secret` is: no account, no cookie (DOSSIER-11). */
  readonly shared: SharedRecording;
  /** Whoever may read the log of the meeting that `:id` names, or a part of it (core LOG-5). */
  readonly log: { readonly principal: Principal; readonly meeting: MeetingId; readonly right: LogRight };
  /** Whoever may read the approved minutes of the meeting that `:id` names, or do more with them (core MINUTES-1). */
  readonly minutes: {
    readonly principal: Principal;
    readonly meeting: MeetingId;
    readonly rights: readonly MinutesRight[];
  };
};
export type Requirement = keyof CallerOf;

/** What a handler is given, all of it checked. */
export type Call<R extends Requirement, Body, Params, Query> = {
  readonly caller: CallerOf[R];
  readonly body: Body;
  readonly query: Query;
  readonly params: Params;
  readonly address: string;
  readonly goesOn: boolean;
};

/** A file to send, whole or in ranges. `type` is its content type. */
export type FileReply = {
  readonly path: string;
  readonly type: string;
  /** The name under which it is saved; null: shown in the page. */
  readonly saveAs: string | null;
  /** Of what somebody else brought: under that name, in the page only where it is said, and never with our rights. */
  readonly foreign?: { readonly name: string; readonly inPage: boolean };
  /** Asked again while it is sent; left out: whoever began to get it gets all of it. */
  readonly still?: Still;
};
/** Text or bytes to send, part by part as they are made. `type` is their content type. */
export type TextReply = {
  readonly type: string;
  readonly parts: AsyncIterable<string | Uint8Array> | Iterable<string>;
  /** The name under which it is saved; null: shown in the page. */
  readonly saveAs: string | null;
  /** As of a file. */
  readonly still?: Still;
};
export type Reply =
  | { readonly kind: 'json'; readonly body: unknown; readonly cookies: readonly SetCookie[] }
  | { readonly kind: 'empty'; readonly cookies: readonly SetCookie[] }
  | { readonly kind: 'file'; readonly file: FileReply }
  | { readonly kind: 'text'; readonly text: TextReply };

/** A refusal may say after how many seconds it is worth asking again. */
export type Refused = { readonly ok: false; readonly refusal: Refusal; readonly retryAfter?: number };
export type Found<T> = { readonly ok: true; readonly value: T } | Refused;
export type Answer = Found<Reply>;

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type RouteOf<R extends Requirement, Body, Params, Query> = {
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly requirement: R;
  readonly body: z.ZodType<Body>;
  readonly params: z.ZodType<Params>;
  /** What may stand after the question mark. */
  readonly query: z.ZodType<Query>;
  /** Largest body in bytes, where it is another than any message's. */
  readonly bodyBytes?: number;
  handle(call: Call<R, Body, Params, Query>): Promise<Answer>;
};

/** A route whose own types have been checked and put away, so that all stand in one list. */
export type Route = {
  readonly method: Method;
  readonly path: `/api/${string}`;
  readonly requirement: Requirement;
  /** Whether its body may take longer to come in than any message. */
  readonly takesLong?: boolean;
  /** Finds the caller, then reads parameters and body, then handles. */
  run(exchange: Exchange, gates: Gates): Promise<Answer>;
};

/** The raw request as gates and routes see it. */
export type Exchange = {
  readonly address: string;
  readonly params: unknown;
  /** What stands after the question mark; of a name given twice the last. */
  readonly query: Readonly<Record<string, string>>;
  /** Reads the JSON body of at most so many bytes, by default as any message; undefined when none was sent. */
  readBody(bytes?: number): Promise<Found<unknown>>;
  /** Takes in a raw body of at most so many bytes and throws it away; `taken` slows the sender down. */
  drainBody(bytes: number, taken: (bytes: number) => Promise<void>): Promise<Found<number>>;
  /** A raw body, part by part as it comes in; `length` as it was announced. */
  readonly rawBody: { readonly length: number | null; readonly parts: AsyncIterable<Uint8Array> };
  /** Whether it asks for a range that does not begin at the first byte. */
  readonly goesOn: boolean;
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

/** A route of which nothing is read but its path and body. */
export function defineRoute<R extends Requirement, Body, Params>(
  route: Omit<RouteOf<R, Body, Params, undefined>, 'query'>,
): Route {
  return defineQueryRoute({ ...route, query: z.unknown().transform(() => undefined) });
}

/** A route that also reads what stands after the question mark. */
export function defineQueryRoute<R extends Requirement, Body, Params, Query>(
  route: RouteOf<R, Body, Params, Query>,
): Route {
  return {
    method: route.method,
    path: route.path,
    requirement: route.requirement,
    async run(exchange, gates) {
      const found = await gates[route.requirement](exchange);
      if (!found.ok) return found;
      const params = route.params.safeParse(exchange.params);
      if (!params.success) return refuse('not-found');
      const read = await exchange.readBody(route.bodyBytes);
      if (!read.ok) return read;
      const body = route.body.safeParse(read.value ?? {});
      if (!body.success) return refuse('invalid-message');
      const query = route.query.safeParse(exchange.query);
      if (!query.success) return refuse('invalid-message');
      return route.handle({
        caller: found.value,
        body: body.data,
        query: query.data,
        params: params.data,
        address: exchange.address,
        goesOn: exchange.goesOn,
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

export function text(reply: TextReply): Answer {
  return { ok: true, value: { kind: 'text', text: reply } };
}

export function empty(cookies: readonly SetCookie[] = []): Answer {
  return { ok: true, value: { kind: 'empty', cookies } };
}
