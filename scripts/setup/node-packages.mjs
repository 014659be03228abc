import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathOutsideNodeModules, run } from './command.mjs';
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

/** Errors by which npm says that it could not reach its registry. */
const unreachable =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/;

/**
 * @param {{ logFile: string, tail: string }} result
 * @returns {SetupFailure}
 */
function failure({ logFile, tail }) {
  return unreachable.test(tail)
    ? new SetupFailure(
        `The npm registry (${process.env.npm_config_registry ?? 'see: npm config get registry'}) could not be reached.`,
        'Check the network, or name your mirror with: npm config set registry <address>. Then start again; what is ' +
          `already there is kept. Details: ${logFile}`,
      )
    : new SetupFailure(`npm could not install the packages:\n\n${tail}`, `The whole log: ${logFile}`);
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
  const environment = { ...process.env, PATH: pathOutsideNodeModules(), NODE_ENV: 'development' };
  const patient = ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=http'];
  let fetched = 0;
  const installed = await run('npm', ['ci', '--include=dev', '--ignore-scripts', ...patient, ...quiet], {
    log: 'npm-ci',
    folder: root,
    environment,
    onLine(line) {
      if (/^npm http fetch GET 200 .*\.tgz/.test(line)) {
        fetched += 1;
        note(`${fetched} packages fetched`);
      }
    },
  });
  if (!installed.ok) {
    throw failure(installed);
  }
  note('Node 24');
  const rebuilt = await run('npm', ['rebuild', 'node', ...patient, ...quiet], {
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
