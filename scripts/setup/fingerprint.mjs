import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Every file under a folder, or the file itself, sorted; nothing when it does not exist.
 * @param {string} path
 * @param {(path: string) => boolean} wanted
 * @returns {string[]}
 */
function filesOf(path, wanted) {
  if (!existsSync(path)) {
    return [];
  }
  if (!statSync(path).isDirectory()) {
    return wanted(path) ? [path] : [];
  }
  return readdirSync(path)
    .sort()
    .flatMap((name) => (wanted(join(path, name)) ? filesOf(join(path, name), wanted) : []));
}

/**
 * A hash over names and contents: equal if and only if the same files hold the same bytes.
 * @param {string} base names are taken relative to it, so that two checkouts agree
 * @param {string[]} paths files and folders, relative to `base`
 * @param {(path: string) => boolean} wanted says whether a file or folder counts
 * @returns {string} 16 hexadecimal digits
 */
export function fingerprint(base, paths, wanted = () => true) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesOf(join(base, path), wanted)) {
      const content = readFileSync(file);
      hash.update(`${file.slice(base.length)}\0${content.length}\0`).update(content);
    }
  }
  return shortened(hash);
}

/**
 * @param {string} text
 * @returns {string} 16 hexadecimal digits
 */
export function fingerprintOfText(text) {
  return shortened(createHash('sha256').update(text));
}

/** @param {import('node:crypto').Hash} hash */
function shortened(hash) {
  return hash.digest('hex').slice(0, 16);
}
