import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's root. */
export const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));

/**
 * Where what is expensive to make is kept for every checkout of this user.
 * @param {NodeJS.ProcessEnv} environment
 */
export function cacheHome(environment = process.env) {
  // The XDG specification says to ignore a relative path.
  const xdg = environment.XDG_CACHE_HOME;
  return join(xdg?.startsWith('/') ? xdg : join(homedir(), '.cache'), 'diemcau');
}

/** The logs of long commands, named to the user when one fails. */
export const logFolder = join(cacheHome(), 'log');

/** What set-up knows of this checkout. Deleted with node_modules, as it should be. */
export const stateFolder = join(root, 'node_modules', '.cache', 'diemcau');

/** Node 24 as installed from npm: what runs the hub, the tests and every tool. */
export const node24 = join(root, 'node_modules', '.bin', 'node');
