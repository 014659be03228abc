import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { HubConfig } from '../config/schema.ts';

/** The hub's own server, with TLS where it is configured. It does not listen yet. */
export function createServer({ tls }: HubConfig, listener: RequestListener): Server {
  // A package of many gigabytes takes hours to come in; how long any other body may take the routes say (http/api.ts).
  const options = { requestTimeout: 0 };
  if (tls === null) return createHttpServer(options, listener);
  const pair = { cert: readFileSync(tls.certificate), key: readFileSync(tls.key) };
  return createHttpsServer({ ...options, ...pair }, listener);
}

/** Has a server listen as configured; the port, also where the system chose it. */
export function listen(server: Server, { listen: { address, port } }: HubConfig): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      server.off('error', reject);
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  });
}

/**
 * Where the recorder beside the hub knocks: the hub's own port, or, where that speaks TLS to a name that is not this
 * machine's loopback, a port of its own that only this machine reaches.
 */
export async function openRecorderDoor(
  config: HubConfig,
  { port, attach }: { readonly port: number; readonly attach: (server: Server) => void },
): Promise<{ readonly url: string; close(): void }> {
  const { address } = config.listen;
  const reached = address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address;
  const host = reached.includes(':') ? `[${reached}]` : reached;
  if (config.tls === null) return { url: `http://${host}:${port}`, close: () => undefined };
  const door = createHttpServer((_request, response) => response.writeHead(404).end());
  attach(door);
  const loopback = { ...config, listen: { address: '127.0.0.1', port: 0 } };
  return { url: `http://127.0.0.1:${await listen(door, loopback)}`, close: () => door.close() };
}
