import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pino from 'pino';
import { layouts } from '../protocol/archive.ts';
import { composeFolder } from './composition/compose.ts';
import { heights } from './composition/mark.ts';
import { findPrograms } from './programs.ts';

/**
 * `node recorder/compose.ts <folder> [--height 720|1080] [--layout speaker|gallery|content] [--second <folder>]`: makes
 * a recording's film again, on this machine or another. `--second` names what another recorder kept of the same
 * meeting, if it is not in the folder already.
 * Interrupted, it goes on with the next scene when it is run again.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    height: { type: 'string', default: '720' },
    layout: { type: 'string', default: 'speaker' },
    second: { type: 'string' },
  },
});
const [folder] = positionals;
const height = heights.find((lines) => String(lines) === values.height);
const layout = layouts.find((each) => each === values.layout);
const logger = pino({ level: 'info' }, pino.destination({ fd: 2, sync: true }));
if (folder === undefined || height === undefined || layout === undefined) {
  process.stderr.write(
    `Usage: node recorder/compose.ts <folder of a recording> [--height ${heights.join('|')}] [--layout ${layouts.join('|')}] [--second <folder>]\n`,
  );
  process.exit(2);
}
const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stopping.abort());
try {
  const programs = await findPrograms(process.env);
  const result = await composeFolder({
    folder: resolve(folder),
    second: values.second === undefined ? null : resolve(values.second),
    height,
    layout,
    programs,
    signal: stopping.signal,
    logger,
    onProgress: ({ share, remainingMs }) => {
      const left = remainingMs === null ? '' : `, ${Math.ceil(remainingMs / 1000)} s left`;
      process.stderr.write(`${Math.floor(share * 100)} %${left}\n`);
    },
  });
  process.stdout.write(`${JSON.stringify(result)}\n`);
} catch (error) {
  logger.error({ err: error, folder }, 'this folder could not be composed');
  process.exitCode = 1;
}
