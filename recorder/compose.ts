import { resolve } from 'node:path';
import pino from 'pino';
import { composeFolder } from './composition/compose.ts';
import { findPrograms } from './programs.ts';

/** `node recorder/compose.ts <folder>`: makes a recording's film again, on this machine or another. */
const [folder] = process.argv.slice(2);
const logger = pino({ level: 'info' }, pino.destination({ fd: 2, sync: true }));
if (folder === undefined) {
  process.stderr.write('Usage: node recorder/compose.ts <folder of a recording>\n');
  process.exit(2);
}
const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
try {
  const programs = await findPrograms(process.env);
  const result = await composeFolder({ folder: resolve(folder), programs, signal: stopping.signal, logger });
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  logger.error({ err: error, folder }, 'this folder could not be composed');
  process.exitCode = 1;
}
