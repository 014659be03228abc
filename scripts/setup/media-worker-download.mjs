import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ask } from './command.mjs';
import {
  binaryName,
  keepWorker,
  mediasoupPackage,
  proveWorker,
  upstreamFolder,
  upstreamName,
  workerCache,
  workerStarts,
} from './media-worker.mjs';

const releases = 'https://github.com/versatica/mediasoup/releases/download';
/** To the first byte of the answer, redirections included: a closed network must not cost more than this. */
const answerWithinMs = 3_000;
/** For the whole of its few megabytes, once it has begun. */
const finishedWithinMs = 120_000;

/**
 * @param {string} url
 * @param {string} file
 */
async function download(url, file) {
  const controller = new AbortController();
  const giveUp = () => controller.abort();
  let timer = setTimeout(giveUp, answerWithinMs);
  try {
    const response = await fetch(url, { signal: controller.signal });
    if (!response.ok || response.body === null) {
      throw new Error(`HTTP ${response.status}`);
    }
    clearTimeout(timer);
    timer = setTimeout(giveUp, finishedWithinMs);
    await pipeline(Readable.fromWeb(/** @type {never} */ (response.body)), createWriteStream(file));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Upstream's ready-made worker, when it can be reached and works here. Failing is ordinary: then one is built.
 * @param {(text: string) => void} note
 * @param {string} origin
 * @returns {Promise<string | null>} the binary's path in the cache
 */
export async function downloadWorker(note, origin = releases) {
  const staging = join(workerCache, `fetching-${process.pid}`);
  try {
    note("asking for upstream's ready-made binary");
    mkdirSync(staging, { recursive: true });
    const archive = join(staging, 'archive.tgz');
    await download(`${origin}/${mediasoupPackage().version}/${upstreamName()}.tgz`, archive);
    const binary = join(staging, binaryName);
    const unpacked = ask('tar', ['-xzf', archive, '-C', staging, '--no-same-owner', binaryName]).code === 0;
    rmSync(archive);
    if (!unpacked || !workerStarts(binary) || !(await proveWorker(binary)).ok) {
      return null;
    }
    return keepWorker(staging, upstreamFolder());
  } catch {
    // Not reachable, no binary for this machine, cut off in the middle: all the same to the caller.
    return null;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}
