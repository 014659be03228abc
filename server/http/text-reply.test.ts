import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express from 'express';
import { expect, it, vi } from 'vitest';
import { sendText } from './text-reply.ts';

it('a text is broken off when its reader takes nothing for a while, and what makes it is told', async () => {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  async function* endless() {
    try {
      for (;;) yield 'x'.repeat(1_000_000);
    } finally {
      end();
    }
  }
  const app = express();
  const { promise: sent, resolve: finish } = Promise.withResolvers<void>();
  app.get('/', async (_request, response) => {
    await sendText(response, { type: 'text/plain', parts: endless(), saveAs: null }, 50);
    finish();
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
  reader.on('error', () => undefined);
  reader.write('GET / HTTP/1.1\r\nHost: hub\r\n\r\n');
  reader.pause();
  await Promise.all([ended, sent]);
  reader.destroy();
  await new Promise((closed) => server.close(closed));
});

it('a text is sent whole to a reader who takes it', async () => {
  const app = express();
  app.get('/', (_request, response) =>
    sendText(response, { type: 'text/plain', parts: ['Nhật ', 'ký'], saveAs: null }, 5_000),
  );
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe('Nhật ký');
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

it('a text for whom has gone before its first byte is let go of, and is no fault', async () => {
  let over = 0;
  const parts: AsyncIterable<string> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => ({ done: false, value: 'x' }),
      return: async () => {
        over += 1;
        return { done: true, value: undefined };
      },
    }),
  };
  const app = express();
  const { promise: sent, resolve: finish } = Promise.withResolvers<unknown>();
  app.get('/', (_request, response) => {
    response.once('close', () => {
      sendText(response, { type: 'text/plain', parts, saveAs: null }).then(finish, finish);
    });
    reader.destroy();
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1');
  reader.write('GET / HTTP/1.1\r\nHost: hub\r\n\r\n');
  expect(await sent).toBeUndefined();
  await vi.waitFor(() => expect(over).toBe(1));
  await new Promise((closed) => server.close(closed));
});
