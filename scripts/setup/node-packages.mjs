import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, pathOutsideNodeModules, run } from './command.mjs';
import { SetupFailure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { node24, root, stateFolder } from './place.mjs';

/** Inside node_modules, which `npm ci` empties first: an interrupted one leaves no stamp. */
const stampFile = join(stateFolder, 'node-packages.stamp');

const wantedStamp = () => fingerprint(root, ['package-lock.json']);

/** Whether node_modules holds exactly what the lockfile says. */
export function nodePackagesInstalled() {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wantedStamp() && existsSync(node24);
}

/** On a poor line a fetch is tried again; npm's own patience is ten times as long. */
const retries = ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];

/** @returns {NodeJS.ProcessEnv} in which npm may replace node_modules, even when it was started from inside it */
const outsideEnvironment = () => ({
  ...process.env,
  PATH: pathOutsideNodeModules(),
  NODE_ENV: 'development',
});

/**
 * Asks the registry for one small thing first: without a network `npm ci` takes half a minute to say so.
 * @throws {SetupFailure}
 */
async function expectRegistry() {
  const environment = outsideEnvironment();
  const onceMore = ['--fetch-retries=1', '--fetch-retry-mintimeout=500', '--fetch-timeout=10000'];
  const { ok, logFile } = await run('npm', ['view', 'node', 'name', ...onceMore, ...quiet], {
    log: 'npm-registry',
    folder: root,
    environment,
  });
  if (!ok) {
    const registry = ask('npm', ['config', 'get', 'registry'], environment).output.trim();
    throw new SetupFailure(
      `The npm registry could not be reached: ${registry || 'no address is configured'}`,
      'Check the network, or name a mirror that you can reach: npm config set registry <address>. Then start again; ' +
        `what was already made is kept. Details: ${logFile}`,
    );
  }
}

/**
 * @param {{ logFile: string, tail: string }} result
 * @returns {SetupFailure}
 */
function failure({ logFile, tail }) {
  return new SetupFailure(
    `npm could not install the packages:\n\n${tail}`,
    `Start again when the cause is mended: what is broken is not taken for installed. The whole log: ${logFile}`,
  );
}

/**
 * Installs what the lockfile names, with Node 24 among it.
 *
 * Install scripts are not run, save for the package `node`, which fetches its binary by one: mediasoup's and
 * ffmpeg-static's would download from GitHub, and better-sqlite3 would be compiled for the system's Node.
 * @param {(text: string) => void} note
 * @throws {SetupFailure}
 */
export async function installNodePackages(note) {
  note('asking the registry');
  await expectRegistry();
  const environment = outsideEnvironment();
  let fetched = 0;
  const installed = await run(
    'npm',
    ['ci', '--include=dev', '--ignore-scripts', '--loglevel=http', ...retries, ...quiet],
    {
      log: 'npm-ci',
      folder: root,
      environment,
      onLine(line) {
        if (/^npm http fetch GET 200 .*\.tgz/.test(line)) {
          fetched += 1;
          note(`${fetched} packages fetched`);
        }
      },
    },
  );
  if (!installed.ok) {
    throw failure(installed);
  }
  note('Node 24');
  const rebuilt = await run('npm', ['rebuild', 'node', ...retries, ...quiet], {
    log: 'npm-rebuild-node',
    folder: root,
    environment,
  });
  if (!rebuilt.ok || !existsSync(node24)) {
    throw failure(rebuilt);
  }
  mkdirSync(stateFolder, { recursive: true });
  writeFileSync(stampFile, wantedStamp());
}
