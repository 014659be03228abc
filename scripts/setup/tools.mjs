import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stateFolder } from './place.mjs';

/**
 * The programs that set-up found or made.
 * @typedef {{ worker: string, ffmpeg: string, chromium?: string }} Tools
 */

/**
 * Writes them down for whoever starts a part by hand; vitest.config.ts reads them.
 * @param {Tools} tools
 */
export function writeTools(tools) {
  mkdirSync(stateFolder, { recursive: true });
  writeFileSync(join(stateFolder, 'tools.json'), `${JSON.stringify(tools, null, 2)}\n`);
}

/**
 * @param {Tools} tools
 * @returns {NodeJS.ProcessEnv} the variables by which the hub, mediasoup and ffmpeg-static learn of them
 */
export function environmentOf(tools) {
  return {
    MEDIASOUP_WORKER_BIN: tools.worker,
    FFMPEG_BIN: tools.ffmpeg,
    ...(tools.chromium === undefined ? {} : { CHROMIUM_BIN: tools.chromium }),
  };
}
