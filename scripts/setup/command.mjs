import { spawn, spawnSync } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { logFolder } from './place.mjs';

/**
 * @typedef {{
 *   log: string,
 *   environment?: NodeJS.ProcessEnv,
 *   folder?: string,
 *   onLine?: (line: string) => void,
 * }} RunOptions `log` names the log file, without folder or extension
 */

/**
 * Runs a command to its end. All it prints goes to a log file and, line by line, to `onLine`.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} options
 * @returns {Promise<{ ok: boolean, logFile: string, tail: string }>} `tail` is the end of the log
 */
export async function run(command, args, { log, environment = process.env, folder, onLine }) {
  mkdirSync(logFolder, { recursive: true });
  const logFile = join(logFolder, `${log}.log`);
  const file = createWriteStream(logFile);
  const child = spawn(command, args, {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      file.write(`${line}\n`);
      onLine?.(line);
    });
  }
  const stop = () => child.kill('SIGTERM');
  process.on('exit', stop);
  const ok = await new Promise((resolve) => {
    child.once('error', (error) => {
      file.write(`${error.message}\n`);
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
  process.off('exit', stop);
  await new Promise((resolve) => file.end(() => resolve(undefined)));
  return { ok, logFile, tail: readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n') };
}

/**
 * Runs a command that answers at once.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ code: number | null, output: string }} `code` is null when the command does not exist or is killed
 */
export function ask(command, args, environment = process.env) {
  const { status, stdout } = spawnSync(command, args, {
    env: environment,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 10_000,
  });
  return { code: status, output: stdout ?? '' };
}

/**
 * The PATH without this project's node_modules/.bin, which npm puts first: commands that replace node_modules must
 * not run from inside it.
 */
export function pathOutsideNodeModules() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter);
}
