import { existsSync, readdirSync, statSync } from 'node:fs';
import { ask, run } from './command.mjs';
import { SetupFailure } from './failure.mjs';
import { programOnPath } from './program.mjs';

const listsFolder = '/var/lib/apt/lists';
const listsAreOldAfterMs = 24 * 3_600_000;

/**
 * @param {readonly string[]} packages
 * @returns {string[]} those that are not installed; all of them on a machine without dpkg
 */
export function missingDebianPackages(packages) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg's own placeholders
  const format = '${Package} ${db:Status-Status}\n';
  const { output } = ask('dpkg-query', ['-W', '-f', format, ...packages]);
  const installed = new Set(
    output.split('\n').flatMap((line) => (line.endsWith(' installed') ? [line.split(' ')[0]] : [])),
  );
  return packages.filter((name) => !installed.has(name));
}

/** Whether apt knows what can be installed, and recently. */
function listsAreFresh() {
  const lists = existsSync(listsFolder)
    ? readdirSync(listsFolder).filter((name) => name.endsWith('_Packages') || name.endsWith('_Packages.lz4'))
    : [];
  return lists.some((name) => Date.now() - statSync(`${listsFolder}/${name}`).mtimeMs < listsAreOldAfterMs);
}

/**
 * @param {string[]} args
 * @param {(text: string) => void} note
 */
function aptGet(args, note) {
  const options = [
    '-o',
    'APT::Status-Fd=1',
    '-o',
    'Acquire::Retries=2',
    '-o',
    'Acquire::http::Timeout=15',
    '-o',
    'Acquire::https::Timeout=15',
    '-o',
    'DPkg::Lock::Timeout=120',
  ];
  return run('apt-get', [...options, ...args], {
    log: `apt-get-${args[0]}`,
    environment: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    onLine(line) {
      // For instance "dlstatus:3:42.5:Retrieving file 3 of 9" or "pmstatus:cmake:60.1:Unpacking cmake".
      const status = /^(?:dl|pm)status:[^:]*:([\d.]+):(.*)$/.exec(line);
      if (status) {
        note(`${Math.round(Number(status[1]))} %  ${status[2]}`);
      }
    },
  });
}

/**
 * @param {readonly string[]} packages
 * @returns {SetupFailure} tells who is not root what to type
 */
function forAnAdministrator(packages) {
  const names = packages.join(' ');
  if (programOnPath('apt-get') !== null) {
    return new SetupFailure(
      `These packages of the system are missing: ${names}`,
      'Only an administrator may install them. Run this once, then start again:\n\n' +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`,
    );
  }
  return new SetupFailure(
    `This machine has no apt-get, and what these packages of Debian hold is missing: ${names}`,
    'Install what corresponds to them on this system, or use Debian or Ubuntu. MEDIASOUP_WORKER_BIN, FFMPEG_BIN and ' +
      'CHROMIUM_BIN may name binaries that set-up is to use instead.',
  );
}

/** Whether set-up may install packages of the system by itself. */
export function mayInstallDebianPackages() {
  return process.getuid?.() === 0 && programOnPath('apt-get') !== null;
}

/**
 * Installs packages of Debian or Ubuntu, as root.
 * @param {readonly string[]} packages
 * @param {(text: string) => void} note
 * @throws {SetupFailure} for anyone but root: it names the command to run
 */
export async function installDebianPackages(packages, note) {
  if (!mayInstallDebianPackages()) {
    throw forAnAdministrator(packages);
  }
  const install = () => aptGet(['install', '-y', '--no-install-recommends', ...packages], note);
  if (listsAreFresh() && (await install()).ok) {
    return;
  }
  note('reading the list of packages');
  await aptGet(['update'], note);
  let result = await install();
  if (!result.ok && result.tail.includes('dpkg --configure -a')) {
    note('finishing an installation that was interrupted');
    await run('dpkg', ['--configure', '-a'], { log: 'dpkg-configure' });
    result = await install();
  }
  if (!result.ok) {
    const offline =
      /Unable to locate package|Failed to fetch|Could not resolve|Temporary failure resolving/.test(
        result.tail,
      );
    throw new SetupFailure(
      offline
        ? `The servers of the system's packages could not be reached, or do not have: ${packages.join(' ')}`
        : `apt-get could not install ${packages.join(' ')}:\n\n${result.tail}`,
      `Check the network and /etc/apt/sources.list, then start again. The whole log: ${result.logFile}`,
    );
  }
}
