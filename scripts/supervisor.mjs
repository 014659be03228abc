import { spawn } from 'node:child_process';
import { constants } from 'node:os';

/** Exit codes after which nothing is started again: it ended well, was misused, or refused its configuration. */
const finalCodes = new Set([0, 2, 78]);
/** A process that leaves by itself sooner than this, before it ever ran longer, cannot start at all. */
const startingMs = 3_000;
/** After running this long the next fault counts as the first. */
const steadyMs = 60_000;
const firstPauseMs = 250;
const longestPauseMs = 10_000;

/**
 * @typedef {{ code: number | null, signal: NodeJS.Signals | null, livedMs: number }} End how a process ended
 * @typedef {{ hasRun: boolean, faults: number }} History `hasRun`: it got through its start at least once; `faults`:
 *   unexpected ends in a row
 */

/**
 * What is to follow when a process has ended and nobody asked it to.
 * @param {End} end
 * @param {History} history
 * @returns {{ kind: 'leave', code: number } | { kind: 'restart', pauseMs: number, history: History }}
 */
export function afterEnd({ code, livedMs }, history) {
  const hasRun = history.hasRun || livedMs >= startingMs;
  if (code !== null && (finalCodes.has(code) || !hasRun)) {
    return { kind: 'leave', code };
  }
  const faults = livedMs >= steadyMs ? 1 : history.faults + 1;
  const pauseMs = Math.min(firstPauseMs * 2 ** (faults - 1), longestPauseMs);
  return { kind: 'restart', pauseMs, history: { hasRun, faults } };
}

/** @param {End} end */
function exitCodeOf({ code, signal }) {
  return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
}

/**
 * Runs a command and starts it again when it dies: killed, crashed, out of memory. Signals to us are passed on.
 * @param {{ command: string, args: string[], environment: NodeJS.ProcessEnv, folder: string }} service
 * @returns {Promise<number>} the exit code to leave with, once it has ended for good
 */
export async function supervise({ command, args, environment, folder }) {
  /** @type {import('node:child_process').ChildProcess | null} */
  let child = null;
  let stopping = false;
  let wake = () => {};
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    stopping = true;
    // A terminal's Ctrl-C reaches the child directly as well. SIGTERM instead of a second SIGINT, which many
    // programs take for "now, and not in good order".
    child?.kill(signal === 'SIGHUP' ? 'SIGHUP' : 'SIGTERM');
    wake();
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) {
    process.on(signal, stop);
  }
  /** @returns {Promise<End>} */
  const runOnce = () => {
    const startedAt = Date.now();
    return new Promise((resolve, reject) => {
      child = spawn(command, args, { cwd: folder, env: environment, stdio: 'inherit' });
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve({ code, signal, livedMs: Date.now() - startedAt }));
    });
  };
  /** @type {History} */
  let history = { hasRun: false, faults: 0 };
  for (;;) {
    const end = await runOnce();
    child = null;
    const next = afterEnd(end, history);
    if (stopping || next.kind === 'leave') {
      return exitCodeOf(end);
    }
    history = next.history;
    console.error(
      `The hub ended unexpectedly (${end.signal ?? `exit code ${end.code}`}); starting it again in ${next.pauseMs / 1000} s.`,
    );
    await new Promise((resolve) => {
      wake = () => resolve(undefined);
      setTimeout(wake, next.pauseMs);
    });
    if (stopping) {
      return exitCodeOf(end);
    }
  }
}
