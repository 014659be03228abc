import type { Logger } from 'pino';
import type { RefusalCode } from '../../core/refusal.ts';
import {
  type LoopRequestType,
  loopRequests,
  type MediaRequestType,
  mediaRequests,
} from '../../protocol/media.ts';
import { type Request, type RequestType, requestSchemas, type Snapshot } from '../../protocol/message.ts';
import type { Outcome, Principal, Sessions } from '../ports.ts';

type Needs = {
  readonly connection: string;
  readonly principal: Principal;
  readonly sessions: Sessions;
  readonly logger: Logger;
  readonly maxBytes: number;
  /** Whether the line still stands: it may end while its own request is being answered. */
  readonly isOpen: () => boolean;
  /** Takes one from the token buckets; false when they are empty. */
  readonly spend: () => Promise<boolean>;
};

const no = (code: RefusalCode) => ({ ok: false, refusal: { code } }) as const;

function isRequestType(name: string): name is RequestType {
  return Object.hasOwn(requestSchemas, name);
}

function isMediaRequestType(type: RequestType): type is MediaRequestType {
  return Object.hasOwn(mediaRequests, type);
}

function isLoopRequestType(type: RequestType): type is LoopRequestType {
  return Object.hasOwn(loopRequests, type);
}

type Parsed<T> = { readonly success: true; readonly data: T } | { readonly success: false };

/** Hands on what was parsed, or refuses. */
async function given<T>(
  parsed: Parsed<T>,
  use: (request: T) => Promise<Outcome<unknown>>,
): Promise<Outcome<unknown>> {
  return parsed.success ? use(parsed.data) : no('invalid-message');
}

/** A BigInt or a cycle cannot come over the wire, but nothing inbound may throw. */
function sizeOf(body: unknown): number {
  return Buffer.byteLength(JSON.stringify(body) ?? '');
}

/**
 * The one gateway of a connection: every inbound message is counted, measured, named and parsed here, then handed on
 * typed. Whatever is wrong with it becomes a refusal code in the acknowledgement and a line in the log.
 */
export function createGateway({ connection, principal, sessions, logger, maxBytes, isOpen, spend }: Needs) {
  const { participant } = principal.account;

  const join = async (request: Request<'meeting.join'>): Promise<Outcome<Snapshot>> => {
    const joined = await sessions.join(connection, principal, request);
    // The line may have ended while the seat was being taken: nobody else would stand up from it.
    if (!isOpen()) sessions.disconnect(connection);
    return joined;
  };

  const route = async (type: RequestType, body: unknown): Promise<Outcome<unknown>> => {
    if (isMediaRequestType(type)) {
      const parsed = mediaRequests[type].safeParse(body);
      return parsed.success ? sessions.media(connection, type, parsed.data) : no('invalid-message');
    }
    if (isLoopRequestType(type)) {
      const parsed = loopRequests[type].safeParse(body);
      return parsed.success ? sessions.loop(connection, type, parsed.data) : no('invalid-message');
    }
    switch (type) {
      case 'meeting.join':
        return given(requestSchemas[type].safeParse(body), join);
      case 'meeting.snapshot':
        return given(requestSchemas[type].safeParse(body), () => sessions.snapshot(connection));
      case 'command':
        return given(requestSchemas[type].safeParse(body), ({ command }) =>
          sessions.command(connection, command),
        );
      case 'equipment.report':
        return given(requestSchemas[type].safeParse(body), ({ equipment }) =>
          sessions.equipment(connection, equipment),
        );
      case 'line.ping':
        return given(requestSchemas[type].safeParse(body), async () => ({ ok: true, value: null }));
    }
  };

  /** Refusals in a row because the buckets were empty. */
  let floods = 0;

  /** A flood is told at its first, second, fourth, eighth message and so on: it must not fill the disk. */
  const tell = (name: string, code: RefusalCode): void => {
    const line = { connection, participant, request: name.slice(0, 64), code };
    floods = code === 'too-many' ? floods + 1 : 0;
    if (floods === 0) logger.info(line, 'refused');
    else if ((floods & (floods - 1)) === 0) logger.info({ ...line, times: floods }, 'refused');
  };

  const judge = async (name: string, body: unknown): Promise<Outcome<unknown>> => {
    if (!(await spend())) return no('too-many');
    if (sizeOf(body) > maxBytes) return no('too-large');
    if (!isRequestType(name)) return no('invalid-message');
    return route(name, body);
  };

  return (name: unknown, ...args: unknown[]): void => {
    const ack = args.at(-1);
    const body = typeof ack === 'function' ? args[0] : undefined;
    judge(String(name), body)
      .catch((error: unknown): Outcome<unknown> => {
        logger.error({ connection, participant, request: name, err: error }, 'a request failed');
        return no('internal');
      })
      .then((outcome) => {
        if (outcome.ok) floods = 0;
        else tell(String(name), outcome.refusal.code);
        if (typeof ack === 'function') {
          ack(outcome.ok ? { ok: true, reply: outcome.value } : { ok: false, refusal: outcome.refusal });
        }
      })
      .catch((error: unknown) => logger.error({ connection, err: error }, 'an answer was not sent'));
  };
}
