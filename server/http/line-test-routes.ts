import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { lineTestBounds } from '../../protocol/line-test.ts';
import { createLimit, type Limit } from './rate-limit.ts';
import {
  type Answer,
  type Exchange,
  type Found,
  type Gates,
  json,
  type Refused,
  type Route,
  refuse,
  refuseUntil,
  text,
} from './route.ts';

/** Transfers at a time on the whole hub: at 10 Mbit/s each 40 Mbit/s, whoever else is testing. */
const atOnce = 4;
/** Transfers of one participant a minute: a whole test takes some five. */
const perMinute = 20;
/** A line so slow that it takes longer than this, in milliseconds, has been measured by then. */
const longestMs = 10_000;
/** Bytes of one part of what is sent. As base64, since what goes out is text; it is random, so nothing shrinks it. */
const partBytes = 48 * 1024;

/** Waits until no more has passed than the bound allows since it was made: nobody's test fills the hub's own line. */
function createPace(): (bytes: number) => Promise<void> {
  const startedAt = performance.now();
  return async (bytes) => {
    const due = (bytes * 8 * 1000) / lineTestBounds.bitrate;
    const early = due - (performance.now() - startedAt);
    if (early > 1) await delay(early);
  };
}

type Room = {
  /** Takes a place, and gives it back by what it returns; or why there is none. */
  enter(participant: string): Promise<(() => void) | Refused>;
};

function createRoom(limit: Limit): Room {
  const testing = new Set<string>();
  return {
    async enter(participant) {
      if (testing.has(participant)) return refuseUntil(1);
      if (testing.size >= atOnce) return { ...refuse('overloaded'), retryAfter: 2 };
      testing.add(participant);
      // Also of a caller who was gone before the first byte: nothing else would give its place back.
      const end = setTimeout(() => leave(), 2 * longestMs).unref();
      const leave = () => {
        clearTimeout(end);
        testing.delete(participant);
      };
      const wait = await limit.take(participant);
      if (wait === null) return leave;
      leave();
      return refuseUntil(wait);
    },
  };
}

async function* noise(leave: () => void): AsyncIterable<string> {
  const paced = createPace();
  const startedAt = performance.now();
  let sent = 0;
  try {
    while (sent < lineTestBounds.downBytes && performance.now() - startedAt < longestMs) {
      const part = randomBytes(partBytes).toString('base64');
      yield part;
      sent += part.length;
      await paced(sent);
    }
  } finally {
    leave();
  }
}

/**
 * How much comes and goes over HTTP, for the line test of whoever is signed in: one transfer at a time for each, a few
 * on the whole hub, each no faster than the bound, so that no live meeting is harmed.
 */
export function lineTestRoutes(): readonly Route[] {
  const room = createRoom(createLimit({ points: perMinute, seconds: 60 }));

  const route = (
    method: 'get' | 'post',
    path: `/api/${string}`,
    transfer: (exchange: Exchange, leave: () => void) => Promise<Answer> | Answer,
  ): Route => ({
    method,
    path,
    requirement: 'signed-in',
    async run(exchange: Exchange, gates: Gates): Promise<Found<never> | Answer> {
      const found = await gates['signed-in'](exchange);
      if (!found.ok) return found;
      const entered = await room.enter(found.value.account.participant);
      return typeof entered === 'function' ? transfer(exchange, entered) : entered;
    },
  });

  return [
    route('get', '/api/line-test', (_exchange, leave) =>
      text({ type: 'application/octet-stream', parts: noise(leave), saveAs: null }),
    ),
    route('post', '/api/line-test', async (exchange, leave) => {
      try {
        const drained = await exchange.drainBody(lineTestBounds.upBytes, createPace());
        return drained.ok ? json({ bytes: drained.value }) : drained;
      } finally {
        leave();
      }
    }),
  ];
}
