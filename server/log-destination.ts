import { join } from 'node:path';
import { type DestinationStream, destination } from 'pino';
import type { HubConfig } from '../config/schema.ts';

/** What is kept of a log that cannot be written, in bytes, until it can; the rest is lost. */
const keptLogBytes = 1_048_576;

/** In the demo the log goes to a file, so that whoever tries it reads the addresses; for real it goes to the journal. */
export function logTo({ mode, dataFolder }: HubConfig): DestinationStream {
  const dest = mode === 'demo' ? join(dataFolder, 'hub.log') : 2;
  const log = destination({ dest, sync: true, maxLength: keptLogBytes });
  // A full disk must not end the meetings.
  log.on('error', () => undefined);
  return log;
}
