import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startEpoch } from './epoch.ts';

let folder = '';
const notPutBack = (error: unknown) => expect.fail(String(error));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemcau-epoch-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Files that this process has open. */
async function openFiles(): Promise<readonly string[]> {
  const numbers = await readdir('/proc/self/fd');
  return Promise.all(numbers.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => '')));
}

it('leaves no file open, however often and however late it is brought to the disk', async () => {
  const file = join(folder, 'track.mka');
  await writeFile(file, 'what was captured');
  // In place of ffmpeg what ends at once, so that its end comes while the file is being opened.
  const epoch = await startEpoch({ ffmpeg: ['true'], file, sdp: '', port: 20_000, ssrc: 1, notPutBack });
  const sizes = await Promise.all([epoch.settle(), epoch.settle(), epoch.ended.then(({ bytes }) => bytes)]);
  expect(sizes).toEqual([17, 17, 17]);
  expect(await epoch.settle()).toBe(17);
  expect((await openFiles()).filter((name) => name === file)).toEqual([]);
});

/** Two ports of this machine one after the other, taken. */
async function boundPair() {
  for (let port = 26_400; ; port += 2) {
    const sockets = [createSocket('udp4'), createSocket('udp4')];
    const bound = sockets.map((socket, index) => {
      socket.bind({ port: port + index, address: '127.0.0.1', exclusive: true });
      return once(socket, 'listening');
    });
    const free = (await Promise.allSettled(bound)).every(({ status }) => status === 'fulfilled');
    if (free) return { port, sockets };
    for (const socket of sockets) socket.close();
  }
}

it.each(['never', 'before'])(
  'puts back what was written when its folder is removed: it was brought to the disk %s',
  async (when) => {
    const tracks = join(folder, `removed ${when}`);
    const file = join(tracks, 'track.mka');
    // In place of ffmpeg what writes a few words; its ports are here, and the BYE is what ends it.
    const ffmpeg = ['sh', '-c', `exec > '${file}'; echo captured; exec sleep 60`];
    const { port, sockets } = await boundPair();
    const epoch = await startEpoch({ ffmpeg, file, sdp: '', port, ssrc: 1, notPutBack });
    sockets[1]?.once('message', () => epoch.kill());
    await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toBe('captured\n'));
    if (when === 'before') await epoch.settle();
    expect(await epoch.isRemoved()).toBe(false);
    await rm(tracks, { recursive: true });
    if (when !== 'never') {
      await epoch.settle();
      expect(await epoch.isRemoved()).toBe(true);
    }
    await epoch.finish();
    for (const socket of sockets) socket.close();
    expect((await epoch.ended).bytes).toBe(9);
    expect(await readFile(file, 'utf8')).toBe('captured\n');
    expect((await openFiles()).filter((name) => name.startsWith(tracks))).toEqual([]);
  },
);

/**
 * In place of ffmpeg: binds when it is told to by a file, reads only a good while after that, with as little room as a
 * machine gives unasked, and writes into its file what arrived once the last has.
 */
function lateReader(port: number, last: number): string {
  return `
    const { createSocket } = require('node:dgram');
    const { existsSync, renameSync, writeFileSync } = require('node:fs');
    const file = process.argv.at(-1);
    const bind = () => {
      createSocket('udp4').bind(${port + 1}, '127.0.0.1');
      const rtp = createSocket({ type: 'udp4', recvBufferSize: 106_496 });
      const received = [];
      rtp.on('message', (packet) => {
        received.push(packet.readUInt32LE(0));
        if (received.at(-1) !== ${last}) return;
        writeFileSync(file + '.part', JSON.stringify(received));
        renameSync(file + '.part', file);
      });
      rtp.bind(${port}, '127.0.0.1', () => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 150);
      });
    };
    const waiting = setInterval(() => {
      if (!existsSync(file + '.now')) return;
      clearInterval(waiting);
      bind();
    }, 10);`;
}

it('REC-4: keeps what ten seconds of picture bring until ffmpeg reads, and says what it cannot keep', async () => {
  const [port, last] = [26_100, 5_000];
  const numbered = (number: number) => {
    const packet = Buffer.alloc(1_200);
    packet.writeUInt32LE(number);
    return packet;
  };
  const file = join(folder, 'late.mkv');
  const ffmpeg = [process.execPath, '-e', lateReader(port, last), '--'];
  const epoch = await startEpoch({ ffmpeg, file, sdp: '', port, ssrc: 1, notPutBack });
  try {
    const sent = Array.from({ length: last }, (_, number) => epoch.forward(numbered(number)));
    const kept = sent.filter(Boolean).length;
    // 10 s of 3 Mbit/s in packets of 1,200 bytes: twice what a picture is given (recording.md).
    expect(kept).toBeGreaterThan(3_125);
    expect(sent).toEqual(sent.map((_, number) => number < kept));
    expect(epoch.reads()).toBe(false);
    await writeFile(`${file}.now`, '');
    // Behind what is kept, whether that has gone already or not.
    await vi.waitFor(() => expect(epoch.forward(numbered(last))).toBe(true), 5_000);
    const received = await vi.waitFor(async () => JSON.parse(await readFile(file, 'utf8')), 5_000);
    expect(received).toEqual([...Array(kept).keys(), last]);
    expect(epoch.reads()).toBe(true);
  } finally {
    epoch.kill();
    await epoch.ended;
  }
});
