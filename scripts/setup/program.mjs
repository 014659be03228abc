import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathOutsideNodeModules } from './command.mjs';

/** @param {string} file */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} name
 * @returns {string | null} the first such program on the path
 */
export function programOnPath(name) {
  const folders = pathOutsideNodeModules().split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}
