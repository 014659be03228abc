import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { boundUdpPorts } from './bound-port.ts';

/** Pairs of UDP ports, the even one for RTP and the next for RTCP. */
export type PortPool = {
  /** The even port of a pair that nobody is bound to. Rejects when every pair is taken or resting. */
  take(): Promise<number>;
  /** Gives the pair back; it rests before it is handed out again. */
  release(port: number): void;
};

/** How long a pair rests: a late packet of the track before must not fall into the next (recording.md). */
const restMs = 30_000;

/**
 * Says to other recorders of this machine that a pair is ours, until we give it back or die: ffmpeg binds its own only
 * about 0.3 s after it is started, and until then the pair looks free to them. Null: it is another's.
 */
async function claim(port: number): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy()).unref();
  try {
    server.listen({ port, host: '127.0.0.1', exclusive: true });
    await once(server, 'listening');
    return server;
  } catch {
    server.close();
    return null;
  }
}

/**
 * @param range first and last port, both included
 * @param now monotonic milliseconds
 */
export function createPortPool(
  range: { readonly from: number; readonly to: number },
  now: () => number,
): PortPool {
  const first = range.from + (range.from % 2);
  const pairs = Array.from(
    { length: Math.max(0, (range.to - first + 1) >> 1) },
    (_, index) => first + index * 2,
  );
  const claimByPort = new Map<number, Server>();
  const freeAt = new Map(pairs.map((port) => [port, Number.NEGATIVE_INFINITY]));
  let next = 0;
  return {
    async take() {
      const bound = await boundUdpPorts();
      for (let tried = 0; tried < pairs.length; tried += 1) {
        const port = pairs[next % pairs.length] ?? first;
        next += 1;
        if (now() >= (freeAt.get(port) ?? 0) && !bound.has(port) && !bound.has(port + 1)) {
          freeAt.set(port, Number.POSITIVE_INFINITY);
          const claimed = await claim(port);
          if (claimed) {
            claimByPort.set(port, claimed);
            return port;
          }
          freeAt.set(port, now());
        }
      }
      throw new Error(`no pair of UDP ports is free between ${range.from} and ${range.to}`);
    },
    release(port) {
      claimByPort.get(port)?.close();
      claimByPort.delete(port);
      freeAt.set(port, now() + restMs);
    },
  };
}
