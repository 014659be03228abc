import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import { ask, run } from './command.mjs';
import { fingerprint, fingerprintOfText } from './fingerprint.mjs';
import { cacheHome, node24, root } from './place.mjs';

export const binaryName = 'mediasoup-worker';

export const workerCache = join(cacheHome(), 'worker');

/**
 * mediasoup as the lockfile names it. `integrity` is the hash of the whole package, C++ sources included.
 * @returns {{ version: string, integrity: string }}
 */
export function mediasoupPackage() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return lock.packages['node_modules/mediasoup'];
}

/** The distribution and its version: a binary is linked against its libraries. */
function distribution() {
  try {
    const lines = readFileSync('/etc/os-release', 'utf8').split('\n');
    return lines.filter((line) => /^(ID|VERSION_ID)=/.test(line)).join(' ');
  } catch {
    return process.platform;
  }
}

/** Upstream's ready-made binary is made for a kernel's major version; see mediasoup's npm-scripts.mjs. */
export function upstreamName() {
  const kernel = release().split('.')[0];
  return `${binaryName}-${mediasoupPackage().version}-${process.platform}-${process.arch}-kernel${kernel}`;
}

/** Where upstream's ready-made binary is kept. */
export const upstreamFolder = () => join(workerCache, upstreamName());

/**
 * Where the binary built here is kept: by the version, and by a hash of all that made it: the package, our build
 * files and patch, the distribution and the processor.
 */
export function builtFolder() {
  const { version, integrity } = mediasoupPackage();
  const recipe = fingerprint(root, ['scripts/worker'], (path) => !/prove\.mjs$|\.test\.ts$/.test(path));
  const made = [integrity, recipe, distribution(), process.arch].join('\n');
  return join(workerCache, `${version}-${fingerprintOfText(made)}`);
}

/**
 * The worker that set-up is to use, if there is one already: named by hand, fetched, or built earlier.
 * @returns {string | null}
 */
export function foundWorker() {
  const named = process.env.MEDIASOUP_WORKER_BIN;
  if (named) {
    return named;
  }
  const binaries = [upstreamFolder(), builtFolder()].map((folder) => join(folder, binaryName));
  return binaries.find(workerStarts) ?? null;
}

/**
 * Whether the binary starts here, with all the libraries that it needs. It takes some 10 ms. Without mediasoup's
 * environment a worker leaves with code 41 at once; upstream's installer asks in the same way.
 * @param {string} binary
 */
export function workerStarts(binary) {
  return existsSync(binary) && ask(binary, [], {}).code === 41;
}

/**
 * Uses the binary in a way that fails when it does not fit; see scripts/worker/prove.mjs.
 * @param {string} binary
 * @returns {Promise<{ ok: boolean, logFile: string, tail: string }>}
 */
export function proveWorker(binary) {
  return run(node24, [join(root, 'scripts', 'worker', 'prove.mjs'), binary], {
    log: 'worker-prove',
    folder: root,
  });
}

/**
 * Puts a proven binary into the cache in one stroke: it is there whole, or not at all.
 * @param {string} staging a folder beside the cache's, holding the binary and nothing else
 * @param {string} folder
 * @returns {string} the binary's path
 */
export function keepWorker(staging, folder) {
  mkdirSync(dirname(folder), { recursive: true });
  rmSync(folder, { recursive: true, force: true });
  renameSync(staging, folder);
  return join(folder, binaryName);
}
