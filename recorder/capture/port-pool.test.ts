import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { createPortPool } from './port-pool.ts';

/** An even port of which nobody else on the machine is likely to think, another run of these tests included. */
const somewhere = () => 10_000 + 2 * randomInt(4_000);

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

it('gives out even ports, each once, and each again only after a rest', async () => {
  let now = 0;
  const first = somewhere();
  const pool = createPortPool({ from: first - 1, to: first + 3 }, () => now);
  expect([await pool.take(), await pool.take()]).toEqual([first, first + 2]);
  await expect(pool.take()).rejects.toThrow('no pair');
  pool.release(first);
  await expect(pool.take()).rejects.toThrow('no pair');
  now = 30_000;
  expect(await pool.take()).toBe(first);
  for (const port of [first, first + 2]) pool.release(port);
});

it('passes over a pair of which either port is bound', async () => {
  const socket = createSocket('udp4');
  closers.push(() => socket.close());
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const even = port - (port % 2);
  const pool = createPortPool({ from: even, to: even + 1 }, () => 0);
  await expect(pool.take()).rejects.toThrow('no pair');
});

it('never hands out what another recorder of the machine took, though nobody has bound it yet', async () => {
  const from = somewhere();
  const range = { from, to: from + 7 };
  const [one, other] = [createPortPool(range, () => 0), createPortPool(range, () => 0)];
  const taken = [await one.take(), await other.take(), await one.take(), await other.take()];
  expect(new Set(taken).size).toBe(4);
  await expect(other.take()).rejects.toThrow('no pair');
  for (const port of taken) for (const pool of [one, other]) pool.release(port);
});
