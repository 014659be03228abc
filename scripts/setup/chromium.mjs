import { programOnPath } from './program.mjs';

/**
 * The browser that the tests drive.
 * @returns {string | null}
 */
export function foundChromium() {
  return process.env.CHROMIUM_BIN || programOnPath('chromium');
}
