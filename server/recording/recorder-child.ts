import { type ChildProcess, spawn } from 'node:child_process';
import type { Logger } from 'pino';

export type RecorderChild = {
  /** Ends it by force, because it no longer answers; it is started again. */
  kill(): void;
  /** Asks it to end and waits; by force after some seconds. It is not started again. */
  close(): Promise<void>;
};

export type ChildOptions = {
  /** Path of recorder/main.ts. */
  readonly main: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logger: Logger;
};

const firstDelayMs = 250;
const longestDelayMs = 15_000;
/** Who lived so long starts again at once. */
const steadyAfterMs = 30_000;
/** A recorder ends its tracks in good order, up to four seconds each, all at once. */
const patienceMs = 8_000;

/** Keeps a recorder running beside the hub: started again whenever it ends, ever more slowly while it does not last. */
export function keepRecorder({ main, environment, logger }: ChildOptions): RecorderChild {
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let delayMs = firstDelayMs;
  let closing = false;

  const start = () => {
    const startedAt = performance.now();
    const started = spawn(process.execPath, [main], {
      // It sees the hub's end by the end of its standard input, even if the hub is killed.
      stdio: ['pipe', 'ignore', 'inherit'],
      env: { ...process.env, ...environment, RECORDER_CHILD: '1' },
    });
    child = started;
    // Writing to one that is gone is no error: nothing is ever written.
    started.stdin.on('error', () => {});
    const ended = (why: unknown) => {
      if (child !== started) return;
      child = null;
      if (closing) return;
      if (performance.now() - startedAt > steadyAfterMs) delayMs = firstDelayMs;
      logger.error({ pid: started.pid, why, againInMs: delayMs }, 'the recorder ended');
      timer = setTimeout(start, delayMs);
      delayMs = Math.min(longestDelayMs, delayMs * 2);
    };
    started.once('error', ended);
    started.once('exit', (code, signal) => ended(signal ?? code));
    logger.info({ pid: started.pid }, 'the recorder is started');
  };
  start();

  return {
    kill: () => void child?.kill('SIGKILL'),
    async close() {
      closing = true;
      if (timer) clearTimeout(timer);
      const last = child;
      if (!last || last.exitCode !== null || last.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => last.once('exit', () => resolve()));
      last.kill('SIGTERM');
      const force = setTimeout(() => last.kill('SIGKILL'), patienceMs);
      await gone;
      clearTimeout(force);
    },
  };
}
