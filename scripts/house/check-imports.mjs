// Refuses every import that goes a way design does not name: node scripts/house/check-imports.mjs [root]
// Prints one line for each and exits with 1. What is allowed stands in areas.mjs.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { refuseImport } from './import-rules.mjs';
import { importsOf } from './imports.mjs';

const root = resolve(process.argv[2] ?? '.');
const skipped = new Set(['node_modules', 'dist', 'data', 'coverage', 'test-results']);

/**
 * @param {string} folder
 * @returns {string[]}
 */
function sourcesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return skipped.has(entry.name) || entry.name.startsWith('.') ? [] : sourcesIn(path);
    }
    return /\.([cm]?[jt]s|[jt]sx)$/.test(entry.name) ? [path] : [];
  });
}

const { dependencies = {}, devDependencies = {} } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);
const declared = new Set(Object.keys({ ...dependencies, ...devDependencies }));

/**
 * @param {string} path
 * @returns {string[]}
 */
function faultsOf(path) {
  const file = relative(root, path);
  try {
    return importsOf(file, readFileSync(path, 'utf8')).flatMap(({ specifier, line }) => {
      const fault = refuseImport(file, specifier, declared);
      return fault === null ? [] : [`${file}:${line}  ${fault}`];
    });
  } catch (error) {
    return [`${file}  ${error instanceof Error ? error.message : error}`];
  }
}

const files = sourcesIn(root);
const faults = files.flatMap(faultsOf);

for (const fault of faults) {
  console.error(fault);
}
console.log(`${files.length} files, ${faults.length} imports in a forbidden direction`);
process.exitCode = faults.length === 0 ? 0 : 1;
