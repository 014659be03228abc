import { readdirSync, readlinkSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { ArchiveRight } from '../../core/archive-right.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { dossiers, type HttpHub, startHttp } from '../../test/doubles/http-hub.ts';
import type { DossierBook } from './options.ts';

/** More than the system keeps for a reader who takes nothing; with holes, so that it takes no room. */
const filmBytes = 32_000_000;
const shared = vi.fn<DossierBook['shared']>();
const mayStill = vi.fn<DossierBook['mayStill']>();
/** Excerpts that are being made. */
let making = 0;
async function* endless(): AsyncIterable<Uint8Array> {
  making += 1;
  try {
    for (;;) yield new Uint8Array(100_000);
  } finally {
    making -= 1;
  }
}

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttp({
    archive: {
      folderOf: (id) => join(hub.folder, id),
      verify: async () => Promise.reject(new Error('nobody asks for it')),
      excerpt: endless,
    },
    dossiers: { ...dossiers, shared, mayStill },
  });
  await truncate(join(hub.folder, 'r1', packageFiles.video), filmBytes);
});
afterAll(() => hub.close());
beforeEach(() => {
  shared.mockReset().mockImplementation(dossiers.shared);
  mayStill.mockReset().mockResolvedValue(true);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Asks, and takes no more than the beginning of the answer. */
async function begun(path: string): Promise<Socket> {
  const { hostname, port } = new URL(hub.url);
  const line = connect(Number(port), hostname);
  line.on('error', () => undefined);
  const { promise: answered, resolve } = Promise.withResolvers<void>();
  line.once('data', () => {
    line.pause();
    resolve();
  });
  line.write(
    `GET /api/${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer secretary\r\n\r\n`,
  );
  await answered;
  return line;
}

/** Films that this process holds open, and excerpts that it makes. */
function underWay(): number {
  const films = readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(hub.folder);
    } catch {
      return false;
    }
  });
  return films.length + making;
}

const nextQuestion = () => vi.advanceTimersByTimeAsync(5_000);

it('DOSSIER-8: what is sent by a link ends when the link does', async () => {
  const line = await begun('shared/good-link/video');
  await nextQuestion();
  await nextQuestion();
  expect(shared).toHaveBeenCalledTimes(3);
  expect(underWay()).toBe(1);
  shared.mockResolvedValue(null);
  await nextQuestion();
  await vi.waitFor(() => expect(underWay()).toBe(0));
  let bytes = 0;
  line.on('data', (part) => {
    bytes += part.length;
  });
  const closed = new Promise((resolve) => line.once('close', resolve));
  line.resume();
  await closed;
  expect(bytes).toBeLessThan(filmBytes);
});

it.each<[string, ArchiveRight]>([
  ['video', 'see'],
  ['download', 'download'],
  ['sound', 'download'],
  ['excerpt?from=0&to=50000', 'download'],
])('ARCHIVE-4: what is sent of %s ends with the right to %s', async (part, right) => {
  const line = await begun(`archive/r1/${part}`);
  await nextQuestion();
  expect(mayStill).toHaveBeenCalledExactlyOnceWith(expect.anything(), 'r1', right);
  // Books that do not answer take nothing away.
  mayStill.mockRejectedValueOnce(new Error('the database is locked'));
  await nextQuestion();
  expect(underWay()).toBe(1);
  mayStill.mockResolvedValue(false);
  await nextQuestion();
  await vi.waitFor(() => expect(underWay()).toBe(0));
  line.destroy();
  await nextQuestion();
  expect(mayStill).toHaveBeenCalledTimes(3);
});
