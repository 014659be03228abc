import { type ConfigFault, configExitCode, faultLines } from '../config/fault.ts';
import type { Loaded } from '../config/loader.ts';
import type { HubConfig } from '../config/schema.ts';
import { banner } from './banner.ts';

/** A hub that listens. */
export type Running = { readonly origins: readonly string[]; close(): Promise<void> };
/** Faults: what keeps it from starting with the data that is there. */
export type Started = Running | { readonly faults: readonly ConfigFault[] };

/** How long the parts may take to close before the process ends all the same, in milliseconds. */
const closeWithinMs = 10_000;

function endWith(faults: readonly ConfigFault[]): never {
  process.stderr.write(`${faultLines(faults)}\n`);
  process.exit(configExitCode);
}

function closeOnSignal(running: Running): void {
  let closing = false;
  const stop = () => {
    if (closing) return;
    closing = true;
    setTimeout(() => process.exit(1), closeWithinMs).unref();
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** Starts the hub, says where it listens, and closes it when the process is told to end; or says why it cannot run. */
export async function runProcess(
  loaded: Loaded,
  start: (config: HubConfig) => Promise<Started>,
): Promise<void> {
  if (!loaded.ok) endWith(loaded.faults);
  try {
    const started = await start(loaded.config);
    if ('faults' in started) endWith(started.faults);
    process.stdout.write(banner(started.origins, loaded.config.mode === 'demo'));
    closeOnSignal(started);
  } catch (error) {
    process.stderr.write(
      `Không khởi động được. / The hub could not start.\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
    process.exit(1);
  }
}
