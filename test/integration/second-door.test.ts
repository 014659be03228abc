import { createServer, type Server } from 'node:http';
import { pino } from 'pino';
import { io } from 'socket.io-client';
import { expect, it, onTestFinished } from 'vitest';
import { createSocket } from '../../server/socket/socket.ts';

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

it('closing ends the lines of the first door too, when a second was opened for the recorder', async () => {
  const first = createServer();
  const second = createServer();
  const line = createSocket({
    server: first,
    auth: {
      verify: async () => ({ ok: false, refusal: { code: 'unauthenticated' } }),
      holds: async () => true,
      onRevoked: () => undefined,
    },
    limits: { messagesPerSecond: 10, messageBurst: 10, messageBytes: 65_536 },
    originAllowed: () => true,
    logger: pino({ level: 'silent' }),
  });
  line.namespace('/anyone');
  const urls = [await listening(first), await listening(second)];
  line.attach(second);
  const clients = urls.map((url) =>
    io(`${url}/anyone`, { transports: ['websocket'], reconnection: false, forceNew: true }),
  );
  onTestFinished(() => {
    for (const client of clients) client.disconnect();
  });
  await Promise.all(clients.map((client) => new Promise<void>((resolve) => client.once('connect', resolve))));
  const ended = clients.map((client) => new Promise<string>((resolve) => client.once('disconnect', resolve)));
  await line.close();
  expect(await Promise.all(ended)).toEqual(['transport close', 'transport close']);
});
