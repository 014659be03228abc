import { readdirSync, readlinkSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { sendFile } from './file-reply.ts';

/** More than the system keeps for a reader who takes nothing; with holes, so that it takes no room. */
const filmBytes = 32_000_000;
let folder: string;
let film: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-film-'));
  film = join(folder, 'film.mp4');
  const file = await open(film, 'w');
  await file.truncate(filmBytes);
  await file.close();
});
afterAll(() => rm(folder, { recursive: true }));

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

/** Serves the film; resolves with its port. `onSent` is told how each sending ended. */
async function serve(stallMs: number, onSent: (outcome: unknown) => void = () => undefined): Promise<number> {
  const app = express();
  app.get('/', async (_request, response) => {
    onSent(await sendFile(response, { path: film, type: 'video/mp4', saveAs: null }, stallMs));
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  return (server.address() as AddressInfo).port;
}

function askFor(port: number): Socket {
  const line = connect(port, '127.0.0.1');
  line.on('error', () => undefined);
  line.write('GET / HTTP/1.1\r\nHost: hub\r\n\r\n');
  return line;
}

function openFilms(): number {
  return readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === film;
    } catch {
      return false;
    }
  }).length;
}

it('ARCHIVE-8: a film of which nothing is taken for a while is closed, whoever holds the line', async () => {
  const outcomes: unknown[] = [];
  const port = await serve(50, (outcome) => outcomes.push(outcome));
  const lines = Array.from({ length: 5 }, () => askFor(port).pause());
  await vi.waitFor(() => expect(outcomes).toEqual(Array(5).fill({ status: null })));
  await vi.waitFor(() => expect(openFilms()).toBe(0));
  for (const line of lines) line.destroy();
});
