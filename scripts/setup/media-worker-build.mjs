import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { patchDtlsTransport } from '../worker/dtls-patch.mjs';
import { run } from './command.mjs';
import { SetupFailure } from './failure.mjs';
import { binaryName, builtFolder, keepWorker, proveWorker, workerCache } from './media-worker.mjs';
import { root } from './place.mjs';

/** The compiler, its tools, and the libraries of which mediasoup would fetch its own. */
export const buildPackages = [
  'g++',
  'cmake',
  'ninja-build',
  'pkg-config',
  'libuv1-dev',
  'libssl-dev',
  'libsrtp2-dev',
  'libabsl-dev',
  'libflatbuffers-dev',
  'flatbuffers-compiler',
];

const sources = join(root, 'node_modules', 'mediasoup', 'worker');
const attemptPrefix = 'building-';

/** What attempts that did not come to their end have left. Only one set-up runs at a time. */
function removeLeftovers() {
  for (const name of readdirSync(workerCache)) {
    if (name.startsWith(attemptPrefix)) {
      rmSync(join(workerCache, name), { recursive: true, force: true });
    }
  }
}

/**
 * @param {{ ok: boolean, logFile: string, tail: string }} result
 * @param {string} what
 */
function expectDone({ ok, logFile, tail }, what) {
  if (!ok) {
    throw new SetupFailure(
      `${what}:\n\n${tail}`,
      `The whole log: ${logFile}. See docs/adr/0004-media-worker-build.md.`,
    );
  }
}

/**
 * @param {string} attempt
 * @param {(text: string) => void} note
 */
async function compile(attempt, note) {
  const patched = join(attempt, 'DtlsTransport.cpp');
  writeFileSync(
    patched,
    patchDtlsTransport(readFileSync(join(sources, 'src', 'RTC', 'DtlsTransport.cpp'), 'utf8')),
  );
  const build = join(attempt, 'build');
  const configured = await run(
    'cmake',
    ['-S', join(root, 'scripts', 'worker'), '-B', build, '-G', 'Ninja', '-DCMAKE_BUILD_TYPE=Release'].concat([
      `-DWORKER_SOURCES=${sources}`,
      `-DDTLS_TRANSPORT=${patched}`,
    ]),
    { log: 'worker-configure' },
  );
  expectDone(configured, 'The build of the media worker could not be prepared');
  const compiled = await run('ninja', ['-C', build, '-j', String(availableParallelism())], {
    log: 'worker-build',
    onLine(line) {
      const [, done, all] = /^\[(\d+)\/(\d+)\]/.exec(line) ?? [];
      if (done !== undefined) {
        note(`compiling ${done} of ${all}`);
      }
    },
  });
  expectDone(compiled, 'The media worker could not be compiled');
  return join(build, binaryName);
}

/**
 * Builds the worker from the sources in the npm package. It takes some minutes; the result is proven, then kept
 * for every checkout of this user.
 * @param {(text: string) => void} note
 * @returns {Promise<string>} the binary's path in the cache
 * @throws {SetupFailure}
 */
export async function buildWorker(note) {
  mkdirSync(workerCache, { recursive: true });
  removeLeftovers();
  const attempt = join(workerCache, `${attemptPrefix}${process.pid}`);
  const staging = join(attempt, 'staging');
  mkdirSync(staging, { recursive: true });
  try {
    copyFileSync(await compile(attempt, note), join(staging, binaryName));
    note('proving that it works');
    expectDone(await proveWorker(join(staging, binaryName)), 'The media worker was built, but does not work');
    return keepWorker(staging, builtFolder());
  } finally {
    rmSync(attempt, { recursive: true, force: true });
  }
}
